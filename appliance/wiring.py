"""Who answers what: the one place where both ends of every event, every job and every tool are seen."""

from appliance.chores import jobs as chores_jobs
from appliance.chores.events import ApprovalUndone, OccurrenceApproved
from appliance.core.jobs import Job
from appliance.core.outbox import Channel
from appliance.core.people import Role
from appliance.core.registry import Registry, Tool
from appliance.core.work import Reactions, answers
from appliance.rewards.reactions import pay_for_chore, take_back_pay
from appliance.web.navigation import NavEntry

REACTIONS: Reactions = {
    **answers(OccurrenceApproved, pay_for_chore),
    **answers(ApprovalUndone, take_back_pay),
}
JOBS: tuple[Job, ...] = (*chores_jobs.JOBS,)
CHANNELS: dict[str, Channel] = {}
TOOLS: tuple[Tool, ...] = ()
REGISTRY = Registry(TOOLS)

GROWN = frozenset({Role.PARENT, Role.TEEN})
ALL = frozenset({Role.PARENT, Role.TEEN, Role.CHILD})
NAVIGATION: tuple[NavEntry, ...] = ()
PAGES: tuple[type, ...] = ()
API: tuple[type, ...] = ()
