"""What the families asked their house lately: one chat was renamed, one answer stopped, one act undone."""

import tomllib
from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from appliance.assistant.actions.chats import rename_chat
from appliance.assistant.actions.conversations import Told, ask_question, give_answer
from appliance.assistant.models import State, Utterance
from appliance.chores.models import Occurrence
from appliance.core.clock import from_local
from appliance.core.work import Office, Work
from appliance.demo.people import Home

TOLD = Path(__file__).with_name("chats.toml")
BETWEEN = timedelta(minutes=1)


async def talk(office: Office, home: Home) -> None:
    """Each thing at the moment when it was said; none that would lie ahead."""
    for row in tomllib.loads(TOLD.read_text())["chat"]:
        if row["family"] == home.plan.name:
            await _chat(office, home, row)


async def _chat(office: Office, home: Home, row: Mapping[str, Any]) -> None:
    actor, chat = home.actor(row["by"]), None
    day = actor.today(office.clock()) - timedelta(days=row["days"])
    said_at = from_local(day, time.fromisoformat(row["time"]), home.zone)
    at = min(said_at, office.clock() - len(row["said"]) * BETWEEN)
    for said in row["said"]:
        async with office.work(actor, "demo", now=at) as work:
            chat = await _turn(work, chat, said)
        at += BETWEEN
    if title := row.get("title"):
        async with office.work(actor, "demo", now=at) as work:
            await rename_chat(work, chat or 0, title)


async def _turn(work: Work, chat: int | None, said: Mapping[str, Any]) -> int:
    asked = await ask_question(work, chat, said["asks"])
    by = said.get("by", "instant" if "tool" in said else "house")
    state = State(said.get("state", State.DONE))
    href = await _card(work, said["undone"]) if "undone" in said else ""
    told = Told(said["answer"], by, state, tool=said.get("tool", ""), undo_href=href)
    await give_answer(work, asked.answer_id, told)
    if href:
        answer = await work.db.get_one(Utterance, asked.answer_id)
        answer.undone_at = work.now
        work.db.add(answer)
    return asked.conversation_id


async def _card(work: Work, title: str) -> str:
    """Of the chore as it was due then, or before."""
    found = await work.db.exec(
        select(Occurrence.id)
        .where(Occurrence.title == title, Occurrence.family_id == work.actor.family_id)
        .order_by(col(Occurrence.due_local).desc())
        .limit(1)
    )
    return f"/occurrences/{found.first() or 0}/undo"
