"""How a balance came about, in words that a child can follow."""

import random
from datetime import date

import pytest
from sqlmodel import func, select

from appliance.core.errors import NotAllowed, NotFound, Refusal, RuleBroken
from appliance.core.plurals import in_english
from appliance.rewards import actions
from appliance.rewards.models import PointEntry
from appliance.rewards.queries import story_of
from appliance.rewards.rules.story import Part, Story, part_of, sentences
from appliance.rewards.tools import PointsBalance, RewardRedeem, redeem_reward, tell_balance
from tests.chores.doing import add, approve, due, undo
from tests.rewards.doing import give, offer, purse, wish_for
from tests.support.house import House

CHORES = [
    ("Piano", 9, 1),
    ("Feed the cat", 16, 8),
    ("Tidy your room", 10, 2),
    ("Plants", 4, 2),
    ("Bin", 2, 1),
]


async def do(house: House, who: str, verb: str, *about: object) -> object:
    async with house.office.work(house.people[who]) as work:
        return await getattr(actions, verb)(work, *about)


async def told(house: House, name: str, language: str = "en", by: str = "") -> list[str]:
    async with house.office.reading(house.people[by or name]) as look:
        return sentences(await story_of(look, house.people[name].member_id), language)


async def test_a_month_is_told_from_what_there_was_to_what_there_is(house: House) -> None:
    await give(house, "Maya", 12, "Left from January")
    house.clock.forward(days=40)
    await add(house, "Feed the cat", "Maya", points=2)
    await approve(house, "Elena", await due(house, "Feed the cat"))
    await give(house, "Maya", 30, "Helped Grandma")
    await give(house, "Maya", -3, "Threw the ball indoors")
    ice = await offer(house, "Ice cream", 15)
    await do(house, "Elena", "grant_wish", (await wish_for(house, "Maya", ice)).id)
    await wish_for(house, "Maya", await offer(house, "Sticker", 4))
    assert await told(house, "Maya") == [
        "On 20 March there were 12.",
        "Chores brought 2: Feed the cat.",
        "A parent gave 30: Helped Grandma.",
        "A parent took 3 away: Threw the ball indoors.",
        "Rewards cost 15: Ice cream.",
        "Put aside for wishes that wait: 4, for Sticker.",
        "That makes 22.",
    ]
    assert (await told(house, "Maya", "de"))[-1] == "Das macht 22."
    assert await told(house, "Maya", by="Elena") == await told(house, "Maya")


async def test_what_came_and_went_again_is_not_told(house: House) -> None:
    entry = await give(house, "Maya", 50, "Typed wrong")
    await do(house, "Elena", "reverse_entry", entry)
    await do(
        house, "Elena", "decline_wish", (await wish_for(house, "Leo", await gift(house, "Leo", "Comic"))).id
    )
    assert await told(house, "Maya") == ["Nothing came and nothing went since 8 February.", "That makes 0."]
    assert await told(house, "Leo") == [
        "On 8 February there were 0.",
        "A parent gave 9: Helped Grandma.",
        "That makes 9.",
    ]


async def gift(house: House, name: str, title: str) -> int:
    await give(house, name, 9)
    return await offer(house, title, 9)


async def test_an_old_yes_that_was_taken_back_is_said_to_be_old(house: House) -> None:
    await add(house, "Mow the lawn", "Maya", points=20)
    lawn = await due(house, "Mow the lawn")
    await approve(house, "Elena", lawn)
    house.clock.forward(days=40)
    await wish_for(house, "Maya", await offer(house, "Ice cream", 15))
    await undo(house, "Elena", lawn)
    assert await told(house, "Maya") == [
        "On 20 March there were 20.",
        "Put aside for wishes that wait: 15, for Ice cream.",
        "Something from before was taken back and cost 20: Mow the lawn.",
        "So 15 are owed: the next ones fill that up.",
    ]


