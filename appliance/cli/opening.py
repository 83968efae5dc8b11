"""The house is opened, as often as it takes: its directory owned, its database migrated, its pages made."""

import asyncio
import sqlite3

from litestar import Litestar
from sqlalchemy.exc import DatabaseError

from appliance.app import create_app
from appliance.assistant.engine_room import BlackBox, open_box
from appliance.cli.addresses import addresses
from appliance.cli.directory import Closed, Directory, kept_out
from appliance.cli.terminal import Plain
from appliance.core.ballast import Ballast
from appliance.core.clock import Clock, clock_ahead, system_clock
from appliance.core.disk import Trouble, trouble_of
from appliance.core.errors import AtRest, NoRoom
from appliance.core.migrate import CannotMigrate, NewerSchema
from appliance.core.settings import Settings


class Opening:
    def __init__(self, settings: Settings, directory: Directory, demo: bool) -> None:
        self.settings = settings
        self.app: Litestar | None = None
        self.box: BlackBox | None = None
        self._directory = directory
        self._demo = demo

    def attempt(self) -> Closed | None:
        """None: it is open. Else why not, and the directory is left to whoever mends it."""
        closed = self._attempt()
        if closed is not None and closed.reason == Trouble.FULL and Ballast(self.settings.data).give_up():
            closed = self._attempt()
        return closed

    def _attempt(self) -> Closed | None:
        try:
            self._directory.own()
            clock = clock_ahead(self.settings.clock_ahead) if self._demo else system_clock
            if self._demo:
                _add_demo(self.settings, clock)
            self.box = self.box or open_box(self.settings.data)
            self.app = create_app(self.settings, clock, box=self.box)
        except Exception as fault:
            closed = why_closed(fault, self.settings)
            if closed is None:
                raise
            self._directory.leave()
            return closed
        return None


def why_closed(fault: Exception, settings: Settings) -> Closed | None:
    """None for what no waiting and no mending of files would end: a fault of ours."""
    kept = kept_out(fault, settings.data)
    if kept is not None:
        return kept
    trouble = trouble_of(fault, settings.data)
    if trouble is None and isinstance(fault, CannotMigrate):
        reason = "newer" if isinstance(fault, NewerSchema) else "not-migrated"
        return Closed(reason, str(fault), misuse=True)
    if trouble is None and isinstance(fault, DatabaseError | sqlite3.DatabaseError):
        trouble = Trouble.FAILING
    if trouble is None and isinstance(fault, NoRoom | AtRest):
        trouble = trouble_of(fault.__cause__ or fault, settings.data) or Trouble.FAILING
    return Closed(trouble.value, _sentence(trouble, fault, settings)) if trouble is not None else None


def _sentence(trouble: Trouble, fault: Exception, settings: Settings) -> str:
    said = str(fault.args[0]) if fault.args else type(fault).__name__
    return {
        Trouble.FULL: f"There is no room left on the disk of {settings.data}.",
        Trouble.READ_ONLY: f"The disk of {settings.data} can only be read.",
        Trouble.FAILING: f"{settings.database} cannot be used ({said}).",
        Trouble.MALFORMED: f"{settings.database} cannot be used ({said}). Restore a backup of it.",
    }[trouble]


def _add_demo(settings: Settings, clock: Clock) -> None:
    from appliance.demo import RealFamily, add_demo

    try:
        asyncio.run(add_demo(settings, addresses(settings.host, settings.port)[0], clock))
    except RealFamily:
        raise Plain(f"A real family lives in {settings.data}. Name another place with --data DIR.") from None
