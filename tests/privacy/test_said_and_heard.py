"""The assistant, the search, the live line, faults and the command line keep to their own family."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import structlog

from appliance.assistant.actions.memories import save_memory
from appliance.assistant.queries.conversations import answer_of
from appliance.chores.actions import complete
from appliance.core.log import set_up_logs
from appliance.web.live import changes
from tests.cli.running import appliance
from tests.privacy.neighbours import Neighbours

pytestmark = pytest.mark.asyncio(loop_scope="package")
SAID = (
    "what does {chore} have to do with {title}",
    "how many points does {name} have",
    "how much screen time does {name} have left",
    "I did {title}",
    "{name} did {title}",
    "where lies the treasure of {name}?",
    "what do you know about {text}?",
    "what is the hamster called?",
    "what rhymes with walrus?",
    "who is {called}?",
    "remember that {name} likes {text}",
)


def sentences(neighbours: Neighbours) -> list[str]:
    """What the tools offer to understand, and questions that name the neighbours' own words."""
    planted = neighbours.canaries.planted
    words = {
        "chore": planted["chore.title"],
        "title": f"The pool one {planted['chore.title']}",
        "name": f"Rosa {planted['member.name']}",
        "text": planted["memory.text"],
        "called": planted["member.called"],
    }
    registry = neighbours.world.house.app.state.registry
    return [line.format(**words) for line in SAID] + [one for tool in registry for one in tool.examples]


@pytest.mark.parametrize("name", ["Elena", "Leo", "Maya"])
async def test_the_assistant_knows_nothing_of_the_neighbours(neighbours: Neighbours, name: str) -> None:
    house, asking = neighbours.world.house, neighbours.world.house.people[name]
    wrong = []
    for sentence in sentences(neighbours):
        asked = await house.app.state.assistant.ask(asking, sentence)
        async with house.office.reading(asking) as look:
            answer = await answer_of(look, asked.answer_id)
        told = " ".join([answer.text, *answer.lines, answer.link])
        wrong += [f"{sentence}: {one}" for one in neighbours.leaks(without(told, sentence))]
    assert not wrong and neighbours.fingerprint() == neighbours.kept


def without(told: str, sentence: str) -> str:
    """What somebody said themselves may be repeated to them."""
    for word in sentence.rstrip("?").split():
        told = told.replace(word, "")
    return told


@pytest.mark.parametrize("who", ["elena", "leo", "maya"])
async def test_a_search_for_the_very_words_of_the_neighbours_finds_nothing(
    neighbours: Neighbours, who: str
) -> None:
    pages, api = neighbours.world.doors["pages"][who].client, neighbours.world.doors["api"][who].client
    texts = neighbours.world.beside.execute(
        "SELECT text FROM memory WHERE family_id = ?", (neighbours.canaries.family_id,)
    ).fetchall()
    for (text,) in texts:
        answer = await api.get("/api/v1/memories", params={"q": text})
        assert not neighbours.leaks(answer.text)
        asked = text.replace(neighbours.canaries.planted["memory.text"], "")  # or the page would echo it
        assert not neighbours.leaks((await pages.get("/memories", params={"q": asked})).text)


async def test_a_change_next_door_makes_no_page_here_fetch_anything(neighbours: Neighbours) -> None:
    house = neighbours.world.house
    line = changes(house.office.signals, neighbours.ours.family_id, "a page of ours")
    await anext(line)
    async with house.office.work(neighbours.people["Elena"]) as work:
        await complete(work, int(neighbours.theirs["open"]))
    async with house.office.work(house.people["Maya"]) as work:
        await save_memory(work, "The kite is red.")
    assert (await anext(line)).event == "memory"
    await line.aclose()


@pytest.mark.parametrize("as_json", [False, True])
async def test_a_fault_tells_neither_the_page_nor_the_log_what_was_written(
    neighbours: Neighbours,
    as_json: bool,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    elena = neighbours.world.doors["pages"]["elena"]
    set_up_logs("info", as_json)
    with closing(sqlite3.connect(neighbours.world.house.settings.database)) as db:
        db.execute("ALTER TABLE reward RENAME TO lost")
    answers = [
        await elena.knock("GET", "/rewards"),
        await elena.knock("POST", "/rewards", {"title": "A kite of silk", "points": 20}),
    ]
    structlog.reset_defaults()
    logged = capsys.readouterr()
    log = logged.out + logged.err + caplog.text
    assert [answer.status_code for answer in answers] == [500, 500]
    assert "fault" in log and "reward" in log
    shown = log + "".join(answer.text for answer in answers)
    assert "A kite of silk" not in shown
    assert not neighbours.leaks(shown) and not neighbours.ours.seen_in(log)


async def test_the_command_line_answers_from_the_family_that_was_named(
    neighbours: Neighbours, tmp_path: Path
) -> None:
    rows = [
        {"id": n, "as": name, "family": f"Rivera {neighbours.ours.planted['family.name']}", "text": sentence}
        for n, sentence in enumerate(sentences(neighbours))
        for name in ("Elena", "Maya")
    ]
    asked = tmp_path / "asked.jsonl"
    asked.write_text("\n".join(json.dumps(row) for row in rows))
    data = neighbours.world.house.settings.data
    done = await asyncio.to_thread(appliance, "ask", "--file", asked, "--data", data)
    assert done.returncode == 0
    for row, line in zip(rows, done.stdout.splitlines(), strict=True):
        assert not neighbours.leaks(without(line, str(row["text"]))), row
    assert not neighbours.leaks(done.stderr)


async def test_a_name_that_two_families_have_is_asked_back_on_the_command_line(
    neighbours: Neighbours,
) -> None:
    data = neighbours.world.house.settings.data
    done = await asyncio.to_thread(appliance, "ask", "--as", "Maya", "--data", data, "what is due?")
    assert (done.returncode, done.stdout) == (2, "")
    assert not neighbours.leaks(done.stderr)
