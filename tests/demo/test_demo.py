"""The two made-up families: a year that adds up, made once, and never on top of a real family."""

import json
import shutil
import sqlite3
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from appliance.app import open_office
from appliance.core.people import the_house
from appliance.core.settings import Settings
from appliance.demo import CREDENTIALS, RealFamily, add_demo
from appliance.household.actions import NewFamily, add_family
from appliance.household.credentials import Credentials
from tests.support.clock import HandClock

BASE = "http://192.168.1.20:8080"
HOUSEHOLD = ["Elena", "Marco", "Leo", "Maya", "Ada", "Tobi"]
NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 3, 14, 15, 0, tzinfo=UTC)
COUNTED = (
    "member",
    "chore",
    "occurrence",
    "point_entry",
    "wish",
    "bonus_minutes",
    "usage_interval",
    "memory",
    "conversation",
    "utterance",
)
Ask = Callable[[str], list[tuple[object, ...]]]


def settings_at(folder: Path) -> Settings:
    folder.mkdir(parents=True, exist_ok=True)
    return Settings(data=folder, password_memory_kib=8)


def asking(folder: Path) -> Ask:
    connection = sqlite3.connect(folder / "appliance.db")
    return lambda question: connection.execute(question).fetchall()


def counts(folder: Path) -> dict[str, object]:
    ask = asking(folder)
    return {table: ask(f"SELECT count(*) FROM {table}")[0][0] for table in COUNTED}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import asyncio

    folder = tmp_path_factory.mktemp("demo") / "data"
    asyncio.run(add_demo(settings_at(folder), BASE, HandClock(NOW)))
    return folder


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "demo"))


def test_there_is_a_year_to_look_around_in(demo: Path) -> None:
    found = counts(demo)
    assert 1800 <= int(str(found["occurrence"])) <= 2050
    assert 38_000 <= int(str(found["usage_interval"])) <= 42_000
    assert found["memory"] == 300
    assert (found["conversation"], found["utterance"]) == (9, 26)
    assert found["chore"] == 23


async def test_the_second_start_adds_nothing(demo: Path) -> None:
    before = counts(demo)
    await add_demo(settings_at(demo), BASE, HandClock(NOW + timedelta(minutes=20)))
    assert counts(demo) == before


async def test_a_month_later_the_days_between_are_there_once(demo: Path) -> None:
    later = NOW + timedelta(days=30)
    await add_demo(settings_at(demo), BASE, HandClock(later))
    ask = asking(demo)
    assert ask("SELECT chore_id, slot, due_local FROM occurrence GROUP BY 1, 2, 3 HAVING count(*) > 1") == []
    assert ask("SELECT count(*) FROM occurrence WHERE due_local = '2026-04-08' AND state = 'approved'")[0][0]
    assert ask("SELECT count(*) FROM usage_interval WHERE start_at LIKE '2026-04-05%'")[0][0]
    assert ask(f"SELECT count(*) FROM usage_interval WHERE end_at > '{later:%Y-%m-%d %H:%M:%S}'")[0][0] == 0
    books_are_right(ask)


def test_the_books_of_the_year_are_right(demo: Path) -> None:
    books_are_right(asking(demo))


PAID = """SELECT count(*) FROM occurrence o WHERE state = 'approved' AND points > 0 AND EXISTS (
    SELECT 1 FROM point_entry e WHERE e.cause = 'occurrence:' || o.id || ':' || o.round
    AND e.amount = o.points AND e.member_id = o.assignee_id)"""
OWED = """SELECT count(*) FROM (
    SELECT sum(amount) OVER (PARTITION BY member_id ORDER BY id) AS has FROM point_entry) WHERE has < 0"""
OUT_OF_ORDER = """SELECT count(*) FROM (SELECT at < lag(at) OVER (
    PARTITION BY member_id ORDER BY id) AS early FROM point_entry) WHERE early"""
