"""Bringing the house back, one try at a time: staged in a child, then the house starts itself again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import structlog

from appliance.backups.archive.facts import Manifest
from appliance.backups.archive.keys import RecoveryKey
from appliance.backups.archive.running import in_child
from appliance.backups.restoring.arrival import Apart, Arrival
from appliance.backups.restoring.story import Asked, story_of, write_story
from appliance.core.errors import Refusal, RuleBroken, Unavailable
from appliance.core.i18n import mark as _
from appliance.core.settings import MIB, Settings
from appliance.core.work import Office

log = structlog.get_logger("restore")
TOPIC = "backups"
LEAST = 0.02  # of a step: less is not told to open pages


class Stage(StrEnum):
    RUNNING = "running"
    LEAVING = "leaving"  # all is ready, the house starts itself again
    REFUSED = "refused"


@dataclass(frozen=True)
class Found:
    """A backup that somebody means to bring back. `manifest` is None until a key opens it."""

    place: Path
    name: str
    manifest: Manifest | None = None
    keys: tuple[RecoveryKey, ...] = field(default=(), repr=False)


@dataclass
class Attempt:
    found: Found
    asked: Asked
    stage: Stage = Stage.RUNNING
    step: str = "open"
    share: float = 0.0
    refusal: Refusal | None = None


Ended = Callable[[Attempt], Awaitable[None]]


class Restorations:
    """`chosen`: what was sent or pointed to last, and waits for a yes."""

    def __init__(self, settings: Settings, office: Office) -> None:
        self.data = settings.data
        self.arrival = Arrival(settings.data, settings.upload_floor * MIB)
        self.attempt: Attempt | None = None
        self.chosen: Found | None = None
        self._office = office
        self._closing = False
        self._running: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def open(self, _app: object) -> AsyncIterator[None]:
        """As long as the house is open; a child does not outlive it."""
        try:
            yield
        finally:
            self._closing = True
            await self._end()

    @asynccontextmanager
    async def arriving(self) -> AsyncIterator[Apart]:
        """What is sent in here takes the place of what was chosen before."""
        self.ask_for_quiet()
        async with self.arrival.taking() as apart:
            self.chosen = None
            yield apart

    @property
    def is_quiet(self) -> bool:
        return self.attempt is None or self.attempt.stage is Stage.REFUSED

    def ask_for_quiet(self) -> None:
        if not self.is_quiet:
            raise RuleBroken(_("The house is being brought back already."))

    def begin(self, found: Found, asked: Asked, refused: Ended) -> Attempt:
        """Returns at once; how it goes on stands in `attempt`."""
        self.ask_for_quiet()
        self.attempt = Attempt(found, asked)
        self.write(asked)
        self._running = asyncio.create_task(self._bring_back(self.attempt, refused))
        return self.attempt

    async def stop(self) -> None:
        """As long as nothing is ready yet; the child ends with it."""
        if self._running is None or self.attempt is None or self.attempt.stage is not Stage.RUNNING:
            raise RuleBroken(_("There is nothing to stop any more."))
        await self._end()

    async def _end(self) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait({self._running})

    async def _bring_back(self, attempt: Attempt, refused: Ended) -> None:
        try:
            await self._stage(attempt)
        except asyncio.CancelledError:
            if self._closing:
                raise  # the next start tells that it was broken off
            self._refuse(attempt, Unavailable(_("It was stopped. Nothing was changed.")))
        except Refusal as refusal:
            self._refuse(attempt, refusal)
        except Exception:
            log.exception("restore failed", backup=attempt.found.name)
            broke = _("This broke inside the house; its log says more. Nothing was changed.")
            self._refuse(attempt, Unavailable(broke))
        if attempt.stage is Stage.REFUSED:
            await refused(attempt)
        self._tell(attempt)

    async def _stage(self, attempt: Attempt) -> None:
        found = attempt.found
        told = {
            "place": str(found.place),
            "name": found.name,
            "keys": [key.text for key in found.keys],
            "data": str(self.data),
            "now": attempt.asked.at.isoformat(),
        }
        await in_child("stage", told, lambda step, share: self._say(attempt, step, share))
        attempt.stage, attempt.share = Stage.LEAVING, 1.0
        self.arrival.forget()
        self.write(attempt.asked.model_copy(update={"ready": True}))
        self._office.begin_again()

    def _say(self, attempt: Attempt, step: str, share: float) -> None:
        if step != attempt.step or share - attempt.share >= LEAST:
            attempt.step, attempt.share = step, share
            self._tell(attempt)

    def _tell(self, attempt: Attempt) -> None:
        self._office.signals.announce(attempt.asked.family_id, [TOPIC])

    def _refuse(self, attempt: Attempt, refusal: Refusal) -> None:
        attempt.stage, attempt.refusal = Stage.REFUSED, refusal
        self.write(None)

    def write(self, asked: Asked | None) -> None:
        write_story(self.data, story_of(self.data).model_copy(update={"asked": asked}))
