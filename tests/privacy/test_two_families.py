"""Two families with the same names live in one house, and neither ever hears a word of the other."""

import os

import pytest

from tests.access.rows import Row, all_rows
from tests.privacy.canaries import HASHES, KEYS
from tests.privacy.neighbours import Neighbours, gist, names_a_thing, nobodys, told
from tests.support.access import NAMES

pytestmark = pytest.mark.asyncio(loop_scope="package")
WHO = [name for name in [*NAMES, "tablet", "nobody", "reader"] if name != "okafor"]
CHANGING = WHO if os.environ.get("APPLIANCE_TEST_ALL") else ["elena", "maya", "rosa", "tablet", "nobody"]
"""Who tries to change something: one of each kind, or all of them where there is time."""

NAMING = [row for row in all_rows() if names_a_thing(row)]
NEVER_SHOWN = {"audit.facts", "outbox.trouble"}
"""What no page and no answer shows even to its own family, beside keys and passwords."""


@pytest.mark.parametrize("who", WHO)
async def test_nothing_of_the_neighbours_is_on_any_page_or_in_any_answer(
    neighbours: Neighbours, who: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    wrong = []
    for row in [row for row in all_rows() if who in row.expects and (who in CHANGING or not row.writes)]:
        for path, body in neighbours.askings(row):
            answer = await neighbours.knock(row, who, path, body)
            found = [*neighbours.leaks(told(answer)), *neighbours.written()]
            wrong += [f"{row.name}: {one}" for one in found]
            neighbours.world.put_back()
    logged = capsys.readouterr()
    assert not wrong + neighbours.leaks(logged.out + logged.err + caplog.text)


async def test_ones_own_words_are_shown_or_the_canaries_would_prove_nothing(neighbours: Neighbours) -> None:
    heard: set[str] = set()
    for row in [row for row in all_rows() if not row.writes]:
        for who in ("elena", "maya", "tablet"):
            if who in row.expects:
                answer = await neighbours.knock(row, who, neighbours.mine, neighbours.mine)
                heard |= set(neighbours.ours.seen_in(answer.text))
    assert set(neighbours.ours.planted) - heard == NEVER_SHOWN
    assert not heard & (HASHES | KEYS)


@pytest.mark.parametrize("row", NAMING, ids=lambda row: row.name)
async def test_what_is_the_neighbours_is_as_if_it_did_not_exist(neighbours: Neighbours, row: Row) -> None:
    """Not even that there is such a number can be learnt."""
    theirs, nothing = neighbours.theirs, nobodys(neighbours.theirs)
    for path, body in neighbours.askings(row)[1:]:
        for who in ("elena", "maya"):
            about_theirs = await neighbours.knock(row, who, path, body)
            neighbours.world.put_back()
            asked = (nothing if path is theirs else path, nothing)
            about_nothing = await neighbours.knock(row, who, *asked)
            neighbours.world.put_back()
            assert gist(about_theirs) == gist(about_nothing), who
