"""`appliance serve`: the directory is there, belongs to this process, and its faults are told plainly."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from appliance.cli.terminal import Plain, data_option, settings_of
from appliance.console.lock import InUse, owning
from appliance.core.log import set_up_logs
from appliance.core.settings import Settings

DEMO_DATA = Path("data-demo")


@click.command()
@click.option("--demo", is_flag=True, help="With two made-up families and a year of their days.")
@data_option
@click.option("--host", help="The address to listen on (0.0.0.0: the whole home network).")
@click.option("--port", type=click.IntRange(1, 65535), help="The port (8080).")
def serve(demo: bool, data: Path | None, host: str | None, port: int | None) -> None:
    """Serves the appliance until it is stopped; with --demo in ./data-demo unless told otherwise."""
    chosen = data or (DEMO_DATA if demo and "APPLIANCE_DATA" not in os.environ else None)
    settings = settings_of(chosen, host=host, port=port)
    set_up_logs(settings.log_level, settings.log_json)
    with _owned(settings):
        gc.disable()  # what is loaded now stays, and looking through it meanwhile is a tenth of the start
        from appliance.cli.house import live_in
        from appliance.cli.server import at_port, open_port

        gc.enable()
        listener = open_port(settings)
        settings = at_port(settings, listener)
        _warn_without_model(settings)
        live_in(settings, listener, demo)


@contextmanager
def _owned(settings: Settings) -> Iterator[None]:
    data = settings.data
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with owning(data):
            yield
    except InUse:
        raise Plain(
            f"The appliance is running already with {data}. Open its page, stop it first, or say --data DIR."
        ) from None
    except (PermissionError, FileExistsError, NotADirectoryError) as fault:
        raise Plain(f"{fault.filename} cannot be written. Name another place with --data DIR.") from None


def _warn_without_model(settings: Settings) -> None:
    if not settings.embedding.exists():
        click.echo(
            f"{settings.embedding} is missing, so the assistant finds things by their words alone. "
            "Bring it back with: git checkout -- models",
            err=True,
        )
