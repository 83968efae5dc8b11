import pytest

from appliance.core.errors import NotAllowed, NotFound
from appliance.core.i18n import say
from appliance.screen_time.actions import set_limit
from appliance.screen_time.rules import Limits
from appliance.screen_time.tools import WhoseTime, tell_time_left
from tests.support.house import House


async def ask(house: House, by: str, about: str) -> str:
    async with house.office.reading(house.people[by]) as look:
        answer = await tell_time_left(look, WhoseTime(member=about))
    return say("en", answer.sentence, **answer.values)


async def test_the_assistant_says_how_much_is_left(house: House) -> None:
    assert await ask(house, "Leo", "Leo") == "You have no limit. You used 0 minutes today."
    async with house.office.work(house.people["Elena"]) as work:
        await set_limit(work, house.people["Leo"].member_id, Limits(120, 180))
    assert await ask(house, "Leo", "leo") == "You have 120 minutes left of 120 today."
    assert await ask(house, "Elena", "Leo") == "Leo has 120 minutes left of 120 today."
    assert await ask(house, "Elena", "dad") == "Marco is grown up and has no limit here."


async def test_the_assistant_does_not_tell_a_child_about_others(house: House) -> None:
    with pytest.raises(NotAllowed):
        await ask(house, "Maya", "Leo")
    with pytest.raises(NotFound):
        await ask(house, "Maya", "Tobi")
