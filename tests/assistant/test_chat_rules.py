"""What parents see of a child's chats is decided by the family, told to the child, and never reaches back."""

import pytest
from sqlmodel import col, select

from appliance.assistant.actions.chat_rules import ChatPlan, change_chat_rules
from appliance.assistant.actions.conversations import ask_question
from appliance.assistant.models import ChatRules, Sees, Utterance
from appliance.assistant.queries.chat_rules import chat_rules_of
from appliance.assistant.rules.chats import help_lines, shown_to_parents
from appliance.core.errors import Invalid, NotAllowed
from appliance.core.people import Role
from tests.support.house import House


async def decide(house: House, child: Sees, teen: Sees = Sees.NOTHING, days: int = 365) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        await change_chat_rules(work, ChatPlan(days, child, teen))


async def rules_of(house: House, name: str) -> ChatRules:
    async with house.office.reading(house.people[name]) as look:
        return await chat_rules_of(look)


async def stamped(house: House, name: str, text: str) -> set[str]:
    """What parents may see of what this person says now."""
    async with house.office.work(house.people[name], "ask") as work:
        asked = await ask_question(work, None, text)
    async with house.office.database.reading() as db:
        said = select(Utterance.parents_see).where(col(Utterance.conversation_id) == asked.conversation_id)
        return set((await db.exec(said)).all())


async def test_a_family_that_decided_nothing_sees_topics_of_a_child_and_nothing_of_a_teenager(
    house: House,
) -> None:
    rules = await rules_of(house, "Maya")
    assert (rules.parents_see(Role.CHILD), rules.parents_see(Role.TEEN)) == (Sees.TOPICS, Sees.NOTHING)
    for grown in (Role.PARENT, Role.GUEST):
        assert rules.parents_see(grown) is Sees.NOTHING
    assert "emergency number" in help_lines(rules)


async def test_a_change_counts_for_what_is_said_from_then_on(house: House) -> None:
    assert await stamped(house, "Maya", "why is the sky blue?") == {"topics"}
    await decide(house, Sees.EVERYTHING)
    assert await stamped(house, "Maya", "why is the sea blue?") == {"everything"}
    assert await stamped(house, "Leo", "why is it so late?") == {"nothing"}
    assert await stamped(house, "Elena", "why are we all so tired?") == {"nothing"}
    async with house.office.database.reading() as db:
        before = await db.exec(select(Utterance.parents_see).where(Utterance.text == "why is the sky blue?"))
        assert before.one() == "topics"


async def test_one_family_decides_for_itself(house: House) -> None:
    await decide(house, Sees.EVERYTHING)
    assert (await rules_of(house, "Tobi")).parents_see(Role.CHILD) is Sees.TOPICS


async def test_only_parents_decide_and_only_what_there_is_to_choose(house: House) -> None:
    for name in ("Leo", "Maya"):
        with pytest.raises(NotAllowed):
            async with house.office.work(house.people[name]) as work:
                await change_chat_rules(work, ChatPlan(365, Sees.NOTHING, Sees.NOTHING))
    with pytest.raises(Invalid):
        await decide(house, Sees.NOTHING, days=7)


async def test_whom_a_change_is_about_can_be_told_when_it_was(house: House) -> None:
    await decide(house, Sees.EVERYTHING)
    rules = await rules_of(house, "Maya")
    assert rules.seen_since(Role.CHILD) == house.clock() and rules.seen_since(Role.TEEN) is None


@pytest.mark.parametrize(
    ("when_said", "now", "shown"),
    [
        (Sees.NOTHING, Sees.EVERYTHING, Sees.NOTHING),
        (Sees.EVERYTHING, Sees.TOPICS, Sees.TOPICS),
        (Sees.TOPICS, Sees.EVERYTHING, Sees.TOPICS),
        (Sees.EVERYTHING, Sees.EVERYTHING, Sees.EVERYTHING),
    ],
)
def test_parents_see_no_more_than_was_told_then_and_than_counts_now(
    when_said: Sees, now: Sees, shown: Sees
) -> None:
    assert shown_to_parents(when_said, now) is shown
