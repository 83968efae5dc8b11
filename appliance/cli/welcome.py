"""`appliance welcome`: what somebody needs who has just installed it, and whoever asks again later."""

from pathlib import Path

import click

from appliance import __version__
from appliance.cli.addresses import addresses, qr_code
from appliance.cli.terminal import data_option, settings_of
from appliance.core.secrets import SETUP_CODE
from appliance.core.settings import Settings


@click.command()
@data_option
def welcome(data: Path | None) -> None:
    """Prints the addresses, a QR code of the first, and the set-up code while no family lives here."""
    settings = settings_of(data)
    waiting = settings.data / SETUP_CODE
    say_where(settings, waiting.read_text().strip() if waiting.exists() else "", with_qr=True)


def say_where(settings: Settings, code: str, with_qr: bool) -> None:
    found = addresses(settings.host, settings.port, settings.name)
    click.echo(f"\nThe appliance {__version__} is ready. In this home it is at\n")
    click.echo("\n".join(f"  {url}" for url in found))
    if with_qr:
        click.echo(f"\n{qr_code(found[0])}")
    if code:
        click.echo(f"Set-up code: {code}\nIt is asked for once, when the family is set up in the browser.\n")
