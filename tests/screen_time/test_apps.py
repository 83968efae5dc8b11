"""What devices call an app, what a family calls it, and whether it uses up minutes."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from appliance.screen_time import rules
from appliance.screen_time.rules import CATEGORIES, AppMap, Chosen, Standing
from appliance.screen_time.rules.apps import KINDS, starter

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
