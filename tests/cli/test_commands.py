"""Commands beside a running service and without one; while it runs, only the service writes."""

import json
import os
import socket
import sqlite3
from pathlib import Path

import httpx

from tests.cli.running import appliance, serving
from tests.support.tiny_model import make_tiny_model


def test_a_token_made_beside_the_running_house_opens_its_api(demo: Path) -> None:
    with serving(demo) as house:
        made = appliance("token", "create", "--as", "Elena", "--data", demo)
        assert made.returncode == 0, made.stderr
        assert len(made.stdout.split()) == 1 and made.stderr == ""
        me = house.get("/api/v1/me", headers={"authorization": f"Bearer {made.stdout.strip()}"})
        assert (me.status_code, me.json()["name"]) == (200, "Elena")


def test_a_token_made_while_the_house_stands_still_opens_it_later(demo: Path) -> None:
    made = appliance(
        "token", "create", "--as", "Tobi", "--family", "Okafor", "--name", "wall", "--data", demo
    )
    with serving(demo) as house:
        me = house.get("/api/v1/me", headers={"authorization": f"Bearer {made.stdout.strip()}"})
    assert me.json()["name"] == "Tobi"


def test_nobody_gets_a_token_for_a_name_that_is_not_there(demo: Path) -> None:
    refused = appliance("token", "create", "--as", "Nobody", "--data", demo)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "We could not find that person.\n"


def test_commands_need_a_house(tmp_path: Path) -> None:
    for words in (("token", "create", "--as", "Elena"), ("ask", "--as", "Elena", "hello"), ("model", "list")):
        refused = appliance(*words, "--data", tmp_path)
        assert refused.returncode == 2
        assert refused.stderr.startswith(f"There is no family in {tmp_path} yet.")
    assert list(tmp_path.iterdir()) == []


def test_the_socket_answers_only_what_it_knows(demo: Path) -> None:
    with serving(demo) as house:
        folder = os.open(demo, os.O_PATH)
        for sent in (
            b'{"command": "house burn", "arguments": {}}\n',
            b"no json\n",
            b"[]\n",
            b"\n",
            b"x" * 70_000,
        ):
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(f"/proc/self/fd/{folder}/command.sock")
                line.sendall(sent)
                line.shutdown(socket.SHUT_WR)
                answer = line.makefile("rb").readline()
            assert not answer or "refused" in json.loads(answer)
        os.close(folder)
        assert house.get("/health").status_code == 200


def test_a_question_is_understood_and_nothing_is_done(demo: Path) -> None:
    words = ("--as", "Maya", "--json", "--now", "2026-03-10T16:00", "i fed the cat!", "--data", demo)
    before = _states(demo)
    stopped = appliance("ask", *words)
    with serving(demo):
        beside = appliance("ask", *words)
    for asked in (stopped, beside):
        row = json.loads(asked.stdout)
        assert (row["tool"], row["args"]["chore"], row["by"]) == ("chore_complete", "Feed the cat", "instant")
        assert row["allowed"] is True and row["id"] is None
    assert _states(demo) == before


def _states(demo: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(demo / "appliance.db") as database:
        return database.execute("SELECT id, done_at, approved_at FROM occurrence").fetchall()


def test_each_line_of_a_file_gets_its_line(demo: Path, tmp_path: Path) -> None:
    rows = [
        {"id": 1, "as": "Maya", "text": "i fed the cat!"},
        {"id": "two", "as": "Ada", "family": "Okafor", "text": "it rained all day", "note": "ignored"},
        {"id": 3, "as": "Nobody", "text": "i fed the cat!"},
        {"id": 4, "text": "without a name"},
    ]
    file = tmp_path / "said.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows) + "not json\n")
    asked = appliance("ask", "--file", file, "--now", "2026-03-10T16:00", "--data", demo)
    answers = [json.loads(line) for line in asked.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, "two", 3, 4, None]
    assert [answer["tool"] for answer in answers] == ["chore_complete", "none", "none", "none", "none"]
    keys = {"id", "tool", "args", "by", "allowed", "confidence", "ms"}
    assert all(set(answer) == keys for answer in answers)


def test_a_question_without_json_is_answered_in_words(demo: Path) -> None:
    asked = appliance("ask", "--as", "Maya", "i fed the cat!", "--data", demo)
    assert asked.stdout.startswith("chore_complete  chore: Feed the cat")


def test_a_chat_model_comes_in_is_listed_and_leaves(demo: Path, tmp_path: Path) -> None:
    file = make_tiny_model(tmp_path / "tiny.gguf")
    with serving(demo):
        added = appliance("model", "add", file, "--data", demo)
        assert added.returncode == 0, added.stderr
    assert added.stdout.startswith("tiny is here")
    assert appliance("model", "list", "--data", demo).stdout.startswith("* tiny")
    assert appliance("model", "remove", "tiny", "--data", demo).stdout == "Removed: tiny\n"
    assert appliance("model", "list", "--data", demo).stdout.startswith("No chat model is here yet.")
    assert list((demo / "models").glob("*.gguf")) == []


def test_a_file_that_is_no_model_is_refused_plainly(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.gguf").write_text("Dear family,")
    refused = appliance("model", "add", tmp_path / "letter.gguf", "--data", demo)
    assert refused.returncode == 2
    assert "This model cannot be used" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_live_pages_do_not_hold_up_the_end(demo: Path) -> None:
    with serving(demo) as house:
        token = appliance("token", "create", "--as", "Elena", "--data", demo).stdout.strip()
        with httpx.Client(base_url=house.url, headers={"authorization": f"Bearer {token}"}) as client:
            client.get("/api/v1/me")
            code, said = house.stop()
    assert code == 0
    assert "Traceback" not in said
