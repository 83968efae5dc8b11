"""The house opens, says where it is found, and closes again."""

import asyncio
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import DatabaseError as Unreadable

import click
from litestar import Litestar
from sqlalchemy.exc import DatabaseError

from appliance.app import create_app
from appliance.cli.addresses import addresses
from appliance.cli.again import begin_again
from appliance.cli.server import HouseServer, tell_systemd
from appliance.cli.terminal import Plain
from appliance.cli.welcome import say_where
from appliance.console.place import Place
from appliance.console.server import listening
from appliance.core.clock import Clock, clock_ahead, system_clock
from appliance.core.migrate import CannotMigrate
from appliance.core.secrets import setup_code
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household.queries import families_exist


def live_in(settings: Settings, listener: socket.socket, demo: bool) -> None:
    with _told_plainly(settings):
        clock = clock_ahead(settings.clock_ahead) if demo else system_clock
        if demo:
            _add_demo(settings, clock)
        app = create_app(settings, clock)
    server, door = HouseServer(app), listener.dup()
    with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
        runner.run(_serve(app, server, settings, listener, demo))
    if server.again:
        begin_again(door)


async def _serve(
    app: Litestar, server: HouseServer, settings: Settings, listener: socket.socket, demo: bool
) -> None:
    office: Office = app.state.office
    async with office.database.reading() as db:
        lived_in = await families_exist(db)
    office.begin_again = server.begin_again
    server.when_ready = lambda: _welcome(settings, demo, "" if lived_in else setup_code(settings.data))
    async with listening(Place(settings, office)):
        await server.serve(sockets=[listener])


@contextmanager
def _told_plainly(settings: Settings) -> Iterator[None]:
    try:
        yield
    except CannotMigrate as why:
        raise Plain(str(why)) from None
    except (DatabaseError, Unreadable) as fault:
        raise Plain(
            f"{settings.database} cannot be used ({fault.args[0]}). Bring back a copy of it."
        ) from None


def _add_demo(settings: Settings, clock: Clock) -> None:
    from appliance.demo import RealFamily, add_demo

    try:
        asyncio.run(add_demo(settings, addresses(settings.host, settings.port)[0], clock))
    except RealFamily:
        raise Plain(f"A real family lives in {settings.data}. Name another place with --data DIR.") from None


def _welcome(settings: Settings, demo: bool, code: str) -> None:
    tell_systemd("READY=1")
    say_where(settings, code, with_qr="JOURNAL_STREAM" not in os.environ)
    if demo:
        click.echo(f"Names, passwords and PINs of the demo: {settings.data / 'demo-credentials.json'}\n")