NOT_PUT_ASIDE = """SELECT count(*) FROM wish w WHERE NOT EXISTS (
    SELECT 1 FROM point_entry e WHERE e.cause = 'wish:' || w.id AND e.amount = -w.points)"""
WRONGLY_GIVEN_BACK = """SELECT count(*) FROM wish w WHERE (state = 'declined') <> EXISTS (
    SELECT 1 FROM point_entry e JOIN point_entry s ON s.id = e.reverses_id
    WHERE s.cause = 'wish:' || w.id AND e.amount = w.points)"""
WRONG_MINUTES = """SELECT count(*) FROM wish w WHERE (state = 'redeemed' AND minutes > 0) <> EXISTS (
    SELECT 1 FROM bonus_minutes b WHERE b.cause = 'bought:wish:' || w.id || ':' || w.round)"""
TWO_AT_ONCE = """SELECT count(*) FROM (SELECT start_at < lag(end_at) OVER (
    PARTITION BY member_id ORDER BY start_at) AS both FROM usage_interval) WHERE both"""


def books_are_right(ask: Ask) -> None:
    [approved] = ask("SELECT count(*) FROM occurrence WHERE state = 'approved' AND points > 0")
    assert ask(PAID) == [approved]
    assert ask("SELECT count(*) FROM point_entry WHERE kind = 'earned'") == [approved]
    for fault in (OWED, OUT_OF_ORDER, NOT_PUT_ASIDE, WRONGLY_GIVEN_BACK, WRONG_MINUTES):
        assert ask(fault) == [(0,)], fault


def test_today_has_something_to_decide_and_something_to_do(demo: Path) -> None:
    ask = asking(demo)
    today = dict(ask("SELECT title, state FROM occurrence WHERE due_local = '2026-03-10'"))
    assert today["Feed the cat"] == "open"
    assert today["Practice piano"] == "waiting"
    assert (today["Brush your teeth"], today["Pack your school bag"]) == ("approved", "waiting")
    assert today["Put the toys away"] == "open"
    assert ask("SELECT title FROM occurrence WHERE state = 'open' AND due_at < '2026-03-10 15:00'")
    assert ask("SELECT title FROM wish WHERE state = 'waiting'") == [("Ice cream",)]
    assert ask("SELECT title FROM occurrence WHERE returned_by IS NOT NULL") == [("Empty the dishwasher",)]


def test_there_is_one_of_every_kind_of_chore_to_try(demo: Path) -> None:
    ask = asking(demo)
    assert dict(ask("SELECT way, count(*) > 0 FROM chore GROUP BY 1")).keys() == {
        "one",
        "each",
        "pool",
        "turns",
    }
    assert {row[0] for row in ask("SELECT overdue FROM chore")} == {"keep", "half", "ask"}
    assert ask("SELECT title FROM chore WHERE steps <> '[]'") == [("Pack your school bag",)]
    assert ask("SELECT title, state FROM occurrence WHERE photo IS NOT NULL") == [
        ("Build a nest box", "waiting")
    ]
    assert ask("SELECT title, state FROM chore_proposal ORDER BY id") == [
        ("Cook dinner", "accepted"),
        ("Clean the bikes", "waiting"),
    ]


def test_who_was_ill_or_is_on_holiday_has_no_chores(demo: Path) -> None:
    ask = asking(demo)
    assert ask("SELECT kind, first, last FROM chore_pause ORDER BY id") == [
        ("sick", "2026-03-04", "2026-03-05"),
        ("holiday", "2026-03-22", "2026-03-26"),
    ]
    ill = "SELECT DISTINCT state FROM occurrence JOIN member ON member.id = assignee_id WHERE name = 'Maya'"
    assert ask(ill + " AND due_local BETWEEN '2026-03-04' AND '2026-03-05'") == [("excused",)]
    away = "SELECT DISTINCT state FROM occurrence WHERE due_local BETWEEN '2026-03-22' AND '2026-03-26'"
    assert ask(away + " AND family_id = 1") == [("excused",)]


