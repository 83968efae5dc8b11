"""The names that a sentence of this family may hold."""

from appliance.assistant.intents import ChoreName, Household, Person
from appliance.chores.queries import chores_of
from appliance.core.people import Role
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries import members_of
from appliance.rewards.queries import rewards_of


async def household_known(look: Reading) -> Household:
    """A guest has neither chores nor points: their name says nothing, but where they speak themselves."""
    members = [
        member
        for member in await members_of(look)
        if member.role != Role.GUEST or member.id == look.viewer.member_id
    ]
    names = {member.id: member.name for member in members}
    chores = tuple(
        ChoreName(chore.title, tuple(names[person] for person in chore.people if person in names))
        for chore in await chores_of(look)
    )
    rewards = tuple(reward.title for reward in await rewards_of(look))
    return Household(tuple(person_of(member) for member in members), chores, rewards)


def person_of(member: Member) -> Person:
    return Person(member.name, member.role, tuple(member.called))


def speaker_in(household: Household, name: str) -> Person:
    return next(person for person in household.people if person.name == name)
