"""Who answers what: the one place where both ends of every event, every job and every tool are seen."""

from datetime import timedelta
from functools import partial

from litestar.types import ControllerRouterHandler

from appliance.assistant import api as assistant_api
from appliance.assistant import pages as assistant_pages
from appliance.assistant import tools as assistant_tools
from appliance.assistant.events import MemoryForgotten, ModelSetAside
from appliance.assistant.reactions import (
    blank_forgotten,
    close_what_hung,
    forget_who_left,
    show_approval_undone,
    show_chore_put_away,
    show_completion_undone,
    show_minutes_taken_back,
    show_request_withdrawn,
    show_wish_withdrawn,
)
from appliance.backups import api as backups_api
from appliance.backups import pages as backups_pages
from appliance.backups.events import BackupsNeedALook, BackupsWellAgain, HouseBroughtBack
from appliance.backups.queries.figures import figures_of_backups
from appliance.chores import api as chores_api
from appliance.chores import jobs as chores_jobs
from appliance.chores import pages as chores_pages
from appliance.chores import tools as chores_tools
from appliance.chores.events import (
    ApprovalUndone,
    ChoreProposed,
    ChorePutAway,
    CompletionUndone,
    OccurrenceApproved,
    OccurrenceCompleted,
)
from appliance.chores.reactions import (
    end_calendars,
    end_offers,
    follow_the_blocks,
    follow_the_week,
    hand_on_chores,
    move_chores,
    withdraw_ideas,
)
from appliance.core.figures import Gather
from appliance.core.i18n import mark as _
from appliance.core.jobs import Job
from appliance.core.outbox import JOB, Channel, deliver_due
from appliance.core.people import Role
from appliance.core.receipts import JOB as FORGET_RECEIPTS
from appliance.core.receipts import forget_receipts
from appliance.core.registry import Registry, Tool
from appliance.core.work import Reactions, answers
from appliance.files import tools as files_tools
from appliance.household import api as household_api
from appliance.household import pages as household_pages
from appliance.household.events import (
    DiskTroubled,
    DiskWell,
    FamilyChanged,
    MemberLeft,
    NewBrowser,
    SignInBlocked,
)
from appliance.messages import tools as messages_tools
from appliance.notifications import api as notification_api
from appliance.notifications import jobs as notification_jobs
from appliance.notifications import pages as notification_pages
from appliance.notifications.actions import CHANNEL as NTFY
from appliance.notifications.reactions import (
    stop_alerts,
    tell_of_answer,
    tell_of_backups,
    tell_of_block,
    tell_of_browser,
    tell_of_completion,
    tell_of_disk,
    tell_of_good_backups,
    tell_of_model,
    tell_of_proposal,
    tell_of_quiet,
    tell_of_request,
    tell_of_return,
    tell_of_wish,
)
from appliance.reminders import tools as reminders_tools
from appliance.reports import tools as reports_tools
from appliance.rewards import api as rewards_api
from appliance.rewards import pages as rewards_pages
from appliance.rewards import tools as rewards_tools
from appliance.rewards.events import (
    GrantUndone,
    RefundUndone,
    RewardAsked,
    RewardGranted,
    RewardRefunded,
    WishWithdrawn,
)
from appliance.rewards.reactions import pay_for_chore, take_back_pay, withdraw_wishes
from appliance.screen_time import api as screen_time_api
from appliance.screen_time import jobs as screen_time_jobs
from appliance.screen_time import pages as screen_time_pages
from appliance.screen_time import tools as screen_time_tools
from appliance.screen_time.events import (
    DeviceWentQuiet,
    MinutesTakenBack,
    RequestLapsed,
    RequestWithdrawn,
    TimeAnswered,
    TimeAsked,
    TimeAskedAgain,
)
from appliance.screen_time.queries.figures import figures_of_devices
from appliance.screen_time.reactions import (
    earn_minutes,
    end_devices,
    follow_the_gift,
    hand_over_minutes,
    lose_earned_minutes,
    take_minutes_back,
    withdraw_requests,
)
from appliance.system import jobs as system_jobs
from appliance.system.api.house import HouseApi
from appliance.system.pages import health
from appliance.system.pages.api_docs import api_docs
from appliance.system.pages.house import HousePages
from appliance.system.pages.manifest import manifest
from appliance.system.pages.metrics import metrics
from appliance.system.pages.style import style
from appliance.today import api as today_api
from appliance.today import pages as today_pages
from appliance.today.pages.wall import WallPages
from appliance.web.navigation import NavEntry

