"""The first page of the day for each of the family."""

import re
from datetime import date, time

from appliance.chores.actions import add_chore, excuse
from appliance.chores.actions.plans import ChorePlan
from appliance.chores.queries import Duty, on_the_table
from appliance.chores.rules.repeats import Mode, Repeat
from tests.support.house import House

DAILY = Repeat("FREQ=DAILY", date(2026, 3, 10), "Europe/Berlin", Mode.SCHEDULE)


async def chore(house: House, title: str, *names: str, **more: object) -> Duty:
    people = tuple(house.people[name].member_id for name in names)
    way = "pool" if len(names) > 1 else "one"
    async with house.office.work(house.people["Elena"]) as work:
        await add_chore(work, ChorePlan(title, people, DAILY, way=way, **{"points": 2, **more}))  # type: ignore[arg-type]
        return next(duty for duty in await on_the_table(work) if duty.title == title)


def plain(page: str) -> str:
    """What stands there, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


async def test_the_way_in_leads_to_today(house: House) -> None:
    answer = await (await house.browser("Elena")).get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/today")


async def test_a_stranger_is_led_to_the_sign_in(house: House) -> None:
    assert (await house.stranger().get("/today")).headers["location"].startswith("/sign-in")


async def test_an_empty_house_teaches_the_first_step(house: House) -> None:
    for name, sentence in (
        ("Elena", "Start with one chore"),
        ("Leo", "Nothing to do today."),
        ("Maya", "Time to play!"),
    ):
        assert sentence in (await (await house.browser(name)).get("/today")).text


async def test_maya_taps_and_elena_is_asked_and_maya_hears_the_yes(house: House) -> None:
    duty = await chore(house, "Feed the cat", "Maya")
    maya, elena = await house.browser("Maya"), await house.browser("Elena")
    before = plain((await maya.get("/today")).text)
    assert "Next for you" in before
    assert "0 of 1 done" in before
    tapped = await maya.post(f"/occurrences/{duty.id}/completion", {"back": "/today"})
    assert tapped.headers["location"] == "/today"
    page = await maya.get("/today")
    assert "Waiting for Mum or Dad" in page.text
    assert f"/occurrences/{duty.id}/undo" in page.text
    asked = plain((await elena.get("/today")).text)
    assert "One thing needs you." in asked
    assert "Maya · Feed the cat" in asked
    assert "1" in plain((await elena.get("/today/badge")).text)
    house.clock.forward(minutes=1)
    await elena.post(f"/occurrences/{duty.id}/approval", {"back": "/today"})
    assert "Mum said yes! 2 stars" in plain((await maya.get("/today")).text)


async def test_a_yes_is_celebrated_once(house: House) -> None:
    duty = await chore(house, "Feed the cat", "Maya")
    maya, elena = await house.browser("Maya"), await house.browser("Elena")
    await maya.post(f"/occurrences/{duty.id}/completion", {"back": "/today"})
    await elena.post(f"/occurrences/{duty.id}/approval", {"back": "/today"})
    assert "Mum said yes!" in (await maya.get("/today")).text
    assert "Mum said yes!" in (await maya.get("/today")).text, "a refresh at once must not take it away"
    house.clock.forward(minutes=1)
    assert "Mum said yes!" not in (await maya.get("/today")).text


async def test_the_evening_only_peeks_in_the_afternoon(house: House) -> None:
    await chore(house, "Brush your teeth", "Maya", part_of_day="evening")
    maya = await house.browser("Maya")
    page = plain((await maya.get("/today")).text)
    assert "Then evening" in page
    assert "I did it!" not in page
    house.clock.forward(hours=3)
    assert "I did it!" in plain((await maya.get("/today")).text)


async def test_what_the_morning_left_over_is_folded_away_and_never_called_late(house: House) -> None:
    await chore(house, "Pack your bag", "Maya", part_of_day="morning")
    await chore(house, "Do your homework", "Maya", part_of_day="afternoon", place=1)
    page = (await (await house.browser("Maya")).get("/today")).text
    folded = page[page.index("<details") : page.index("</details>")]
    assert "1 thing from before" in plain(folded)
    assert "Pack your bag" in folded and "Do your homework" not in folded
    assert "0 of 1 done" in plain(page)


async def test_a_block_of_which_everything_is_done_is_ticked(house: House) -> None:
    duty = await chore(house, "Pack your bag", "Maya", part_of_day="morning")
    maya = await house.browser("Maya")
    assert "data-full" not in (await maya.get("/today")).text
    await maya.post(f"/occurrences/{duty.id}/completion", {"back": "/today"})
    page = plain((await maya.get("/today")).text)
    assert "Morning , all done" in page
    assert "1 more waits for Mum or Dad" in page


async def test_a_yes_to_the_mornings_card_is_celebrated_in_the_afternoon(house: House) -> None:
    duty = await chore(house, "Pack your bag", "Maya", part_of_day="morning")
    maya, elena = await house.browser("Maya"), await house.browser("Elena")
    await maya.post(f"/occurrences/{duty.id}/completion", {"back": "/today"})
    assert 'class="yay"' not in (await maya.get("/today")).text, "only a parent's yes is celebrated"
    await elena.post(f"/occurrences/{duty.id}/approval", {"back": "/today"})
    assert "Mum said yes! 2 stars" in plain((await maya.get("/today")).text)


async def test_the_family_says_when_the_evening_begins(house: House) -> None:
    await chore(house, "Brush your teeth", "Maya", part_of_day="evening")
    maya, elena = await house.browser("Maya"), await house.api("Elena")
    assert "Then evening" in plain((await maya.get("/today")).text)
    await elena.patch("/api/v1/family", json={"evening_from": "15:00"})
    assert "I did it!" in plain((await maya.get("/today")).text)


async def test_a_teenager_sees_all_of_the_day_and_may_do_the_evening_early(house: House) -> None:
    now = await chore(house, "Do homework", "Leo", part_of_day="afternoon")
    later = await chore(house, "Lay the table", "Leo", part_of_day="evening")
    page = (await (await house.browser("Leo")).get("/today")).text
    assert "2 things to do." in page
    assert page.index(f'id="duty-{now.id}"') < page.index("Later today") < page.index(f'id="duty-{later.id}"')
    assert f"/occurrences/{later.id}/completion" in page


async def test_what_is_up_for_grabs_is_taken_first_and_done_then(house: House) -> None:
    duty = await chore(house, "Water the plants", "Leo", "Maya")
    maya, leo = await house.browser("Maya"), await house.browser("Leo")
    assert "For whoever comes first" in (await maya.get("/today")).text
    await maya.post(f"/occurrences/{duty.id}/claim", {"back": "/today"})
    page = plain((await maya.get("/today")).text)
    assert "You took this one" in page and "I did it!" in page
    assert "Water the plants" not in (await leo.get("/today")).text


async def test_a_card_with_steps_leads_to_them(house: House) -> None:
    duty = await chore(house, "Tidy your room", "Maya", steps=("Toys", "Clothes"))
    page = (await (await house.browser("Maya")).get("/today")).text
    assert f'class="kgo" href="/occurrences/{duty.id}"' in page
    assert "2 steps" in page


async def test_good_days_are_shown_to_a_child_and_a_teenager_each_their_own(house: House) -> None:
    duty = await chore(house, "Feed the cat", "Maya")
    maya, leo = await house.browser("Maya"), await house.browser("Leo")
    await maya.post(f"/occurrences/{duty.id}/completion", {"back": "/today"})
    assert "1 of 1 day" in plain((await maya.get("/today")).text)
    assert "1 of 1 day" not in plain((await leo.get("/today")).text)
    told = (await (await house.api("Leo")).get("/api/v1/today")).json()
    assert told["streak"] == {"good": 0, "of": 0, "days": []}
    assert (told["block"], told["before"]) == ("afternoon", [])


async def test_a_small_child_sees_five_cards_and_that_there_are_more(house: House) -> None:
    for number in range(7):
        await chore(house, f"Task {number}", "Maya")
    page = await (await house.browser("Maya")).get("/today")
    assert page.text.count('data-state="todo"') == 4
    assert "And 2 more after that" in page.text


async def test_what_is_late_is_told_to_parents_and_never_to_a_small_child(house: House) -> None:
    await chore(house, "Practice piano", "Maya", times=(time(15, 30),))
    elena = plain((await (await house.browser("Elena")).get("/today")).text)
    assert "One chore is running late." in elena
    assert "since 15:30" in elena
    maya = plain((await (await house.browser("Maya")).get("/today")).text).lower()
    assert "late" not in maya
    assert "since" not in maya


async def test_a_routine_that_nobody_ticked_does_not_bury_what_is_late(house: House) -> None:
    for number in range(6):
        await chore(house, f"Card {number}", "Maya", part_of_day="morning", place=number)
    await chore(house, "Practice piano", "Maya", times=(time(14),))
    page = (await (await house.browser("Elena")).get("/today")).text
    late = page[page.index('aria-labelledby="s-late"') : page.index("</section>", page.index("s-late"))]
    assert "Practice piano" in late[: late.index("Card 0")]
    assert "Card 5" in late[late.index("<details") :] and "And 2 more" in plain(late)


async def test_what_was_excused_is_no_chore_of_the_day(house: House) -> None:
    duty = await chore(house, "Feed the cat", "Maya")
    await chore(house, "Lay the table", "Maya")
    async with house.office.work(house.people["Elena"]) as work:
        await excuse(work, duty.id)
    assert "0 of 1 chore " in plain((await (await house.browser("Elena")).get("/today")).text)


async def test_what_is_up_for_grabs_is_offered_to_both(house: House) -> None:
    await chore(house, "Water the plants", "Leo", "Maya")
    for name in ("Leo", "Maya"):
        assert "Water the plants" in (await (await house.browser(name)).get("/today")).text


async def test_nothing_of_the_other_family_is_on_the_page(house: House) -> None:
    await chore(house, "Feed the cat", "Maya")
    for name in ("Ada", "Tobi"):
        assert "Feed the cat" not in (await (await house.browser(name)).get("/today")).text


async def test_the_live_part_comes_alone_when_it_is_asked_for(house: House) -> None:
    for name in ("Elena", "Leo", "Maya"):
        browser = await house.browser(name)
        part = await browser.get("/today", headers={"hx-request": "true", "hx-request-type": "partial"})
        assert part.text.lstrip().startswith('<div class="live"')
        assert "<html" not in part.text


async def test_the_menu_follows_the_role(house: House) -> None:
    words = {"Elena": ["Today", "Chores", "Screen", "Rewards", "Ask"], "Maya": ["Now", "Stars", "Ask"]}
    for name, expected in words.items():
        page = (await (await house.browser(name)).get("/today")).text
        menu = page[page.index('id="menu"') :]
        assert re.findall(r"</svg><span>(\w+)</span>", menu)[: len(expected)] == expected
