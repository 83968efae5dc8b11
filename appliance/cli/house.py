"""The house opens, says where it is found, and closes again."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import click
import structlog
from litestar import Litestar

from appliance.cli.again import begin_again
from appliance.cli.directory import Closed, Directory, by_systemd
from appliance.cli.maintenance import wait_until_open
from appliance.cli.opening import Opening
from appliance.cli.server import HouseServer, end_what_hangs, run_loop, tell_systemd
from appliance.cli.terminal import Plain
from appliance.cli.watchdog import Watchdog, more_time_to_start, time_between
from appliance.cli.welcome import say_where
from appliance.console.place import Place
from appliance.console.server import listening
from appliance.core.database import Database
from appliance.core.errors import AtRest, NoRoom
from appliance.core.secrets import setup_code
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household.queries import families_exist

log = structlog.get_logger("house")


def live_in(settings: Settings, listener: socket.socket, directory: Directory, demo: bool) -> None:
    house = Opening(settings, directory, demo)
    with more_time_to_start():
        closed = house.attempt()
    if closed is not None:
        _tell(closed)
    with run_loop() as runner:
        if closed is not None and not runner.run(wait_until_open(house, closed, listener)):
            return
        assert house.app is not None
        server, door = HouseServer(house.app), listener.dup()
        if house.box is not None:
            house.box.listen()
        runner.run(_serve(house.app, server, settings, listener, demo))
        runner.run(end_what_hangs())
    if house.box is not None:
        house.box.close()
    if server.again:
        begin_again(door)


def _tell(closed: Closed) -> None:
    """At a terminal misuse ends the command. Under systemd that would only be a loop of starts."""
    if closed.misuse and not by_systemd():
        raise Plain(closed.sentence)
    click.echo(
        f"{closed.sentence} The pages say so meanwhile; it is tried again every few seconds.", err=True
    )


async def _serve(
    app: Litestar, server: HouseServer, settings: Settings, listener: socket.socket, demo: bool
) -> None:
    office: Office = app.state.office
    office.begin_again = server.begin_again
    code = "" if await _lived_in(office) else setup_code(settings.data)
    server.when_ready = lambda: _welcome(settings, demo, code)
    place = Place(settings, office, lambda: app.state.models.aside)
    async with _heard(place), _watched(office.database):
        await server.serve(sockets=[listener])


async def _lived_in(office: Office) -> bool:
    """Where that cannot be read the pages say why."""
    try:
        async with office.database.reading() as db:
            return await families_exist(db)
    except (AtRest, NoRoom):
        return True


@asynccontextmanager
async def _watched(database: Database) -> AsyncIterator[None]:
    every = time_between()
    watching = asyncio.create_task(Watchdog(database, every).keep()) if every is not None else None
    try:
        yield
    finally:
        if watching is not None:
            watching.cancel()


@asynccontextmanager
async def _heard(place: Place) -> AsyncIterator[None]:
    """A disk that takes no socket is no reason to keep the pages from the family."""
    async with AsyncExitStack() as heard:
        try:
            await heard.enter_async_context(listening(place))
        except OSError as fault:
            log.error("commands are not heard", why=fault.strerror)
        yield


def _welcome(settings: Settings, demo: bool, code: str) -> None:
    tell_systemd("READY=1")
    say_where(settings, code, with_qr="JOURNAL_STREAM" not in os.environ)
    if demo:
        click.echo(f"Names, passwords and PINs of the demo: {settings.data / 'demo-credentials.json'}\n")