def test_no_screen_is_used_at_night_or_by_two_apps_at_once(demo: Path) -> None:
    ask = asking(demo)
    assert ask(
        "SELECT count(*) FROM usage_interval WHERE strftime('%H', start_at) BETWEEN '22' AND '23'"
    ) == [(0,)]
    assert ask(TWO_AT_ONCE) == [(0,)]


def test_devices_of_each_kind_told_what_was_used(demo: Path) -> None:
    ask = asking(demo)
    assert ask("SELECT DISTINCT kind, way FROM measured_device ORDER BY 1, 2") == [
        ("pc", "activitywatch"),
        ("pc", "agent"),
        ("phone", "rest"),
        ("tablet", "rest"),
    ]
    assert ask(
        "SELECT count(*) FROM measured_device WHERE heard_at IS NULL OR heard_at < measured_until"
    ) == [(0,)]
    whose = "SELECT account, name, counted FROM device_account a LEFT JOIN member m ON m.id = a.member_id"
    assert set(ask(whose)) == {
        ("leo", "Leo", 1),
        ("maya", "Maya", 1),
        ("elena", "Elena", 0),
        ("kim", None, 1),
    }
    assert ask("SELECT count(*) FROM usage_interval WHERE device_id IS NULL AND source <> 'hand'") == [(0,)]
    assert ask("SELECT counted, heard_at IS NOT NULL FROM device_quiet") == [("nothing", 1)]


def test_some_days_were_different_and_nobody_played_during_the_pause(demo: Path) -> None:
    ask = asking(demo)
    assert ask("SELECT kind, first, last, member_id FROM screen_exception ORDER BY first") == [
        ("holiday", "2026-01-09", "2026-01-15", 0),
        ("sick", "2026-03-04", "2026-03-05", 4),
        ("holiday", "2026-03-22", "2026-03-26", 0),
    ]
    [(child, begins, ends)] = ask("SELECT member_id, set_at, until FROM screen_pause")
    played = "SELECT count(*) FROM usage_interval WHERE member_id = {} AND start_at < '{}' AND end_at > '{}'"
    assert ask(played.format(child, ends, begins)) == [(0,)]
    assert ask("SELECT allowed FROM screen_day WHERE member_id = 4 AND day = '2026-03-05'") == [(120,)]


def test_learning_and_what_is_always_allowed_do_not_count_in_the_year(demo: Path) -> None:
    ask = asking(demo)
    standings = dict(ask("SELECT standing, count(*) FROM usage_interval GROUP BY 1"))
    assert standings.keys() == {"counted", "free", "learning"} and min(standings.values()) > 1000
    blender = (
        "SELECT standing, max(start_at) < '2026-01-29' FROM usage_interval WHERE app = 'Blender' GROUP BY 1"
    )
    assert ask(blender) == [("counted", 1), ("learning", 0)]
    assert {app for (app,) in ask("SELECT DISTINCT app FROM usage_interval WHERE category = 'other'")} == {
        "Maps",
        "Star hopper",
        "com.example.dinodash",
    }


def test_every_day_that_is_over_is_added_up_and_agrees_with_its_minutes(demo: Path) -> None:
    ask = asking(demo)
    assert ask("SELECT max(day), count(*) FROM screen_day WHERE member_id = 3") == [("2026-03-09", 365)]
    measured = "SELECT sum(unixepoch(end_at) - unixepoch(start_at)) FROM usage_interval WHERE start_at"
    [(summed,)] = ask("SELECT sum(counted) FROM screen_day WHERE day < '2026-03-01'")
    assert ask(measured + " < '2026-02-28 23:00' AND standing = 'counted'") == [(summed,)]
    [(pieces,)] = ask("SELECT sum(seconds) FROM usage_day WHERE day < '2026-03-01'")
    assert ask(measured + " < '2026-02-28 23:00'") == [(pieces,)]


