"""The pages of chores: the week, one chore, one time it is due."""

from appliance.chores.pages.approvals import ApprovalPages
from appliance.chores.pages.board import BoardPages
from appliance.chores.pages.chores import ChorePages
from appliance.chores.pages.feeds import CalendarPages, calendar
from appliance.chores.pages.history import HistoryPages
from appliance.chores.pages.occurrences import OccurrencePages
from appliance.chores.pages.offers import OfferPages
from appliance.chores.pages.pauses import PausePages
from appliance.chores.pages.preview import PreviewPages
from appliance.chores.pages.proof import ProofPages
from appliance.chores.pages.proposals import ProposalPages
from appliance.chores.pages.routines import RoutinePages
from appliance.chores.pages.statistics import StatisticsPages
from appliance.chores.pages.tables import TablePages

PAGES = (
    BoardPages,
    ApprovalPages,
    HistoryPages,
    StatisticsPages,
    CalendarPages,
    calendar,
    PreviewPages,
    TablePages,
    ChorePages,
    OccurrencePages,
    OfferPages,
    PausePages,
    ProposalPages,
    ProofPages,
    RoutinePages,
)
