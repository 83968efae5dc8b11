"""What the commands share: the data directory's option, and faults told in one plain sentence."""

import asyncio
import sqlite3
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import TypeVar

import click
from pydantic import ValidationError

from appliance.core.errors import Refusal
from appliance.core.settings import Settings

T = TypeVar("T")

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="The directory that holds everything of the family (./data, or APPLIANCE_DATA).",
)


class Plain(click.ClickException):
    """Ends the command with one sentence that says what is wrong and how to mend it."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        return self.code

    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)


def settings_of(data: Path | None, **chosen: object) -> Settings:
    """The environment's settings, with what was said on the command line in their place."""
    try:
        settings = Settings()
    except ValidationError as fault:
        names = ", ".join(f"APPLIANCE_{str(error['loc'][0]).upper()}" for error in fault.errors())
        raise Plain(f"A setting in the environment cannot be read: {names}. See docs/settings.md.") from None
    said = {name: value for name, value in chosen.items() if value is not None}
    return settings.model_copy(update={**said, "data": (data or settings.data).absolute()})


def need_a_house(settings: Settings) -> None:
    if not settings.database.exists():
        raise Plain(f"There is no family in {settings.data} yet. Start the appliance, or say --data DIR.", 2)


def command_answer(settings: Settings, command: str, arguments: Mapping[str, object]) -> object:
    """Through the running service, or with the directory's own files where none runs."""
    from sqlalchemy.exc import DatabaseError

    from appliance.console.client import NoAnswer, carry_out

    need_a_house(settings)
    try:
        return carry_out(settings, command, arguments)
    except Refusal as refusal:
        raise Plain(str(refusal), 2) from None
    except NoAnswer:
        raise Plain(f"{settings.data} is in use, and nobody answers there. Try again in a moment.") from None
    except PermissionError:
        raise Plain(f"{settings.data} belongs to another user. Run this as that user, or as root.") from None
    except (OSError, DatabaseError, sqlite3.Error) as fault:
        why = fault.args[-1] if fault.args else type(fault).__name__
        raise Plain(f"{settings.data} cannot be used ({why}). What helps: appliance doctor") from None


def run_plainly(work: Coroutine[object, object, T]) -> T:
    try:
        return asyncio.run(work)
    except Refusal as refusal:
        raise Plain(str(refusal), 2) from None