async def test_somebody_asked_for_more_time_and_one_request_waits(demo: Path) -> None:
    ask = asking(demo)
    states = "SELECT name, state, r.minutes, granted FROM time_request r JOIN member m ON m.id = member_id"
    assert ask(states + " ORDER BY r.id") == [
        ("Leo", "granted", 45, 45),
        ("Maya", "granted", 20, 10),
        ("Leo", "refused", 60, 0),
        ("Leo", "granted", 30, 30),
        ("Leo", "waiting", 30, 0),
    ]


async def test_everyone_comes_in_with_what_the_file_says(demo: Path) -> None:
    path = demo / CREDENTIALS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    people = json.loads(path.read_text())
    assert [person["name"] for person in people] == [*HOUSEHOLD, "Rosa", "Uncle Marco"]
    office = open_office(settings_at(demo))
    credentials = Credentials(office.secrets, 8)
    stored = {
        name: (password, pin)
        for name, password, pin in asking(demo)("SELECT name, password, pin FROM member")
    }
    for person in people:
        password, pin = stored[person["name"]]
        if "password" in person:
            assert await credentials.password_fits(str(password), person["password"])
        else:
            typed = person["pin"] if isinstance(person["pin"], str) else "-".join(person["pin"])
            assert await credentials.pin_fits(str(pin), typed)
    await office.database.close()


async def test_the_file_names_the_address_of_the_latest_start(demo: Path) -> None:
    before = json.loads((demo / CREDENTIALS).read_text())[0]["enrolment_link"]
    await add_demo(settings_at(demo), "http://10.0.0.7:8099", HandClock(NOW))
    after = json.loads((demo / CREDENTIALS).read_text())[0]["enrolment_link"]
    assert before.startswith(f"{BASE}/enrol/")
    assert after == before.replace(BASE, "http://10.0.0.7:8099")


async def test_the_demo_keeps_out_of_a_real_familys_directory(tmp_path: Path) -> None:
    settings = settings_at(tmp_path / "real")
    office = open_office(settings)
    async with office.work(the_house(), "command") as work:
        await add_family(work, NewFamily(name="Sato"), [])
    await office.database.close()
    with pytest.raises(RealFamily):
        await add_demo(settings, BASE)
    assert asking(settings.data)("SELECT name FROM family") == [("Sato",)]


async def test_a_demo_that_was_cut_off_is_made_anew(tmp_path: Path) -> None:
    settings = settings_at(tmp_path / "half")
    (settings.data / "demo.json").write_text('{"until": null}')
    office = open_office(settings)
    async with office.work(the_house(), "demo") as work:
        await add_family(work, NewFamily(name="Rivera"), [])
    await office.database.close()
    await add_demo(settings, BASE, HandClock(SATURDAY))
    assert counts(settings.data)["memory"] == 300
    room = "SELECT state, photo IS NOT NULL FROM occurrence WHERE title = 'Tidy your room'"
    assert asking(settings.data)(room + " AND due_local = '2026-03-14'") == [("waiting", 1)]


async def test_a_guest_is_there_to_be_tried_and_a_parent_has_two_families(demo: Path) -> None:
    ask = asking(demo)
    assert ask("SELECT name, role, guest_until FROM member WHERE name = 'Rosa'") == [
        ("Rosa", "guest", "2026-03-17 22:59:00.000000")
    ]
    marcos = ask("SELECT family_id, person, password FROM member WHERE name LIKE '%Marco' ORDER BY id")
    (home, person, password), (away, same_person, same_password) = marcos
    assert home != away and person and (person, password) == (same_person, same_password)


async def test_a_guest_of_the_demo_stays_a_week_from_its_latest_start(demo: Path) -> None:
    await add_demo(settings_at(demo), BASE, HandClock(NOW + timedelta(days=3)))
    [(until,)] = asking(demo)("SELECT guest_until FROM member WHERE name = 'Rosa'")
    assert str(until).startswith("2026-03-20")
