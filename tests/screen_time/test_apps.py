"""What devices call an app, what a family calls it, and whether it uses up minutes."""

import tomllib
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from appliance.core.errors import NotAllowed
from appliance.household.models import Member
from appliance.screen_time import rules
from appliance.screen_time.actions import store_usage
from appliance.screen_time.actions.apps import choose_app, forget_choice
from appliance.screen_time.forms import IntervalSent
from appliance.screen_time.models import Source, UsageInterval
from appliance.screen_time.queries import app_map
from appliance.screen_time.rules import CATEGORIES, AppMap, Chosen, Standing
from appliance.screen_time.rules.apps import KINDS, starter
from tests.support.house import House

BROUGHT = tomllib.loads((Path(rules.__file__).parent / "starter.toml").read_text())
COUNTED, FREE, LEARNING = Standing.COUNTED, Standing.FREE, Standing.LEARNING


@pytest.mark.parametrize(
    ("told", "kind", "name", "category"),
    [
        (r"C:\Program Files (x86)\Steam\steam.exe", "app", "Steam", "games"),
        ("FortniteClient-Win64-Shipping.exe", "app", "Fortnite", "games"),
        ("Minecraft* 1.21.4", "app", "Minecraft", "games"),
        ("com.mojang.minecraftpe", "app", "Minecraft", "games"),
        ("/usr/lib/firefox/firefox-bin", "app", "Firefox", "web"),
        ("Navigator.firefox", "app", "Firefox", "web"),
        ("org.mozilla.firefox", "app", "Firefox", "web"),
        ("gimp-2.10.Gimp", "app", "GIMP", "creative"),
        ("com.google.android.youtube", "app", "YouTube", "video"),
        ("WINWORD.EXE", "app", "Word", "school"),
        ("Musik", "app", "Apple Music", "music"),
        ("www.youtube.com", "site", "YouTube", "video"),
        ("https://m.youtube.com/watch?v=1", "site", "YouTube", "video"),
        ("music.youtube.com", "site", "YouTube Music", "music"),
        ("de.wikipedia.org", "site", "Wikipedia", "school"),
        ("youtube.com", "app", "YouTube", "video"),
        ("Super Thing.exe", "app", "Super Thing", "other"),
        ("com.example.thing", "app", "com.example.thing", "other"),
        ("http://user:word@www.Example.org:8080/a", "site", "example.org", "web"),
        ("notyoutube.com", "site", "notyoutube.com", "web"),
        ("youtube.com.example.org", "site", "youtube.com.example.org", "web"),
    ],
)
def test_the_words_of_devices_mean_the_same_app(told: str, kind: str, name: str, category: str) -> None:
    app = AppMap().of(told, kind)
    assert (app.name, app.category) == (name, category)
    assert AppMap().of(app.name, kind) == app


@pytest.mark.parametrize("told", ["", " ", "/", "\\", ".exe", "https://", "...", "\u202e", "x" * 300])
def test_any_word_at_all_is_some_app(told: str) -> None:
    for kind in ("app", "site"):
        assert AppMap().of(told, kind).category in CATEGORIES


def test_only_an_app_that_nobody_has_placed_has_no_kind_yet() -> None:
    assert not AppMap().of("Super Thing.exe").known
    assert AppMap().of("steam.exe").known
    assert AppMap().of("example.org", "site").known
    assert AppMap(everyones={"Super Thing": Chosen("games")}).of("Super Thing.exe").known


def test_the_map_that_we_bring_is_in_order() -> None:
    words = Counter(
        word for kind in BROUGHT.values() for name, told in kind.items() for word in {*told, name.casefold()}
    )
    assert [word for word, times in words.items() if times > 1] == []
    assert [word for word in words if word != word.casefold() or "/" in word.removeprefix("//")] == []
    assert set(BROUGHT) == {*CATEGORIES, "browser", "free"}
    assert set(KINDS) == set(CATEGORIES)
    assert sum(len(kind) for kind in BROUGHT.values()) > 500
    for name, app in starter().names.items():
        assert AppMap().of(app.name) == app, name


