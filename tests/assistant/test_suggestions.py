"""What is suggested fits the hour and what is there, and is what the house understands when it is tapped."""

import html
import re
from dataclasses import replace

import pytest
from sqlmodel import update

from appliance.assistant.rules.suggestions import Moment, suggestions
from appliance.chores import actions as chores
from appliance.chores.queries import occurrences_for
from appliance.core.people import Role
from appliance.household.models import Member
from appliance.rewards import actions as rewards
from tests.assistant.conftest import Talk
from tests.support.house import Browser


async def suggested(browser: Browser) -> list[str]:
    shown = (await browser.get("/ask")).text
    found = re.findall(r'class="chip" name="text" value="([^"]+)"', shown)
    return [html.unescape(text) for text in found]


def said(moment: Moment) -> list[str]:
    return [one.tool for one in suggestions(moment)]


def test_in_the_evening_tomorrow_is_near() -> None:
    for role in (Role.CHILD, Role.TEEN, Role.PARENT):
        tomorrow = [
            one.sentence for one in suggestions(Moment(role, "evening")) if "tomorrow" in one.sentence
        ]
        assert tomorrow and not [
            one for one in suggestions(Moment(role, "morning")) if "tomorrow" in one.sentence
        ]


def test_what_waits_for_a_yes_comes_first_for_whoever_says_it() -> None:
    moment = Moment(Role.PARENT, "afternoon", waiting=[("Maya", "Feed the cat")], children=["Maya"])
    assert said(moment)[0] == "chore_approve"
    assert said(Moment(Role.CHILD, "afternoon", due=["Feed the cat"]))[0] == "chore_complete"


def test_a_reward_is_offered_to_whoever_has_the_points_for_it() -> None:
    assert "reward_redeem" in said(Moment(Role.TEEN, "morning", reward="A kite"))
    assert "reward_redeem" not in said(Moment(Role.TEEN, "morning"))


@pytest.mark.parametrize(("language", "hours", "least"), [("en", 0, 3), ("en", 8, 3), ("de", 8, 3)])
async def test_every_suggestion_is_understood_and_nobody_is_left_without(
    talk: Talk, language: str, hours: int, least: int
) -> None:
    house = talk.house
    async with house.office.work(house.people["Elena"]) as work:
        maya = house.people["Maya"].member_id
        kite = await rewards.add_reward(work, rewards.RewardPlan("A kite", 10))
        await rewards.give_points(work, maya, 50, "brave at the dentist", "dentist-0001")
        duties = await occurrences_for(work, house.people["Leo"].member_id, work.today, work.today)
    async with house.office.work(house.people["Maya"]) as work:
        await rewards.save_for(work, kite)
    async with house.office.work(house.people["Leo"]) as work:
        await chores.complete(work, duties[0].id)
    house.clock.forward(hours=hours)
    await speak(talk, language)
    for name in ("Elena", "Leo", "Maya"):
        found = await suggested(await house.browser(name))
        assert len(found) >= least, (name, found)
        for text in found:
            answer = await talk.say(name, text)
            assert answer.tool and answer.by == "instant", (name, text, answer.text)


async def speak(talk: Talk, language: str) -> None:
    async with talk.house.office.database.writing() as db:
        await db.exec(update(Member).values(language=language))
    for name, actor in talk.house.people.items():
        talk.house.people[name] = replace(actor, language=language)


async def test_what_is_due_is_suggested_only_while_it_is(talk: Talk) -> None:
    browser = await talk.house.browser("Maya")
    assert "“Feed the cat” is done" in await suggested(browser)
    await talk.say("Maya", "“Feed the cat” is done")
    assert "“Feed the cat” is done" not in await suggested(browser)
    assert "Approve “Feed the cat” for Maya" in await suggested(await talk.house.browser("Elena"))
