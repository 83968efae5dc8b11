"""Which of today's chores somebody means."""

from collections.abc import Collection, Sequence

from rapidfuzz.fuzz import ratio
from rapidfuzz.utils import default_process as plain

from appliance.chores.queries import Duty, next_for_child
from appliance.chores.rules.states import State
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading
from appliance.household.models import Member

ALIKE = 88  # of 100: "feed the cats" is the cat, "feed the dog" is not


async def todays(look: Reading, member: Member) -> list[Duty]:
    """Everything of theirs that lies on the table, with what they may still grab."""
    assert member.id is not None
    day = await next_for_child(look, member.id)
    return [*day.to_do, *day.waiting, *day.done]


def meant(duties: Sequence[Duty], title: str, first: Collection[State]) -> Duty:
    """Those in the states of `first` before others, today's before one left over.

    Two chores that fit equally well are asked about.
    """
    scores = {duty.title: ratio(title, duty.title, processor=plain) for duty in duties}
    best = max(scores.values(), default=0)
    titles = {name for name, score in scores.items() if score == best}
    if best < ALIKE:
        raise NotFound(_("There is no chore called %(title)s today."), title=title.strip())
    if len(titles) > 1:
        raise NotFound(_("Which one: %(titles)s?"), titles=", ".join(sorted(titles)))
    fitting = [duty for duty in duties if duty.title in titles]
    return max(fitting, key=lambda duty: (duty.state in first, duty.day, -duty.id))