def test_learning_and_what_is_always_allowed_do_not_count() -> None:
    apps = AppMap()
    assert [apps.of(word).standing for word in ("steam", "anton", "com.android.dialer")] == [
        COUNTED,
        LEARNING,
        FREE,
    ]


def test_a_childs_own_choice_goes_before_that_for_everyone() -> None:
    apps = AppMap(
        {"Duolingo": Chosen(standing="counted")}, {"Duolingo": Chosen("games"), "Steam": Chosen("school")}
    )
    duolingo, steam = apps.of("com.duolingo"), apps.of("steam.exe")
    assert (duolingo.category, duolingo.standing) == ("games", COUNTED)
    assert (steam.category, steam.standing) == ("school", LEARNING)
    both = AppMap({"Steam": Chosen("school")}, {"Steam": Chosen(standing="free")}).of("steam")
    assert (both.category, both.standing) == ("school", LEARNING)
    assert AppMap(everyones={"Anton": Chosen("games")}).of("anton").standing == COUNTED


def test_browsers_are_known_by_whatever_they_call_themselves() -> None:
    apps = AppMap()
    for told in (
        "firefox.exe",
        "Navigator.firefox",
        "chrome.exe",
        "msedge.exe",
        "com.apple.Safari",
        "Brave-browser",
    ):
        assert apps.is_browser(told), told
    assert not apps.is_browser("steam.exe")
    assert not apps.is_browser("com.google.android.youtube")


MORNING = timedelta(hours=8)


async def use(house: House, name: str, app: str, day: int = 0, minutes: int = 20) -> None:
    """As a device would tell it; `day` 0 is today, -1 yesterday."""
    start = house.clock() + timedelta(days=day) - MORNING
    row = {"start": start.isoformat(), "end": (start + timedelta(minutes=minutes)).isoformat(), "app": app}
    me = house.people[name]
    async with house.office.work(me, "api") as work:
        measured = IntervalSent.model_validate(row | {"category": "other"}).measured
        await store_usage(work, me.member_id, [measured], Source.API, "laptop")


async def how_it_counts(house: House) -> list[tuple[str, str, str, str]]:
    async with house.office.reading(house.people["Elena"]) as look:
        rows = await look.db.exec(
            select(Member.name, UsageInterval.app, UsageInterval.category, UsageInterval.standing)
            .join(UsageInterval, col(UsageInterval.member_id) == Member.id)
            .order_by(UsageInterval.start_at, Member.name, UsageInterval.app)
        )
        return list(rows)


async def test_what_a_parent_says_of_an_app_counts_from_this_morning(house: House) -> None:
    for day in (-1, 0):
        await use(house, "Leo", "Block world", day)
        await use(house, "Maya", "Block world", day)
    async with house.office.work(house.people["Elena"], "page") as work:
        await choose_app(work, "Block world", "creative", "free")
    before, after = ("other", "counted"), ("creative", "free")
    assert [row[2:] for row in await how_it_counts(house)] == [before, before, after, after]


async def test_one_child_may_be_different_and_come_back(house: House) -> None:
    await use(house, "Leo", "Block world")
    await use(house, "Maya", "Block world")
    maya = house.people["Maya"].member_id
    async with house.office.work(house.people["Elena"], "page") as work:
        everyones = await choose_app(work, "Block world", "games")
        mayas = await choose_app(work, "Block world", standing="learning", member_id=maya)
    leos_row, mayas_row = await how_it_counts(house)
    assert (leos_row[2:], mayas_row[2:]) == (("games", "counted"), ("games", "learning"))
    async with house.office.reading(house.people["Maya"]) as look:
        assert (await app_map(look, maya)).of("Block world.exe").standing == LEARNING
        assert (await app_map(look, house.people["Leo"].member_id)).of("block world").standing == COUNTED
    async with house.office.work(house.people["Elena"], "page") as work:
        await forget_choice(work, mayas.id or 0)
        await forget_choice(work, everyones.id or 0)
    assert {row[2:] for row in await how_it_counts(house)} == {("other", "counted")}


