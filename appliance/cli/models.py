"""`appliance model`: the chat models of this machine."""

from pathlib import Path

import click

from appliance.cli.terminal import command_answer, data_option, need_a_house, run_plainly, settings_of
from appliance.core.settings import Settings


@click.group()
def model() -> None:
    """Chat models of this machine."""


@model.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path))
@click.option("--name", default="", help="What it is called here; its file's name unless given.")
@click.option("--sha256", default="", help="The hash that the file must have.")
@data_option
def add(file: Path, name: str, sha256: str, data: Path | None) -> None:
    """Copies a GGUF file in, tries it in a process of its own, and uses it if it is the first."""
    click.echo("Copying the model and trying it ...", err=True)
    wish = {"file": file, "name": name, "sha256": sha256}
    added = command_answer(settings_of(data), "model add", wish)
    assert isinstance(added, dict)
    click.echo(f"{added['name']} is here ({added['description']}).")
    if added["in_use"]:
        click.echo("The assistant answers with it from now on.")


@model.command("list")
@data_option
def list_models(data: Path | None) -> None:
    """The models that are here; a star marks the one in use."""
    settings = settings_of(data)
    need_a_house(settings)
    for line in run_plainly(_lines(settings)):
        click.echo(line)


@model.command("use")
@click.argument("name")
@data_option
def use(name: str, data: Path | None) -> None:
    """The assistant answers with this one from now on."""
    click.echo(f"In use: {command_answer(settings_of(data), 'model use', {'name': name})}")


@model.command("remove")
@click.argument("name")
@data_option
def remove(name: str, data: Path | None) -> None:
    """Takes a model and its file away."""
    click.echo(f"Removed: {command_answer(settings_of(data), 'model remove', {'name': name})}")


async def _lines(settings: Settings) -> list[str]:
    from appliance.assistant.queries.chat_models import chat_models
    from appliance.core.clock import system_clock
    from appliance.core.database import only_reading
    from appliance.core.people import the_house
    from appliance.core.work import Reading

    async with only_reading(settings.database) as db:
        found = await chat_models(Reading(the_house(), system_clock(), db))
    named = [
        f"{'*' if one.in_use else ' '} {one.name}  {one.size / 1e9:.1f} GB  {one.description}"
        for one in found
    ]
    return named or ["No chat model is here yet. Add one with: appliance model add FILE"]
