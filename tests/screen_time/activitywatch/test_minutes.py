"""What watchers saw becomes the minutes of the child whose computer it is."""

from datetime import datetime, timedelta

from sqlmodel import select

from appliance.screen_time.actions import assign
from appliance.screen_time.jobs.watching import NAME, derive_what_was_told
from appliance.screen_time.models import MeasuredDevice, UsageInterval
from appliance.screen_time.rules import Span
from appliance.screen_time.rules.watching import Shown, Watched, used
from tests.screen_time.activitywatch.watching import Computer, computer, minutes
from tests.support.house import House

MINUTE = timedelta(minutes=1)


def before(house: House, ago: float) -> datetime:
    return house.clock() - ago * MINUTE


async def rows(house: House) -> list[UsageInterval]:
    async with house.office.database.reading() as db:
        return list((await db.exec(select(UsageInterval).order_by(UsageInterval.start_at))).all())  # type: ignore[arg-type]


async def test_leo_plays_and_is_away_for_a_while(house: House) -> None:
    pc = await computer(house)
    await pc.window(before(house, 90), "Minecraft.exe", 60 * 60)
    await pc.afk(before(house, 90), "not-afk", 20 * 60)
    await pc.afk(before(house, 70), "afk", 10 * 60)
    await pc.afk(before(house, 60), "not-afk", 30 * 60)
    assert await minutes(house) == {"Minecraft": 50}
    stored = await rows(house)
    assert {(row.member_id, row.device_id, row.source, row.category, row.standing) for row in stored} == {
        (house.people["Leo"].member_id, pc.id, "activitywatch", "games", "counted")
    }


async def test_who_ends_the_watcher_of_absence_wins_nothing(house: House) -> None:
    pc = await computer(house)
    await pc.window(before(house, 60), "Minecraft.exe", 30 * 60)
    await pc.afk(before(house, 60), "afk", 5 * 60)
    assert await minutes(house) == {"Minecraft": 25}


async def test_a_browser_is_told_by_its_sites(house: House) -> None:
    pc = await computer(house)
    await pc.window(before(house, 40), "firefox", 20 * 60)
    await pc.window(before(house, 20), "Code.exe", 10 * 60)
    await pc.site(before(house, 40), "https://www.youtube.com/watch?v=secret", 8 * 60)
    await pc.site(before(house, 32), "https://www.youtube.com/", 5 * 60, incognito=True)
    await pc.site(before(house, 27), "https://de.wikipedia.org/wiki/Walross", 15 * 60)
    found = await minutes(house)
    assert {app: found[app] for app in ("YouTube", "Firefox", "Wikipedia")} == {
        "YouTube": 8,
        "Firefox": 5,
        "Wikipedia": 7,
    }
    assert sum(found.values()) == 30


async def test_late_doubled_and_reordered_words_make_the_same_minutes(house: House) -> None:
    at = before(house, 200)
    told = [(0, "a", 30), (31, "b", 20), (52, "a", 70), (123, "c", 9)]
    found = []
    for order in (told, told[::-1], [*told, *told, told[0]]):
        pc = await computer(house)
        for start, app, lasting in order:
            await pc.window(at + start * MINUTE, app, lasting * 60)
            await derive_what_was_told(house.office)
        found.append(await minutes(house, pc))
    assert found == [{"a": 100, "b": 20, "c": 9}] * 3


async def test_the_same_once_more_writes_nothing(house: House) -> None:
    pc = await computer(house)
    await pc.window(before(house, 90), "Minecraft.exe", 60 * 60)
    await derive_what_was_told(house.office)
    first = [row.id for row in await rows(house)]
    house.clock.forward(minutes=1)
    await pc.window(before(house, 91), "Minecraft.exe", 60 * 60)
    await derive_what_was_told(house.office)
    assert [row.id for row in await rows(house)] == first


async def test_what_was_told_before_the_power_went_is_derived_after_it(house: House) -> None:
    """The mark is in the row of the device, and the job that starts with the house asks for it."""
    pc = await computer(house)
    await pc.window(before(house, 30), "Minecraft.exe", 20 * 60)
    async with house.office.database.reading() as db:
        assert (await db.exec(select(MeasuredDevice.dirty_from))).one() is not None
    await house.app.state.schedule.run_now(NAME)
    assert [row.app for row in await rows(house)] == ["Minecraft"]
    async with house.office.database.reading() as db:
        assert (await db.exec(select(MeasuredDevice.dirty_from))).one() is None