async def test_only_parents_decide_how_an_app_counts(house: House) -> None:
    for name in ("Leo", "Maya"):
        with pytest.raises(NotAllowed):
            async with house.office.work(house.people[name], "page") as work:
                await choose_app(work, "Steam", standing="free")
    async with house.office.work(house.people["Elena"], "page") as work:
        row = await choose_app(work, "steam.exe", standing="free")
        assert row.app == "Steam"
    with pytest.raises(NotAllowed):
        async with house.office.work(house.people["Leo"], "page") as work:
            await forget_choice(work, row.id or 0)


async def test_a_new_app_stands_on_top_until_somebody_says_what_it_is(house: House) -> None:
    await use(house, "Maya", "Puzzle farm")
    await use(house, "Leo", "Steam")
    elena, maya = await house.browser("Elena"), await house.browser("Maya")
    page = (await elena.get("/screen/apps")).text
    assert page.index("1 app has no kind yet") < page.index("Puzzle farm") < page.index("Seen lately")
    assert page.index("Seen lately") < page.index("Steam")
    saved = await elena.post("/screen/apps/choices", {"app": "Puzzle farm", "category": "games"})
    assert (saved.status_code, saved.headers["location"]) == (303, "/screen/apps")
    page = (await elena.get("/screen/apps")).text
    assert "Puzzle farm: saved. Today is counted anew." in page
    assert "no kind yet" not in page
    seen = (await maya.get("/screen/apps")).text
    assert "Puzzle farm" in seen and "Games" in seen
    assert "Steam" not in seen, "what Leo uses is not Maya's to read"
    assert "/screen/apps/choices" not in seen
    assert (await maya.get("/screen/apps/one?name=Steam")).status_code == 403


async def test_a_parent_finds_an_app_that_nobody_used_yet_and_lets_one_child_learn_with_it(
    house: House,
) -> None:
    elena = await house.browser("Elena")
    assert "Duolingo" in (await elena.get("/screen/apps?words=duol")).text
    assert "Nothing is called so" in (await elena.get("/screen/apps?words=zzzz")).text
    maya = str(house.people["Maya"].member_id)
    await elena.get("/screen/apps/one?name=Duolingo")
    sent = {"app": "Duolingo", "category": "", "standing": "counted", "member_id": maya}
    assert (await elena.post("/screen/apps/choices", sent)).status_code == 303
    page = (await elena.get("/screen/apps/one?name=Duolingo")).text
    assert "As for everyone: Maya" in page
    nothing = await elena.post("/screen/apps/choices", sent | {"standing": ""})
    assert nothing.status_code == 422
    assert "Choose a kind, or how it counts." in nothing.text
    assert (await elena.post("/screen/apps/choices/1/removal")).status_code == 303
    assert "Duolingo is as before. Today is counted anew." in (await elena.get("/screen/apps")).text


async def test_a_program_reads_and_changes_the_same_map(house: House) -> None:
    await use(house, "Maya", "Puzzle farm")
    elena = await house.api("Elena")
    body = {"app": "Puzzle farm", "category": "games", "standing": "free"}
    made = await elena.post("/api/v1/screen-time/apps/choices", json=body)
    assert made.status_code == 201
    [shown] = (await elena.get("/api/v1/screen-time/apps")).json()
    assert (shown["name"], shown["category"], shown["standing"], shown["minutes"]) == (
        "Puzzle farm",
        "games",
        "free",
        20,
    )
    assert [choice["id"] for choice in shown["choices"]] == [made.json()["id"]]
