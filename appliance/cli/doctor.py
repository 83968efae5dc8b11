"""`appliance doctor`: what works, what does not, and the mend; beside a running service or without one."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from appliance.cli.terminal import data_option, settings_of
from appliance.core.checkup import Check, Colour, Patient
from appliance.core.i18n import LANGUAGES, say
from appliance.core.plurals import in_english
from appliance.core.settings import Settings
from appliance.system.doctor import Seen, visit

MARKS = {Colour.GREEN: "ok", Colour.YELLOW: "look", Colour.RED: "BAD"}
HUES = {Colour.GREEN: "green", Colour.YELLOW: "yellow", Colour.RED: "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A JSON document.")
@click.option(
    "--online", is_flag=True, help="Also asks the other machines that parents set up, such as ntfy."
)
@click.option("--quick", is_flag=True, help="Leaves out what keeps the processor busy for long.")
@data_option
def doctor(as_json: bool, online: bool, quick: bool, data: Path | None) -> None:
    """Looks over the machine and the house: a line each, with the mend. Ends with 1 if anything is red."""
    os.nice(10)  # pages that are asked for meanwhile come first
    found = _seen(settings_of(data), online, thorough=not quick)
    if as_json:
        rows = list(found)
        click.echo(json.dumps([as_row(one) for one in rows], ensure_ascii=False, default=str))
        sys.exit(any(one.is_red for one in rows))
    ill = False
    for one in found:
        ill = ill or one.is_red
        _print(one)
    sys.exit(ill)


def _seen(settings: Settings, online: bool, thorough: bool) -> Iterator[Seen]:
    from appliance.console.outside import service_of
    from appliance.core.clock import system_clock

    patient = Patient(settings, system_clock(), service_of(settings), online, thorough)
    return visit(all_checks(), patient)


def all_checks() -> tuple[Check, ...]:
    from appliance.assistant import checks as assistant
    from appliance.backups import checks as backups
    from appliance.notifications import checks as notifications
    from appliance.screen_time import checks as screen_time
    from appliance.system import checks as system

    machine, storage, around = system.MACHINE, system.STORAGE, system.SURROUNDINGS
    beside = (*backups.CHECKS, *notifications.CHECKS, *screen_time.CHECKS)
    return (*machine, *assistant.CHECKS, *storage, *around, *beside)


def as_row(one: Seen) -> dict[str, object]:
    """In every language too: the page says the same in the family's."""
    finding = one.finding
    return {
        "check": one.name,
        "title": one.title,
        "colour": finding.colour.value,
        "says": in_english(finding.sentence, finding.values),
        "mend": in_english(finding.mend, finding.values),
        "values": dict(finding.values),
        "told": {language: _told(one, language) for language in LANGUAGES},
    }


def _told(one: Seen, language: str) -> dict[str, str]:
    values = one.finding.values
    return {
        "title": say(language, one.title),
        "says": say(language, one.finding.sentence, **values),
        "mend": say(language, one.finding.mend, **values),
    }


def _print(one: Seen) -> None:
    row, colour = as_row(one), one.finding.colour
    click.echo(f"{click.style(f'{MARKS[colour]:5}', fg=HUES[colour])}{one.title + ':':18} {row['says']}")
    if row["mend"]:
        click.echo(f"{'':23} {row['mend']}")
