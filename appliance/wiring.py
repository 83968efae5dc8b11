"""Who answers what: the one place where both ends of every event, every job and every tool are seen."""

from appliance.core.jobs import Job
from appliance.core.outbox import Channel
from appliance.core.people import Role
from appliance.core.registry import Registry, Tool
from appliance.core.work import Reactions
from appliance.web.navigation import NavEntry

REACTIONS: Reactions = {}
JOBS: tuple[Job, ...] = ()
CHANNELS: dict[str, Channel] = {}
TOOLS: tuple[Tool, ...] = ()
REGISTRY = Registry(TOOLS)

GROWN = frozenset({Role.PARENT, Role.TEEN})
ALL = frozenset({Role.PARENT, Role.TEEN, Role.CHILD})
NAVIGATION: tuple[NavEntry, ...] = ()
PAGES: tuple[type, ...] = ()
API: tuple[type, ...] = ()
