"""`appliance ask`: what the assistant would do with a sentence, done nowhere."""

import json
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from datetime import datetime
from pathlib import Path

import click

from appliance.cli.terminal import Plain, data_option, need_a_house, run_plainly, settings_of
from appliance.core.settings import Settings


@click.command()
@click.option("--as", "member", metavar="NAME", help="Who says it.")
@click.option("--family", default="", help="The family's name, where two have someone of this name.")
@click.option("--now", callback=lambda *said: _moment(said[2]), metavar="ISO", help="Instead of this moment.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line.")
@click.option(
    "--file",
    type=click.File("r", encoding="utf-8"),
    help="JSON lines with id, as, family (optional) and text; '-' reads them from standard input.",
)
@click.argument("text", nargs=-1)
@data_option
def ask(
    member: str | None,
    family: str,
    now: datetime | None,
    as_json: bool,
    file: Iterator[str] | None,
    text: tuple[str, ...],
    data: Path | None,
) -> None:
    """Shows what the assistant would do with TEXT; nothing is done."""
    settings = settings_of(data)
    need_a_house(settings)
    if file is None and not (member and text):
        raise click.UsageError("Say --as NAME and a sentence, or --file JSONL.")
    said = {"as": member, "family": family, "text": " ".join(text)}
    rows = (line for line in file if line.strip()) if file else iter([json.dumps(said)])
    run_plainly(_print_all(settings, rows, now, as_json or file is not None, strict=file is None))


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise click.BadParameter("write it as 2026-03-10T16:00") from None


async def _print_all(
    settings: Settings, lines: Iterator[str], now: datetime | None, as_json: bool, strict: bool
) -> None:
    # Closed by name: a reader that has seen enough (`| head`) ends the loop while an answer is under way.
    async with aclosing(_answers(settings, lines, now, strict)) as answers:
        async for row in answers:
            click.echo(json.dumps(row, ensure_ascii=False) if as_json else _in_words(row))


async def _answers(
    settings: Settings, lines: Iterator[str], now: datetime | None, strict: bool
) -> AsyncGenerator[dict[str, object]]:
    from sqlalchemy.exc import DatabaseError

    from appliance.cli.listener import listening_to

    try:
        async with listening_to(settings, now, strict) as listener:
            for line in lines:
                yield await listener.answer(line)
    except DatabaseError:
        raise Plain(
            f"{settings.database} cannot be read by this version. Start the appliance once, then ask again."
        ) from None


def _in_words(row: dict[str, object]) -> str:
    args = row["args"] if isinstance(row["args"], dict) else {}
    shown = ", ".join(f"{name}: {value}" for name, value in args.items())
    may = "" if row["allowed"] else " (not allowed)"
    return f"{row['tool']}{may}" + (f"  {shown}" if shown else "")
