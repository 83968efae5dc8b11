"""Names and texts that run from right to left, or that try to turn the page round."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import update

from appliance.chores.models import Chore, Occurrence
from appliance.core.directions import CLOSE, OPEN, OPENERS, isolated
from appliance.core.i18n import say
from appliance.core.settings import ROOT
from tests.chores.doing import add
from tests.support.house import House

HEBREW, ARABIC = "להאכיל את החתול", "ري النباتات"
OVERRIDE = "\u202elooc si ayaM"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FIELD_VALUE = re.compile(r'\bvalue="(\{\{[^"]*(?:"[^"]*"[^"]*)*?\}\})"')
SURE = re.compile(r"\b(csrf|\w*\.?id|n|day|zone|repeat|points)\b *\}\}|\||_\(")


@pytest.mark.parametrize("title", [HEBREW, ARABIC, OVERRIDE])
async def test_a_title_that_runs_the_other_way_turns_nothing_around_it(house: House, title: str) -> None:
    await add(house, "Plain", "Maya")
    async with house.office.database.writing() as db:
        for table in (Chore, Occurrence):
            await db.exec(update(table).values(title=title))
    for who, path in (("Maya", "/today"), ("Elena", "/chores"), ("Elena", "/chores/list")):
        shown = (await (await house.browser(who)).get(path)).text
        assert title in shown
        for before, after in re.findall(f"(.){re.escape(title)}(.)", shown, re.DOTALL):
            assert (before, after) == (OPEN, CLOSE)


async def test_a_field_gives_back_exactly_what_was_typed(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/chores/new")
    again = await elena.post("/chores", {"title": HEBREW, "points": "lots"})
    assert again.status_code == 422
    assert f'value="{HEBREW}"' in again.text


def test_a_name_in_a_sentence_keeps_its_direction_to_itself() -> None:
    assert (
        say("en", "We do not know who %(name)s is.", name=HEBREW)
        == f"We do not know who {OPEN}{HEBREW}{CLOSE} is."
    )
    assert say("en", "We do not know who %(name)s is.", name="Zoë") == "We do not know who Zoë is."


@given(st.text(alphabet=f"a é\u05d0\u202e\u202c\u2066{OPEN}{CLOSE}", max_size=12))
def test_no_mark_reaches_out_of_its_isolation(text: str) -> None:
    shown, depth = isolated(text), 0
    for place, letter in enumerate(shown):
        depth += (letter in OPENERS) - (letter == CLOSE)
        assert depth > 0 or place == len(shown) - 1 or letter not in "\u05d0\u202e"
    assert depth == 0


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_field_would_send_back_marks_that_nobody_typed(path: Path) -> None:
    """`value` takes `|typed`, unless it is a number or a word of ours."""
    source = path.read_text()
    assert [value for value in FIELD_VALUE.findall(source) if not SURE.search(value)] == []
    for inside in re.findall(r"<textarea[^>]*>(\{\{.*?\}\})</textarea>", source, re.DOTALL):
        assert "|typed" in inside
