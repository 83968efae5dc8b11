"""What is there right now that somebody may want to ask about or say."""

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.assistant.intents import ChoreName, Household, Person
from appliance.assistant.queries.household import person_of
from appliance.assistant.rules.suggestions import Moment, part_at
from appliance.chores.queries import Duty, on_the_table
from appliance.core.people import YOUNG
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries import children_of
from appliance.rewards.queries import purses_with_goals
from appliance.rewards.queries.purses import Purse


@dataclass(frozen=True)
class Now:
    """The moment, and the names that its sentences hold."""

    moment: Moment
    household: Household


async def moment_of(look: Reading) -> Now:
    """Two queries: the chores, and the children with their points. A guest sees no points."""
    viewer = look.viewer
    duties = await on_the_table(look)
    purses = [] if viewer.is_guest else await purses_with_goals(look)
    people = await children_of(look) if viewer.is_guest else [purse.member for purse in purses]
    names = {member.id: member.name for member in people}
    mine = [duty for duty in duties if duty.is_to_do and duty.member_id == viewer.member_id]
    waiting = [duty for duty in duties if duty.state == "waiting" and duty.member_id in names]
    moment = Moment(
        viewer.role,
        part := part_at(viewer.local(look.now).time(), viewer.blocks),
        due=[duty.title for duty in sorted(mine, key=lambda duty: duty.part_of_day not in ("", part))],
        waiting=[(names[duty.member_id], duty.title) for duty in waiting],
        children=[member.name for member in people] if viewer.cares else [],
        reward=_enough_for(purses) if viewer.role in YOUNG else "",
    )
    return Now(moment, _known(look, people, [*mine, *waiting], moment.reward))


def _enough_for(purses: Sequence[Purse]) -> str:
    goals = [purse.goal for purse in purses if purse.goal and not purse.goal.missing]
    return goals[0].title if goals else ""


def _known(look: Reading, people: Sequence[Member], duties: Sequence[Duty], reward: str) -> Household:
    names = {member.id: member.name for member in people}
    me = Person(look.viewer.name, look.viewer.role.value)
    others = tuple(person_of(member) for member in people if member.id != look.viewer.member_id)
    chores = tuple(ChoreName(duty.title, (names.get(duty.member_id, look.viewer.name),)) for duty in duties)
    return Household((me, *others), chores, (reward,) if reward else ())
