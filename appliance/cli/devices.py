"""`appliance device`: what reports screen time. Browsers of the family are on a page of the house."""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from appliance.cli.terminal import Plain, command_answer, data_option, need_a_house, run_plainly, settings_of
from appliance.core.settings import Settings

KINDS = click.Choice(["pc", "phone", "tablet", "console", "tv", "other"])
TITLES = ("id", "family", "name", "kind", "way", "whose", "state", "last heard")


@click.group()
def device() -> None:
    """Devices that report screen time."""


@device.command("list")
@click.option("--family", default="", help="The family's name, where several live here.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list instead of a table.")
@data_option
def list_devices(family: str, as_json: bool, data: Path | None) -> None:
    """What reports, whose it is, and when it was heard last."""
    settings = settings_of(data)
    need_a_house(settings)
    rows = run_plainly(_rows(settings, family))
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    lines = [TITLES, *(tuple(str(row[title] or "-") for title in TITLES) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(TITLES))]
    for line in lines:
        click.echo("  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip())


@device.command("enrol")
@click.option("--for", "member", default="", metavar="NAME", help="The child whose device it is.")
@click.option("--shared", is_flag=True, help="It is nobody's alone.")
@click.option("--family", default="", help="The family's name, where it is not clear without.")
@click.option("--name", default="", help="What the device is called.")
@click.option("--kind", type=KINDS, default="pc", show_default=True)
@click.option("--code", is_flag=True, help="A one-time code for our agent instead of a token.")
@data_option
def enrol(
    member: str, shared: bool, family: str, name: str, kind: str, code: bool, data: Path | None
) -> None:
    """Prints a device's token, and nothing else; with --code a one-time code with its address."""
    if bool(member) is shared:
        raise Plain("Say whose it is: --for NAME, or --shared.", 2)
    wish = {"member": member, "family": family, "name": name, "kind": kind, "code": code}
    made = command_answer(settings_of(data), "device enrol", wish)
    assert isinstance(made, Mapping)
    address = _address(made)
    if code:
        click.echo(f"{address}/screen/devices#{made['key']}")
        click.echo("Give this to the agent. It works once, within ten minutes.", err=True)
        return
    click.echo(str(made["key"]))
    _how_to(address, kind, str(made["key"]))


@device.command("revoke")
@click.argument("number", metavar="ID", type=click.IntRange(min=1))
@data_option
def revoke(number: int, data: Path | None) -> None:
    """It can report no more; what it told stays. IDs are in `appliance device list`."""
    name = command_answer(settings_of(data), "device revoke", {"id": number})
    click.echo(f"Can report no more: {name}")


def _address(made: Mapping[str, object]) -> str:
    from appliance.cli.addresses import addresses

    return addresses(str(made["host"]), int(str(made["port"])))[0]


def _how_to(address: str, kind: str, token: str) -> None:
    """Apart from the token, so that a script can take it from standard output."""
    host, _colon, port = address.removeprefix("http://").rpartition(":")
    if not host:
        host, port = port, "80"
    if kind == "pc":
        click.echo("For ActivityWatch's watchers, in aw-client.toml:", err=True)
        click.echo(f'  [server]\n  hostname = "{host}"\n  port = "{port}"', err=True)
        click.echo(f"and in ~/.netrc:\n  machine {host} login device password {token}", err=True)
    else:
        click.echo(f"Send it to {address}/api/v1/device/... as Authorization: Bearer TOKEN", err=True)


async def _rows(settings: Settings, family: str) -> list[dict[str, object]]:
    from appliance.core.clock import system_clock
    from appliance.core.database import only_reading
    from appliance.screen_time.queries.everywhere import devices_everywhere

    async with only_reading(settings.database) as db:
        found = await devices_everywhere(db, family, system_clock())
    return [
        {
            "id": one.device.id,
            "family": one.family,
            "name": one.device.name,
            "kind": one.device.kind,
            "way": one.device.way,
            "whose": one.owner or "shared",
            "state": one.voice.value,
            "last heard": one.device.heard_at.isoformat(timespec="seconds") if one.device.heard_at else None,
        }
        for one in found
    ]
