"""What to ask at this hour, what is really there first: msgids with values, and the tool they are for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from appliance.core.i18n import mark as _
from appliance.core.people import Blocks, Role

MOST = 4


@dataclass(frozen=True)
class Suggestion:
    tool: str
    sentence: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Moment:
    """`due`: the viewer's own chores that are still open; `waiting`: children with what waits for a yes.

    `children`: whom a grown-up asks about. `reward`: what the viewer's points are enough for.
    """

    role: Role
    part: str  # morning, afternoon or evening
    due: Sequence[str] = ()
    waiting: Sequence[tuple[str, str]] = ()
    children: Sequence[str] = ()
    reward: str = ""


def part_at(now: time, blocks: Blocks) -> str:
    if now < blocks.afternoon:
        return "morning"
    return "afternoon" if now < blocks.evening else "evening"


def suggestions(moment: Moment) -> list[Suggestion]:
    """More than are shown: those that are not understood, or not allowed, are passed over."""
    if moment.role in (Role.PARENT, Role.GUEST):
        return _of_a_grown_up(moment)
    return _of_the_young(moment)


def _of_the_young(moment: Moment) -> list[Suggestion]:
    found = [Suggestion("chore_complete", _("“%(chore)s” is done"), {"chore": title}) for title in moment.due]
    day = (
        _("What do I have to do tomorrow?") if moment.part == "evening" else _("What do I have to do today?")
    )
    reward = [Suggestion("reward_redeem", _("I want “%(reward)s” from the shop"), {"reward": moment.reward})]
    points = _("How many stars do I have?") if moment.role is Role.CHILD else _("How many points do I have?")
    time_left = Suggestion("screen_time_left", _("How much screen time do I have left?"))
    usual = [Suggestion("chores_list", day), time_left, Suggestion("points_balance", points)]
    told = [Suggestion("memory_save", _("Remember that my locker code is 4711"))]
    return [
        *found[:1],
        *(reward if moment.reward else []),
        *(usual if moment.part != "morning" else [usual[0], usual[2], usual[1]]),
        *(told if moment.role is Role.TEEN else []),
    ]


def _of_a_grown_up(moment: Moment) -> list[Suggestion]:
    approve = _("Approve “%(chore)s” for %(child)s")
    waiting = [
        Suggestion("chore_approve", approve, {"child": child, "chore": chore})
        for child, chore in moment.waiting[:1]
    ]
    day = Suggestion("chores_list", _("Who still has chores today?"))
    tomorrow = Suggestion("chores_list", _("Who has chores tomorrow?"))
    about = [
        _about(moment, "chores_list", _("What does %(child)s have to do today?")),
        _about(moment, "screen_time_left", _("How much screen time does %(child)s have left?")),
        _about(moment, "points_balance", _("How many points does %(child)s have?")),
    ]
    order = {"morning": (0, 2, 1), "afternoon": (1, 0, 2), "evening": (2, 1)}[moment.part]
    return [
        *waiting,
        *([tomorrow] if moment.part == "evening" else [day]),
        *([one for number in order for one in about[number]]),
        Suggestion("memory_search", _("When is Grandma’s birthday?")),
        Suggestion("memory_save", _("Remember that the plumber comes on Friday")),
    ]


def _about(moment: Moment, tool: str, sentence: str) -> list[Suggestion]:
    return [Suggestion(tool, sentence, {"child": child}) for child in moment.children[:1]]
