"""`appliance serve`: from an empty directory to a page on the home network."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from appliance import __version__
from appliance.cli.addresses import addresses, qr_code
from appliance.cli.terminal import Plain, data_option, settings_of
from appliance.console.lock import InUse, owning
from appliance.core.log import set_up_logs
from appliance.core.settings import Settings

DEMO_DATA = Path("data-demo")


@click.command()
@click.option(
    "--demo", is_flag=True, help="With two made-up families and a year of their days; in ./data-demo."
)
@data_option
@click.option("--host", help="The address to listen on (0.0.0.0: the whole home network).")
@click.option("--port", type=click.IntRange(1, 65535), help="The port (8080).")
def serve(demo: bool, data: Path | None, host: str | None, port: int | None) -> None:
    """Serves the appliance until it is stopped."""
    chosen = data or (DEMO_DATA if demo and "APPLIANCE_DATA" not in os.environ else None)
    settings = settings_of(chosen, host=host, port=port)
    set_up_logs(settings.log_level, settings.log_json)
    with _owned(settings):
        _serve(settings, demo)


@contextmanager
def _owned(settings: Settings) -> Iterator[None]:
    """The directory is made, can be written, and belongs to this process alone."""
    data = settings.data
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with owning(data):
            yield
    except InUse:
        raise Plain(
            f"The appliance is running already with {data}. Open its page, stop it first, or say --data DIR."
        ) from None
    except PermissionError as fault:
        raise Plain(
            f"{fault.filename} cannot be written by this user. Say --data DIR, or give it to them."
        ) from None


def _serve(settings: Settings, demo: bool) -> None:
    from appliance.cli.server import HouseServer, open_port

    listener = open_port(settings)
    _warn_without_model(settings)
    from appliance.app import create_app
    from appliance.console.place import Place
    from appliance.console.server import listening

    with _told_plainly(settings):
        if demo:
            _add_demo(settings)
        app = create_app(settings)
    server = HouseServer(app, lambda: _welcome(settings, demo))

    async def run() -> None:
        async with listening(Place(settings, app.state.office)):
            await server.serve(sockets=[listener])

    with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
        runner.run(run())


@contextmanager
def _told_plainly(settings: Settings) -> Iterator[None]:
    from sqlite3 import DatabaseError as Unreadable

    from sqlalchemy.exc import DatabaseError

    from appliance.core.migrate import NewerSchema

    try:
        yield
    except NewerSchema as newer:
        raise Plain(str(newer)) from None
    except (DatabaseError, Unreadable) as fault:
        sentence = f"{settings.database} cannot be used ({fault.args[0]}). Bring back a copy of it."
        raise Plain(sentence) from None


def _warn_without_model(settings: Settings) -> None:
    if not settings.embedding.exists():
        click.echo(
            f"{settings.embedding} is missing, so the assistant finds things by their words alone. "
            "Bring it back with: git checkout -- models",
            err=True,
        )


def _add_demo(settings: Settings) -> None:
    from appliance.demo import RealFamily, add_demo

    try:
        asyncio.run(add_demo(settings, addresses(settings.host, settings.port)[0]))
    except RealFamily:
        raise Plain(
            f"A real family lives in {settings.data}. Say --demo --data DIR with another one."
        ) from None


def _welcome(settings: Settings, demo: bool) -> None:
    from appliance.cli.server import tell_systemd

    tell_systemd("READY=1")
    found = addresses(settings.host, settings.port)
    lines = [
        "",
        f"The appliance {__version__} is ready. In this home it is at",
        "",
        *(f"  {url}" for url in found),
    ]
    click.echo("\n".join(lines))
    if "JOURNAL_STREAM" not in os.environ:
        click.echo("\n" + qr_code(found[0]))
    if demo:
        click.echo(f"Names, passwords and PINs of the demo: {settings.data / 'demo-credentials.json'}\n")