async def test_a_computer_that_is_handed_on_leaves_the_first_childs_minutes(house: House) -> None:
    pc = await computer(house, "Leo")
    await pc.window(before(house, 50), "Minecraft.exe", 20 * 60)
    await derive_what_was_told(house.office)
    async with house.office.work(house.people["Elena"]) as work:
        await assign(work, pc.id, house.people["Maya"].member_id)
    await pc.window(before(house, 30), "Minecraft.exe", 10 * 60)
    await derive_what_was_told(house.office)
    by_child = {
        name: sum((row.end_at - row.start_at) / MINUTE for row in await rows(house) if row.member_id == id)
        for name, id in ((name, house.people[name].member_id) for name in ("Leo", "Maya"))
    }
    assert by_child == {"Leo": 20, "Maya": 10}


async def test_nothing_is_kept_of_a_parent_or_of_nobody(house: House) -> None:
    for whose in (None,):
        pc = await computer(house, whose)
        await pc.window(before(house, 50), "Minecraft.exe", 20 * 60)
    assert await minutes(house) == {}


async def test_what_lies_ahead_is_not_used_yet(house: House) -> None:
    pc: Computer = await computer(house)
    await pc.window(before(house, 10), "Minecraft.exe", 11 * 60)
    assert await minutes(house) == {"Minecraft": 10}


def span(start: float, end: float) -> Span:
    noon = datetime.fromisoformat("2026-03-10T12:00:00+00:00")
    return Span(noon + start * MINUTE, noon + end * MINUTE)


def told(
    windows: list[tuple[float, float, str]], sites: list[tuple[float, float, str, str]]
) -> dict[str, float]:
    watched = Watched(
        [Shown(span(start, end), word) for start, end, word in windows],
        [],
        [],
        [Shown(span(start, end), word, watcher) for start, end, word, watcher in sites],
    )
    found: dict[str, float] = {}
    for piece in used(watched, span(0, 240), lambda word: word in ("firefox", "chrome")):
        assert piece.span.end - piece.span.start <= timedelta(hours=1)
        found[piece.word] = found.get(piece.word, 0) + (piece.span.end - piece.span.start) / MINUTE
    return {word: round(minutes, 3) for word, minutes in found.items()}


def test_the_second_that_a_watcher_misses_at_a_change_of_windows_is_the_first_ones() -> None:
    a_minute_each = [(n, n + 59 / 60, f"app {n % 2}") for n in range(10)]
    assert told(a_minute_each, []) == {"app 0": 5, "app 1": 4.983}


def test_a_browser_is_not_told_by_the_pages_of_another_one() -> None:
    windows = [(0.0, 10.0, "firefox"), (10.0, 20.0, "chrome")]
    sites = [(0.0, 20.0, "a.example", "aw-watcher-web-firefox_pc")]
    assert told(windows, sites) == {"a.example": 10, "chrome": 10}
    assert told(windows, [(0.0, 20.0, "a.example", "aw-watcher-web-lynx")]) == {"a.example": 20}


def test_a_locked_screen_is_not_used() -> None:
    assert told([(0.0, 10.0, "firefox"), (10.0, 60.0, "LockApp.exe")], []) == {"firefox": 10}


def test_two_watchers_of_one_window_count_it_once() -> None:
    assert told([(0.0, 10.0, "firefox"), (5.0, 15.0, "firefox")], []) == {"firefox": 15}


async def test_a_clock_that_is_a_day_ahead_or_behind_moves_no_minutes(house: House) -> None:
    """Leo sets his computer to yesterday, or to tomorrow."""
    for wrong in (timedelta(days=1), timedelta(days=-1), timedelta(0)):
        pc = await computer(house)
        for _beat in range(66):
            house.clock.forward(seconds=10)
            await pc.window(house.clock() + wrong - timedelta(seconds=10), "Minecraft.exe", 10)
        start = house.clock() - timedelta(seconds=660)
        mine = [row for row in await derived(house) if row.device_id == pc.id and row.start_at >= start]
        used = sum((row.end_at - row.start_at) / MINUTE for row in mine)
        assert 8.5 <= used <= 11, wrong


async def derived(house: House) -> list[UsageInterval]:
    await derive_what_was_told(house.office)
    return await rows(house)


async def test_what_waited_in_a_watchers_queue_is_of_when_it_was(house: House) -> None:
    pc = await computer(house)
    for ago in range(3600, 0, -10):
        await pc.window(house.clock() - timedelta(seconds=ago), "Minecraft.exe", 10)
    assert await minutes(house) == {"Minecraft": 60}
