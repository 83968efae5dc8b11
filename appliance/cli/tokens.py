"""`appliance token create`: a key for scripts, the REST API and MCP."""

from pathlib import Path

import click

from appliance.cli.terminal import command_answer, data_option, settings_of


@click.group()
def token() -> None:
    """Keys for programs."""


@token.command()
@click.option("--as", "member", required=True, metavar="NAME", help="Whose rights the token has.")
@click.option("--family", default="", help="The family's name, where two have someone of this name.")
@click.option("--name", default="command line", show_default=True, help="What the token is called in lists.")
@data_option
def create(member: str, family: str, name: str, data: Path | None) -> None:
    """Prints a bearer token (all that NAME may do, 90 days), and nothing else."""
    wish = {"member": member, "family": family, "name": name}
    click.echo(str(command_answer(settings_of(data), "token create", wish)))
