"""`appliance backup`: makes, lists, checks and brings back backups, beside a running service too."""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TextIO, TypeVar

import click

from appliance.cli.terminal import Plain, data_option, need_a_house, settings_of

F = TypeVar("F", bound=Callable[..., object])
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")
from_option = click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder that holds the backups, instead of the one they go to.",
)


def key_options(command: F) -> F:
    """Without them the keys of the data directory are tried."""
    shown = click.option("--key", help="The recovery key. Others on this machine may see it while this runs.")
    read = click.option(
        "--key-file",
        type=click.File("r", encoding="utf-8"),
        help="A file with the recovery key; '-' reads it from standard input.",
    )
    return shown(read(command))


@click.group()
def backup() -> None:
    """Backups of everything in the data directory."""


@backup.command()
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), help="The folder, instead of the chosen one."
)
@json_option
@data_option
def create(to: Path | None, as_json: bool, data: Path | None) -> None:
    """Makes a backup now and checks it."""
    from appliance.cli.archiving import Archive

    settings = settings_of(data)
    need_a_house(settings)
    made = Archive(settings).create(to)
    told = f"{made.name}: {_size(made.size)}, {_size(made.written)} of it new, {made.files} files."
    click.echo(made.model_dump_json() if as_json else told)
    if made.damaged:
        click.echo(f"Damaged already, and left out: {', '.join(made.damaged)}", err=True)


@backup.command("list")
@from_option
@json_option
@data_option
def list_backups(folder: Path | None, as_json: bool, data: Path | None) -> None:
    """The backups that are there, the newest first."""
    from appliance.cli.archiving import Archive

    found = Archive(settings_of(data)).kept(folder)
    if as_json:
        click.echo(json.dumps([one.model_dump(mode="json") for one in found]))
        return
    for one in found:
        made = _moment(one.created) if one.created else one.sentence
        click.echo(f"{one.name}  {_size(one.size):>9}  {made}")
    if not found:
        click.echo("No backup is there yet. Make one with: appliance backup create")


@backup.command()
@click.argument("wanted", metavar="[NAME|FILE]", default="")
@from_option
@key_options
@data_option
def verify(
    wanted: str, folder: Path | None, key: str | None, key_file: TextIO | None, data: Path | None
) -> None:
    """Reads a backup from its first byte to its last; the newest one unless told otherwise."""
    from appliance.cli.archiving import Archive

    found = Archive(settings_of(data), _said(key, key_file)).verify(wanted, folder)
    rows = sum(found.counts.values())
    click.echo(f"{found.name} is whole: {_size(found.size)}, {rows} rows, {found.files} files.")


@backup.command()
@click.argument("wanted", metavar="FILE|NAME")
@from_option
@key_options
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
def restore(
    wanted: str,
    folder: Path | None,
    key: str | None,
    key_file: TextIO | None,
    yes: bool,
    data: Path | None,
) -> None:
    """Brings a backup back in the place of all that is there; what was there is put aside."""
    from appliance.cli.archiving import Archive

    settings = settings_of(data)
    archive = Archive(settings, _said(key, key_file))
    if settings.database.exists() and not yes:
        _ask(settings.data)
    came, beside_service = archive.restore(wanted, folder)
    click.echo(f"Back is the state of {_moment(came.created)}: {came.files} files, {came.version}.")
    if came.pins_gone:
        click.echo(f"They need a new PIN: {', '.join(one.name for one in came.pins_gone)}")
    if came.kept_out:
        click.echo(f"They cannot sign in until a parent lets them: {', '.join(came.kept_out)}")
    if came.chat_models_missing:
        click.echo(f"Chat models to be added again: {', '.join(came.chat_models_missing)}")
    click.echo("The appliance starts again by itself." if beside_service else "Start the appliance now.")


def _ask(data: Path) -> None:
    if not sys.stdin.isatty():
        raise Plain("This replaces what is there. Say --yes if that is meant.", 2)
    click.confirm(f"This replaces all that is in {data}. Go on?", abort=True, err=True)


def _said(key: str | None, key_file: TextIO | None) -> str:
    return key or (key_file.read() if key_file else "")


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _size(count: int) -> str:
    return f"{count / 1e9:.2f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"
