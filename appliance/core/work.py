"""One verb, one write transaction: the acting member, one `now`, the rows, and the events they cause."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Protocol, TypeVar, cast

from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.core.audit import AuditRow
from appliance.core.clock import Clock
from appliance.core.database import Database
from appliance.core.errors import NotAllowed
from appliance.core.events import Event
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.secrets import Secrets
from appliance.core.signals import Signals


@dataclass(frozen=True)
class Reading:
    """A look at the house through one member's eyes at one moment."""

    viewer: Actor
    now: datetime
    db: AsyncSession

    @property
    def today(self) -> date:
        return self.viewer.today(self.now)


@dataclass(frozen=True)
class Work(Reading):
    """What a verb is given. `actor` is `viewer` under the name that fits a change."""

    door: str
    secrets: Secrets
    reactions: "Reactions"
    topics: set[tuple[int, str]] = field(default_factory=set)
    closed: set[tuple[int, str]] = field(default_factory=set)
    wakes: set[str] = field(default_factory=set)  # names of jobs that have something to do after the commit

    @property
    def actor(self) -> Actor:
        return self.viewer

    async def emit(self, event: Event) -> None:
        """Writes the audit row, then lets every listener answer within this same transaction."""
        self.db.add(audit_row(self, event))
        self.topics.add((event.family_id, event.topic))
        await self.db.flush()
        for answer in self.reactions.get(type(event), ()):
            await answer(self, event)

    def close_session(self, family_id: int, session: str) -> None:
        """Pages that still listen with this session are closed after the commit."""
        self.closed.add((family_id, session))


class Terms(Protocol):
    """What a door asks of the change that it brings, inside the same transaction."""

    async def before(self, work: Work) -> None: ...

    async def after(self, work: Work) -> None: ...


TERMS: ContextVar[Terms | None] = ContextVar("terms", default=None)
E = TypeVar("E", bound=Event)

# A reaction takes its own event class; the table in wiring pairs them, which a mapping type cannot express.
Reaction = Callable[[Work, Event], Awaitable[None]]
Reactions = Mapping[type[Event], Sequence[Reaction]]


def audit_row(work: Work, event: Event) -> AuditRow:
    facts = json.dumps(asdict(event), default=str, ensure_ascii=False)
    return AuditRow(
        family_id=event.family_id,
        member_id=work.actor.member_id,
        door=work.door,
        verb=type(event).__name__,
        facts=facts,
        at=work.now,
    )


def answers(event: type[E], *reactions: Callable[[Work, E], Awaitable[None]]) -> Reactions:
    """One line of wiring's table: checks that each listener takes exactly this event."""
    return {event: cast(Sequence[Reaction], reactions)}


class Tried(Exception):
    pass


class Office:
    """Where every door goes to read or to change something."""

    def __init__(
        self, database: Database, clock: Clock, secrets: Secrets, signals: Signals, reactions: Reactions
    ) -> None:
        self.database = database
        self.clock = clock
        self.secrets = secrets
        self.signals = signals
        self.opened_at = clock()  # nothing that was said before could be heard
        self._reactions = reactions
        self.wake: Callable[[str], None] = lambda _job: None  # the running schedule puts its own here
        self.begin_again: Callable[[], None] = lambda: None  # and the running server its own

    @asynccontextmanager
    async def reading(self, viewer: Actor) -> AsyncIterator[Reading]:
        async with self.database.reading() as db:
            yield Reading(viewer, self.clock(), db)

    @asynccontextmanager
    async def work(
        self, actor: Actor, door: str = "page", now: datetime | None = None
    ) -> AsyncIterator[Work]:
        """One `BEGIN IMMEDIATE` transaction. Raising rolls it back; pages hear of it after the commit."""
        if not actor.may_write:
            raise NotAllowed(_("This key may only read."))
        async with self.database.writing() as db:
            work = Work(actor, now or self.clock(), db, door, self.secrets, self._reactions)
            terms = TERMS.get()
            if terms is not None:
                await terms.before(work)
            yield work
            if terms is not None:
                await terms.after(work)
        self._tell(work)

    @asynccontextmanager
    async def trial(self, actor: Actor, door: str) -> AsyncIterator[Work]:
        """What a verb would say: it is refused as it would be, and nothing of what it does is kept."""
        with suppress(Tried):
            async with self.database.writing() as db:
                yield Work(actor, self.clock(), db, door, self.secrets, self._reactions)
                raise Tried

    def _tell(self, work: Work) -> None:
        for family_id in {family for family, _topic in work.topics}:
            self.signals.announce(family_id, [topic for family, topic in work.topics if family == family_id])
        for family_id, session in work.closed:
            self.signals.close(family_id, [session])
        for job in work.wakes:
            self.wake(job)
