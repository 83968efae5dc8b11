"""The archive's child, called from a command, with its progress told on the terminal."""

import asyncio
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

from appliance.backups.archive.facts import Checked, Kept, Made, Staged
from appliance.backups.archive.faults import Unusable
from appliance.backups.archive.folder import names
from appliance.backups.archive.keys import key_from, keys_of
from appliance.backups.archive.running import ChildFailed, in_child
from appliance.backups.archive.snapshot import CHECKING
from appliance.backups.archive.target import target_of
from appliance.cli.terminal import Plain
from appliance.core.clock import system_clock
from appliance.core.errors import Refusal
from appliance.core.settings import Settings

NOTING = 10.0  # seconds that a busy service may take to write it down
DOING = {
    "copy": "Copying the database",
    "check": "Checking it",
    "files": "Files",
    "write": "Writing the backup",
    "read_back": "Reading it back",
    "open": "Opening the backup",
    "migrate": "Bringing it up to date",
    "rehearse": "Trying it out",
    "ready": "Ready",
}


class Archive:
    def __init__(self, settings: Settings, key: str = "") -> None:
        self._settings = settings
        self._data = settings.data
        self._key = key

    def create(self, to: Path | None) -> Made:
        target = (to or target_of(self._data)).absolute()
        told = self._ask("create", {"data": self._data, "target": target, "now": system_clock().isoformat()})
        give_to_owner(self._data, target)
        made = Made.model_validate(told)
        self._tell_service(made, target)
        return made

    def _tell_service(self, made: Made, target: Path) -> None:
        """If one runs. The backup is there in any case."""
        from appliance.console.client import asked

        with suppress(OSError, Refusal):
            asked(self._settings, "backup note", {"made": made.model_dump(), "place": target}, NOTING)

    def kept(self, folder: Path | None) -> list[Kept]:
        told = self._ask("list", {"target": self._folder(folder), "keys": self._keys()})
        assert isinstance(told, list)
        return [Kept.model_validate(one) for one in told]

    def verify(self, wanted: str, folder: Path | None) -> Checked:
        place, name = self._found(wanted, folder)
        self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
        asked = {"target": place, "name": name, "keys": self._keys(), "scratch": self._data / CHECKING}
        told = self._ask("verify", asked)
        give_to_owner(self._data, self._data)
        return Checked.model_validate(told)

    def restore(self, wanted: str, folder: Path | None) -> tuple[Staged, bool]:
        """Also says whether a running service takes it over by itself."""
        from appliance.console.client import NoAnswer, carry_out

        place, name = self._found(wanted, folder)
        asked = {"place": place, "name": name, "keys": self._keys(), "data": self._data}
        self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
        told = self._ask("stage", {**asked, "now": system_clock().isoformat()})
        give_to_owner(self._data, self._data)
        try:
            served = carry_out(self._settings, "backup take-over", {})
        except (NoAnswer, Refusal):
            raise Plain("It is staged. Start the appliance again, and it takes over.") from None
        give_to_owner(self._data, self._data)
        return Staged.model_validate(told), bool(served)

    def _folder(self, folder: Path | None) -> Path:
        return (folder or target_of(self._data)).absolute()

    def _found(self, wanted: str, folder: Path | None) -> tuple[Path, str]:
        """A file, a folder, or the name of a backup in the chosen one; the newest where nothing is said."""
        target = self._folder(folder)
        if wanted and folder is None and Path(wanted).exists():
            return Path(wanted).absolute(), ""
        try:
            return target, wanted or next(iter(names(target)), "")
        except Unusable as fault:
            raise Plain(str(fault)) from None

    def _keys(self) -> list[str]:
        try:
            return [key_from(self._key).text] if self._key else [key.text for key in keys_of(self._data)]
        except Unusable as fault:
            raise Plain(str(fault)) from None

    def _ask(self, verb: str, arguments: Mapping[str, object]) -> object:
        try:
            return asyncio.run(in_child(verb, arguments, _show))["result"]
        except Unusable as fault:
            raise Plain(str(fault)) from None
        except ChildFailed as fault:
            raise Plain(f"It broke off: {fault}") from None


def give_to_owner(data: Path, *folders: Path) -> None:
    """What root has made in the family's directory belongs to the service's own user, as all else does."""
    owner = data.stat()
    if os.geteuid() != 0 or owner.st_uid == 0:
        return
    for folder in {data, *folders}:
        for place, _folders, files in os.walk(folder):
            for made in (Path(place), *(Path(place) / file for file in files)):
                if made.lstat().st_uid == 0:
                    os.lchown(made, owner.st_uid, owner.st_gid)


def _show(step: str, done: float) -> None:
    if sys.stderr.isatty():
        share = f" {done:.0%}" if 0 < done < 1 else ""
        click.echo(f"\r\x1b[K{DOING[step]} ...{share}", err=True, nl=step == "ready")
