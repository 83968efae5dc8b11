"""What must leave the house after a commit. A row is written in the verb's transaction, a job delivers it."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, update
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Field, SQLModel, col, select

from appliance.core.paging import Page, Part
from appliance.core.people import the_house
from appliance.core.work import Office, Reading, Work

JOB = "deliver"
TOPIC = "notifications"
WAITS = [timedelta(seconds=s) for s in (10, 30, 120, 600, 1800, 3600, 3 * 3600, 6 * 3600)]
LONGEST_WAIT = timedelta(hours=1)  # that another server may ask for
LEASE = timedelta(minutes=2)  # a claim older than this was left by a crash
AT_ONCE = 50
KEPT = timedelta(days=30)
log = structlog.get_logger("outbox")


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
    """`permanent`: a person has to mend something. `wait`: how long the other server asked us to wait."""

    def __init__(self, reason: str, *, permanent: bool = False, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.wait = wait


Channel = Callable[[Office, Letter], Awaitable[None]]


async def put_in_outbox(
    work: Work, channel: str, member_id: int, key: str, payload: Mapping[str, object]
) -> None:
    """A key that is known already changes nothing."""
    row = {
        "family_id": work.actor.family_id,
        "member_id": member_id,
        "channel": channel,
        "key": key,
        "payload": json.dumps(payload, ensure_ascii=False),
        "state": "waiting",
        "attempts": 0,
        "due_at": work.now,
        "created_at": work.now,
        "trouble": "",
    }
    await work.db.exec(insert(OutboxRow).values(**row).on_conflict_do_nothing(index_elements=["key"]))
    work.topics.add((work.actor.family_id, TOPIC))
    work.wakes.add(JOB)


async def deliver_due(office: Office, channels: Mapping[str, Channel]) -> int:
    """Delivers until nothing is due. Each reader's letters go in order; nobody waits for another's server."""
    total = 0
    while due := await _due(office):
        readers: dict[tuple[int, str], list[OutboxRow]] = defaultdict(list)
        for row in due:
            readers[row.member_id, row.channel].append(row)
        await asyncio.gather(*(_deliver_all(office, rows, channels) for rows in readers.values()))
        total += len(due)
    return total


async def forget_old(office: Office) -> None:
    """What was sent or given up a month ago."""
    async with office.work(the_house(), "outbox") as work:
        await work.db.exec(
            delete(OutboxRow)
            .where(col(OutboxRow.state).in_(("sent", "failed")))
            .where(col(OutboxRow.created_at) < work.now - KEPT)
        )


async def letters_of(look: Reading, limit: int = 10) -> Sequence[OutboxRow]:
    """The viewer's own, the newest first."""
    mine = select(OutboxRow).where(OutboxRow.member_id == look.viewer.member_id)
    return (await look.db.exec(mine.order_by(col(OutboxRow.id).desc()).limit(limit))).all()


async def letters_in(look: Reading, page: Page) -> Part[OutboxRow]:
    """The viewer's own, the newest first."""
    mine = select(OutboxRow).where(OutboxRow.member_id == look.viewer.member_id)
    rows = (await look.db.exec(page.of(mine, col(OutboxRow.id), newest=True))).all()
    return page.part(rows, lambda row: (row.id,))


async def _due(office: Office) -> Sequence[OutboxRow]:
    async with office.reading(the_house()) as look:
        row = select(OutboxRow).where(col(OutboxRow.state).in_(("waiting", "sending")))
        row = row.where(col(OutboxRow.due_at) <= look.now).order_by(col(OutboxRow.id)).limit(AT_ONCE)
        return (await look.db.exec(row)).all()


async def _deliver_all(office: Office, rows: Sequence[OutboxRow], channels: Mapping[str, Channel]) -> None:
    for row in rows:
        if await _claim(office, row):
            await _deliver(office, row, channels)


async def _claim(office: Office, row: OutboxRow) -> bool:
    async with office.work(the_house(), "outbox") as work:
        changed = await work.db.exec(
            update(OutboxRow)
            .where(col(OutboxRow.id) == row.id, col(OutboxRow.attempts) == row.attempts)
            .where(col(OutboxRow.state).in_(("waiting", "sending")))
            .values(state="sending", attempts=row.attempts + 1, due_at=work.now + LEASE)
        )
    return changed.rowcount == 1


async def _deliver(office: Office, row: OutboxRow, channels: Mapping[str, Channel]) -> None:
    assert row.id is not None
    letter = Letter(row.id, row.family_id, row.member_id, row.attempts + 1, json.loads(row.payload))
    try:
        await channels[row.channel](office, letter)
    except Undeliverable as trouble:
        await _note_trouble(office, letter, trouble)
    except Exception as error:  # a fault of ours must not hold up the letters behind it
        log.exception("letter not delivered", letter=letter.id, channel=row.channel)
        await _note_trouble(office, letter, Undeliverable(type(error).__name__))
    else:
        await _note(office, letter, state="sent", sent_at=office.clock(), trouble="")


async def _note_trouble(office: Office, letter: Letter, trouble: Undeliverable) -> None:
    given_up = trouble.permanent or letter.attempts > len(WAITS)
    wait = WAITS[min(letter.attempts, len(WAITS)) - 1]
    if trouble.wait is not None:
        wait = max(wait, min(trouble.wait, LONGEST_WAIT))
    state = "failed" if given_up else "waiting"
    await _note(office, letter, state=state, due_at=office.clock() + wait, trouble=str(trouble)[:200])


async def _note(office: Office, letter: Letter, **values: object) -> None:
    """Only by who holds the claim: after its lease another delivery may have taken the row over."""
    async with office.work(the_house(), "outbox") as work:
        await work.db.exec(
            update(OutboxRow)
            .where(col(OutboxRow.id) == letter.id, col(OutboxRow.attempts) == letter.attempts)
            .where(col(OutboxRow.state) == "sending")
            .values(**values)
        )
        work.topics.add((letter.family_id, TOPIC))
