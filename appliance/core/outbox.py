"""What must leave the house after a commit. A row is written in the verb's transaction, a job delivers it."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Field, SQLModel, col, select

from appliance.core.people import the_house
from appliance.core.work import Office, Reading, Work

WAITS = [timedelta(seconds=s) for s in (10, 30, 120, 600, 1800, 3600, 3 * 3600, 6 * 3600)]
LEASE = timedelta(minutes=2)  # a claim older than this was left by a crash


class OutboxRow(SQLModel, table=True):
    __tablename__ = "outbox"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(index=True)
    member_id: int = Field(index=True, description="Whom it is for")
    channel: str
    key: str = Field(unique=True, description="The cause: the same cause is never sent twice")
    payload: str = Field(description="JSON for the channel")
    state: str = Field(default="waiting", index=True, description="waiting, sending, sent or failed")
    attempts: int = 0
    due_at: datetime = Field(index=True)
    created_at: datetime
    sent_at: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True)
class Letter:
    """A claimed row, as a channel sees it."""

    id: int
    family_id: int
    member_id: int
    attempts: int
    payload: dict[str, object]


class Undeliverable(Exception):
    """`permanent`: trying again cannot help, a person has to mend something."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(reason)
        self.permanent = permanent


Channel = Callable[[Office, Letter], Awaitable[None]]


def put_in_outbox(work: Work, channel: str, member_id: int, key: str, payload: Mapping[str, object]) -> None:
    work.db.add(
        OutboxRow(
            family_id=work.actor.family_id,
            member_id=member_id,
            channel=channel,
            key=key,
            payload=json.dumps(payload, ensure_ascii=False),
            due_at=work.now,
            created_at=work.now,
        )
    )


async def deliver_due(office: Office, channels: Mapping[str, Channel]) -> int:
    """Delivers all that is due, each in its own step so that a poisoned row holds up none of the others."""
    async with office.reading(the_house()) as look:
        due = await _due(look)
    for row in due:
        if await _claim(office, row):
            await _deliver(office, row, channels[row.channel])
    return len(due)


async def _due(look: Reading) -> list[OutboxRow]:
    row = select(OutboxRow).where(col(OutboxRow.state).in_(("waiting", "sending")))
    return list((await look.db.exec(row.where(col(OutboxRow.due_at) <= look.now).limit(50))).all())


async def _claim(office: Office, row: OutboxRow) -> bool:
    async with office.work(the_house(), "outbox") as work:
        changed = await work.db.exec(
            update(OutboxRow)
            .where(col(OutboxRow.id) == row.id, col(OutboxRow.attempts) == row.attempts)
            .where(col(OutboxRow.state).in_(("waiting", "sending")))
            .values(state="sending", attempts=row.attempts + 1, due_at=work.now + LEASE)
        )
    return changed.rowcount == 1


async def _deliver(office: Office, row: OutboxRow, channel: Channel) -> None:
    assert row.id is not None
    letter = Letter(row.id, row.family_id, row.member_id, row.attempts + 1, json.loads(row.payload))
    try:
        await channel(office, letter)
    except Undeliverable as trouble:
        await _note_trouble(office, letter, trouble)
    else:
        await _note(office, letter.id, state="sent", sent_at=office.clock(), trouble="")


async def _note_trouble(office: Office, letter: Letter, trouble: Undeliverable) -> None:
    given_up = trouble.permanent or letter.attempts > len(WAITS)
    wait = WAITS[min(letter.attempts, len(WAITS)) - 1]
    state = "failed" if given_up else "waiting"
    await _note(office, letter.id, state=state, due_at=office.clock() + wait, trouble=str(trouble)[:200])


async def _note(office: Office, row_id: int, **values: object) -> None:
    async with office.work(the_house(), "outbox") as work:
        await work.db.exec(update(OutboxRow).where(col(OutboxRow.id) == row_id).values(**values))
