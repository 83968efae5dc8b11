"""The `appliance` command. A subcommand is imported when it is called: none pays for another."""

import sys
from importlib import import_module

import click

# structlog loads rich, and rich loads pygments, wherever they are installed: five megabytes for
# coloured tracebacks that nobody sees in a log.
sys.modules.setdefault("rich", None)  # type: ignore[arg-type]

COMMANDS = {
    "serve": "appliance.cli.serve:serve",
    "welcome": "appliance.cli.welcome:welcome",
    "doctor": "appliance.cli.doctor:doctor",
    "backup": "appliance.cli.backups:backup",
    "ask": "appliance.cli.ask:ask",
    "family": "appliance.cli.families:family",
    "token": "appliance.cli.tokens:token",
    "member": "appliance.cli.members:member",
    "device": "appliance.cli.devices:device",
    "model": "appliance.cli.models:model",
    "rehearse": "appliance.cli.rehearse:rehearse",
}


class OnFirstUse(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module, _, name = COMMANDS.get(cmd_name, "").partition(":")
        command = getattr(import_module(module), name) if module else None
        return command if isinstance(command, click.Command) else None


@click.group(cls=OnFirstUse)
@click.version_option(package_name="appliance", message="appliance %(version)s")
def main() -> None:
    """The family's appliance: serves its pages, and answers for it on the command line."""