REACTIONS: Reactions = {
    **answers(OccurrenceApproved, pay_for_chore, earn_minutes),
    **answers(ApprovalUndone, take_back_pay, lose_earned_minutes, show_approval_undone),
    **answers(WishWithdrawn, show_wish_withdrawn),
    **answers(ChorePutAway, show_chore_put_away),
    **answers(MinutesTakenBack, show_minutes_taken_back, follow_the_gift),
    **answers(TimeAsked, tell_of_request),
    **answers(TimeAskedAgain, tell_of_request),
    **answers(TimeAnswered, tell_of_answer),
    **answers(RequestLapsed, tell_of_answer),
    **answers(RequestWithdrawn, show_request_withdrawn, tell_of_answer),
    **answers(RewardGranted, hand_over_minutes),
    **answers(RefundUndone, hand_over_minutes),
    **answers(GrantUndone, take_minutes_back),
    **answers(RewardRefunded, take_minutes_back),
    **answers(OccurrenceCompleted, tell_of_completion),
    **answers(ChoreProposed, tell_of_proposal),
    **answers(RewardAsked, tell_of_wish),
    **answers(NewBrowser, tell_of_browser),
    **answers(SignInBlocked, tell_of_block),
    **answers(ModelSetAside, tell_of_model),
    **answers(DiskTroubled, tell_of_disk),
    **answers(DiskWell, tell_of_disk, close_what_hung),
    **answers(BackupsNeedALook, tell_of_backups),
    **answers(BackupsWellAgain, tell_of_good_backups),
    **answers(HouseBroughtBack, tell_of_return),
    **answers(DeviceWentQuiet, tell_of_quiet),
    **answers(CompletionUndone, show_completion_undone),
    **answers(MemoryForgotten, blank_forgotten),
    **answers(FamilyChanged, move_chores, follow_the_week, follow_the_blocks),
    **answers(
        MemberLeft,
        end_offers,
        hand_on_chores,
        withdraw_ideas,
        end_calendars,
        end_devices,
        withdraw_wishes,
        withdraw_requests,
        stop_alerts,
        forget_who_left,
    ),
}
CHANNELS: dict[str, Channel] = {NTFY: notification_jobs.by_ntfy}
JOBS: tuple[Job, ...] = (
    *chores_jobs.JOBS,
    *screen_time_jobs.JOBS,
    Job(JOB, timedelta(seconds=30), partial(deliver_due, channels=CHANNELS)),
    *notification_jobs.JOBS,
    *system_jobs.jobs_with(notification_jobs.warn_past_outbox),
    Job(FORGET_RECEIPTS, timedelta(hours=1), forget_receipts, by_age=True),
)
TOOLS: tuple[Tool, ...] = (
    *chores_tools.TOOLS,
    *rewards_tools.TOOLS,
    *screen_time_tools.TOOLS,
    *assistant_tools.TOOLS,
    *messages_tools.TOOLS,
    *reminders_tools.TOOLS,
    *files_tools.TOOLS,
    *reports_tools.TOOLS,
)
REGISTRY = Registry(TOOLS)

PARENTS = frozenset({Role.PARENT})
GUESTS = frozenset({Role.GUEST})
TEENS = frozenset({Role.TEEN})
CHILDREN = frozenset({Role.CHILD})
GROWN = frozenset({Role.PARENT, Role.TEEN})
GROWN_OR_GUEST = GROWN | GUESTS
ALL = GROWN_OR_GUEST | CHILDREN
NAVIGATION: tuple[NavEntry, ...] = (
    NavEntry("/today", "sun", _("Today"), PARENTS | GUESTS, "/today/badge"),
    NavEntry("/today", "sun", _("Today"), TEENS),
    NavEntry("/today", "sun", _("Now"), CHILDREN),
    NavEntry("/chores", "list-checks", _("Chores"), GROWN_OR_GUEST),
    NavEntry("/screen", "hourglass", _("Screen"), GROWN_OR_GUEST),
    NavEntry("/rewards", "gift", _("Rewards"), GROWN),
    NavEntry("/rewards", "gift", _("Stars"), CHILDREN),
    NavEntry("/ask", "message-circle", _("Ask"), ALL),
)
FIGURES: tuple[Gather, ...] = (figures_of_backups, figures_of_devices)
PAGES: tuple[ControllerRouterHandler, ...] = (
    health,
    metrics,
    HousePages,
    api_docs,
    manifest,
    style,
    *household_pages.PAGES,
    *chores_pages.PAGES,
    *rewards_pages.PAGES,
    *screen_time_pages.PAGES,
    notification_pages.NotificationPages,
    today_pages.TodayPages,
    WallPages,
    *assistant_pages.PAGES,
    *backups_pages.PAGES,
)
API: tuple[ControllerRouterHandler, ...] = (
    *household_api.API,
    *chores_api.API,
    *rewards_api.API,
    *screen_time_api.API,
    notification_api.NotificationsApi,
    *today_api.API,
    *assistant_api.API,
    *backups_api.API,
    HouseApi,
)
