"""`appliance serve`: the directory is there, belongs to this process, and its faults are told plainly."""

import gc
import os
from pathlib import Path

import click

from appliance.cli.directory import Directory, by_systemd, kept_out
from appliance.cli.terminal import Plain, data_option, settings_of
from appliance.console.lock import InUse
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
    directory = Directory(settings.data)
    _own(directory)
    gc.disable()  # what is loaded now stays, and looking through it meanwhile is a tenth of the start
    from appliance.cli.house import live_in
    from appliance.cli.server import at_port, open_port

    gc.enable()
    listener = open_port(settings)
    settings = at_port(settings, listener)
    _warn_without_model(settings)
    live_in(settings, listener, directory, demo)


def _own(directory: Directory) -> None:
    """Misuse at a terminal is told before anything is loaded. All else the opening finds again, and tells."""
    try:
        directory.own()
    except (OSError, InUse) as fault:
        closed = kept_out(fault, directory.path)
        if closed is not None and not by_systemd():
            raise Plain(closed.sentence) from None


def _warn_without_model(settings: Settings) -> None:
    if not settings.embedding.exists():
        click.echo(
            f"{settings.embedding} is missing, so the assistant finds things by their words alone. "
            "Bring it back with: git checkout -- models",
            err=True,
        )