def test_many_things_are_named_by_what_counts_most_and_the_others_are_added_up() -> None:
    parts = [Part("earned", title, points, times) for title, points, times in CHORES]
    story = Story(1, date(2026, 2, 8), 0, tuple(parts), 41)
    assert sentences(story, "en")[1] == (
        "Chores brought 41: Feed the cat, 8 times (16), Tidy your room, 2 times (10), Piano (9), "
        "other things (6)."
    )
    assert part_of("bonus", "Kind", 0, 0) is None


@pytest.mark.parametrize("seed", range(3))
async def test_the_story_adds_up_whatever_happened(house: House, seed: int) -> None:
    """Also where lines of before are taken back after the month began."""
    dice = random.Random(seed)
    wishes: list[int] = []
    entries: list[int] = []
    shop = [await offer(house, f"Thing {n}", 3 + n, minutes=n % 2 * 10) for n in range(4)]
    for _step in range(40):
        house.clock.forward(hours=dice.randint(1, 40))
        choice = dice.choice(["give", "take", "ask", "answer", "undo", "correct"])
        try:
            if choice in ("give", "take"):
                entries.append(
                    await give(house, "Maya", dice.randint(1, 9) * (1 if choice == "give" else -1))
                )
            elif choice == "ask":
                wishes.append((await wish_for(house, "Maya", dice.choice(shop))).id or 0)
            elif choice == "correct" and entries:
                await do(house, "Elena", "reverse_entry", dice.choice(entries))
            elif wishes:
                verbs = ["grant_wish", "decline_wish", "redeem_wish", "refund_wish"]
                await do(
                    house,
                    "Elena",
                    dice.choice(verbs) if choice == "answer" else "undo_wish",
                    dice.choice(wishes),
                )
        except Refusal as refusal:
            assert refusal.sentence
        await adds_up(house)


async def adds_up(house: House) -> None:
    maya = house.people["Maya"].member_id
    async with house.office.reading(house.people["Maya"]) as look:
        story = await story_of(look, maya)
        before = select(func.sum(PointEntry.amount)).where(
            PointEntry.member_id == maya, func.date(PointEntry.at, "+1 hour") < story.since.isoformat()
        )
        opening = (await look.db.exec(before)).one() or 0
    assert (story.opening, story.points) == (opening, opening + sum(part.points for part in story.parts))
    balance = await purse(house, "Maya")
    assert story.points == balance.points
    assert sum(-part.points for part in story.parts if part.what == "aside") <= balance.aside


async def test_a_sister_and_a_guest_are_told_nothing(house: House) -> None:
    for who in ("Leo", "Tobi"):
        with pytest.raises(NotFound):
            await told(house, "Maya", by=who)


async def test_the_assistant_tells_it_too(house: House) -> None:
    await give(house, "Maya", 7)
    async with house.office.reading(house.people["Maya"]) as look:
        answer = await tell_balance(look, PointsBalance(member="me"))
    assert in_english(answer.sentence, answer.values) == "You have 7 points."
    assert answer.lines[-1] == "That makes 7."


async def test_the_assistant_asks_for_a_reward_by_its_name_and_it_can_be_taken_back(house: House) -> None:
    await give(house, "Maya", 70)
    await offer(house, "Movie night", 40)
    await offer(house, "Ice cream", 15)
    async with house.office.work(house.people["Maya"], "ask") as work:
        answer = await redeem_reward(work, RewardRedeem(reward="movie nights"))
    assert answer.undo_href == "/wishes/1/withdrawal"
    assert in_english(answer.sentence, answer.values).startswith("Asked for Movie night.")
    assert (await purse(house, "Maya")).aside == 40
    for title, refusal in (("a pony", NotFound), ("Movie night", RuleBroken)):
        async with house.office.work(house.people["Maya"], "ask") as work:
            with pytest.raises(refusal):
                await redeem_reward(work, RewardRedeem(reward=title))
    with pytest.raises(NotAllowed):
        async with house.office.work(house.people["Elena"], "ask") as work:
            await redeem_reward(work, RewardRedeem(reward="Ice cream"))
