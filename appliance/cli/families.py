"""`appliance family invite`: another family on the same appliance."""

from pathlib import Path
from typing import cast

import click

from appliance.cli.addresses import addresses
from appliance.cli.terminal import command_answer, data_option, settings_of


@click.group()
def family() -> None:
    """Families of this appliance."""


@family.command()
@click.option(
    "--days", type=click.IntRange(1, 30), default=7, show_default=True, help="How long the link works."
)
@data_option
def invite(days: int, data: Path | None) -> None:
    """Prints a link that lets somebody found another family here, once."""
    answer = command_answer(settings_of(data), "family invite", {"days": days})
    made = cast(dict[str, str], answer)
    click.echo(f"{addresses(made['host'], int(made['port']))[0]}{made['path']}")
