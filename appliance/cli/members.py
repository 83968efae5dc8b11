"""`appliance member`: the people of the house, for whoever runs it."""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from appliance.cli.terminal import Plain, command_answer, data_option, need_a_house, run_plainly, settings_of
from appliance.core.settings import Settings

F = TypeVar("F", bound=Callable[..., object])
ROLES = click.Choice(["parent", "teen", "child"])
family_option = click.option("--family", default="", help="The family's name, where several live here.")
secret_option = click.option(
    "--password-stdin", is_flag=True, help="Read the password or PIN from standard input."
)
born_option = click.option("--born", type=click.DateTime(["%Y-%m-%d"]), help="Birthday, as 2018-09-30.")
language_option = click.option("--language", type=click.Choice(["en", "de"]), help="Else the family's.")


@click.group()
def member() -> None:
    """The people of the house."""


@member.command("list")
@family_option
@click.option("--json", "as_json", is_flag=True, help="A JSON list instead of a table.")
@data_option
def list_members(family: str, as_json: bool, data: Path | None) -> None:
    """Who lives here, and whether they can sign in."""
    settings = settings_of(data)
    need_a_house(settings)
    rows = run_plainly(_rows(settings, family))
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    titles = ("family", "name", "role", "born", "signs in")
    lines = [titles, *(tuple(str(row[title] or "-") for title in titles) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(titles))]
    for line in lines:
        click.echo("  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip())


@member.command("add")
@click.argument("name")
@click.option("--role", type=ROLES, required=True)
@family_option
@born_option
@language_option
@click.option("--owner", is_flag=True, help="A parent who owns the family.")
@secret_option
@data_option
def add(
    name: str,
    role: str,
    family: str,
    born: datetime | None,
    language: str | None,
    owner: bool,
    password_stdin: bool,
    data: Path | None,
) -> None:
    """Adds NAME, and prints their password or PIN: this once, and nothing else."""
    wish = {"name": name, "role": role, "family": family, "born": born and born.date(), "owner": owner}
    wish |= {"language": language or "", "secret": _secret(password_stdin)}
    _tell(command_answer(settings_of(data), "member add", wish), password_stdin)


@member.command("edit")
@click.argument("member", metavar="NAME")
@family_option
@click.option("--name", help="A new name.")
@click.option("--role", type=ROLES, help="A new role; they are signed out.")
@born_option
@language_option
@click.option("--owner/--no-owner", default=None, help="Whether this parent owns the family.")
@data_option
def edit(member: str, family: str, data: Path | None, born: datetime | None, **said: object) -> None:
    """Changes what is said; the rest stays."""
    wish = {"member": member, "family": family, "born": born and born.date(), **said}
    click.echo(f"Changed: {command_answer(settings_of(data), 'member edit', wish)}")


@member.command("disable")
@click.argument("name")
@family_option
@data_option
def disable(name: str, family: str, data: Path | None) -> None:
    """NAME cannot sign in for now; sign-ins and keys end, everything else stays."""
    wish = {"member": name, "family": family}
    click.echo(f"Cannot sign in: {command_answer(settings_of(data), 'member disable', wish)}")


@member.command("enable")
@click.argument("name")
@family_option
@data_option
def enable(name: str, family: str, data: Path | None) -> None:
    """NAME can sign in again."""
    wish = {"member": name, "family": family}
    click.echo(f"Can sign in: {command_answer(settings_of(data), 'member enable', wish)}")


@member.command("reset-password")
@click.argument("name")
@family_option
@secret_option
@data_option
def reset_password(name: str, family: str, password_stdin: bool, data: Path | None) -> None:
    """Prints a new password or PIN for NAME, who is signed out everywhere."""
    wish = {"member": name, "family": family, "secret": _secret(password_stdin)}
    _tell(command_answer(settings_of(data), "member reset-password", wish), password_stdin)


def _secret(from_stdin: bool) -> str:
    if not from_stdin:
        return ""
    said = sys.stdin.readline().rstrip("\n")
    if not said:
        raise Plain("Nothing came from standard input.", 2)
    return said


def _tell(secret: object, known: bool) -> None:
    """Whoever brought the secret along need not see it again."""
    if not known:
        click.echo(str(secret))


async def _rows(settings: Settings, family: str) -> list[dict[str, object]]:
    from appliance.core.database import only_reading
    from appliance.household.queries.roster import everyone_in

    async with only_reading(settings.database) as db:
        people = await everyone_in(db, family)
    return [
        {
            "id": person.member.id,
            "family": person.family.name,
            "name": person.member.name,
            "role": person.member.role,
            "owner": person.member.owner,
            "born": person.member.born.isoformat() if person.member.born else None,
            "language": person.member.language or person.family.language,
            "signs in": person.signs_in,
        }
        for person in people
    ]
