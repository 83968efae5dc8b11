import pytest

from appliance import wiring
from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import say
from appliance.core.plurals import in_english
from appliance.screen_time.actions import set_rules
from appliance.screen_time.rules import same_every_week
from appliance.screen_time.tools import TOOLS
from appliance.screen_time.tools.left import WhoseTime, tell_time_left
from tests.support.house import House


async def ask(house: House, by: str, about: str) -> str:
    async with house.office.reading(house.people[by]) as look:
        answer = await tell_time_left(look, WhoseTime(member=about))
    return say("en", answer.sentence, **answer.values)


async def test_the_assistant_says_how_much_is_left(house: House) -> None:
    assert await ask(house, "Leo", "Leo") == "You have no limit. You used 0 minutes today."
    async with house.office.work(house.people["Elena"]) as work:
        await set_rules(work, house.people["Leo"].member_id, same_every_week(120, 180))
    assert await ask(house, "Leo", "leo") == "You have 120 minutes left of 120 today."
    assert await ask(house, "Elena", "Leo") == "Leo has 120 minutes left of 120 today."
    assert await ask(house, "Elena", "dad") == "Marco is grown up and has no limit here."


async def test_the_assistant_does_not_tell_a_child_about_others(house: House) -> None:
    with pytest.raises(NotAllowed):
        await ask(house, "Maya", "Leo")
    with pytest.raises(NotFound):
        await ask(house, "Maya", "Tobi")


async def do(house: House, by: str, tool: str, **args: object) -> str:
    found = next(one for one in TOOLS if one.name == tool)
    assert found.acts is not None
    async with house.office.work(house.people[by], "ask") as work:
        answer = await found.acts(work, found.input.model_validate(args))
    return in_english(answer.sentence, answer.values)


async def test_a_parent_gives_minutes_and_sets_limits_in_words(house: House) -> None:
    assert await do(house, "Elena", "screen_time_limit", member="Leo", minutes=60) == (
        "Minutes a day for Leo: 60 on weekdays, 60 at the weekend."
    )
    assert await do(house, "Elena", "screen_time_limit", member="Leo", minutes=90, days="weekends") == (
        "Minutes a day for Leo: 60 on weekdays, 90 at the weekend."
    )
    assert await do(house, "Elena", "screen_time_grant", member="Leo", minutes=15) == (
        "Leo has 15 minutes more today."
    )
    assert await ask(house, "Leo", "Leo") == "You have 75 minutes left of 75 today."


async def test_a_limit_for_the_weekend_alone_says_what_is_missing(house: House) -> None:
    with pytest.raises(Invalid, match="every day first"):
        await do(house, "Elena", "screen_time_limit", member="Leo", minutes=90, days="weekends")


async def test_minutes_and_limits_are_not_a_childs_to_say(house: House) -> None:
    for tool in ("screen_time_limit", "screen_time_grant"):
        with pytest.raises(NotAllowed):
            await do(house, "Leo", tool, member="Leo", minutes=90)


def test_a_tool_reads_or_acts_or_is_still_coming() -> None:
    for tool in wiring.TOOLS:
        assert [tool.reads is not None, tool.acts is not None, tool.coming].count(True) == 1, tool.name
        assert tool.call, tool.name
