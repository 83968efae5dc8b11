"""Files of chat models in the data directory: copied whole or not at all, and tried in their own process."""

import asyncio
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from appliance.assistant.engine import Probed, probe
from appliance.core.disk import Trouble, room_on, trouble_of
from appliance.core.durable import sync
from appliance.core.errors import Invalid, NoRoom
from appliance.core.i18n import mark as _

PART = 4 * 1024 * 1024
TOO_LARGE = _("There is not enough free space for this model on the disk.")
SHARE = 20  # of a small disk no more than a twentieth stays free
SPARE = 256 * 1024 * 1024  # bytes that stay free on the disk for the family's own data


@dataclass(frozen=True)
class BroughtModel:
    """A model file that lies in place, was read back and answered in a first try."""

    name: str
    file: str
    sha256: str
    size: int
    description: str


async def bring_in(models: Path, source: Path, *, name: str = "", sha256: str = "") -> BroughtModel:
    """Slow: to be called outside of any transaction. `sha256`: what the file must have, where it is known."""
    return await asyncio.to_thread(_bring_in, models, source, _plain(name or source.stem), sha256)


def take_out(models: Path, file: str) -> None:
    (models / file).unlink(missing_ok=True)


def _bring_in(models: Path, source: Path, name: str, wanted: str) -> BroughtModel:
    models.mkdir(mode=0o700, parents=True, exist_ok=True)
    _check_source(models, source)
    aside = models / f".{name}.new"
    try:
        found = _put_aside(source, aside)
        if (wanted and found != wanted.lower()) or found != _hash_of(aside):
            raise Invalid(_("This file is not the one that was expected: its SHA-256 differs."))
        seen = _tried(aside)
        # With its hash in its name, a file can never take the place of another model's.
        place = models / f"{name}-{found[:8]}.gguf"
        aside.replace(place)
        sync(models)
    finally:
        aside.unlink(missing_ok=True)
    described = seen.description if not seen.name else f"{seen.name}, {seen.description}"
    return BroughtModel(name, place.name, found, place.stat().st_size, described)


def _check_source(models: Path, source: Path) -> None:
    if not source.is_file():
        raise Invalid(_("There is no such file: %(file)s"), file=source)
    room = room_on(models)
    if room.free - source.stat().st_size < min(SPARE, room.total // SHARE):
        raise NoRoom(TOO_LARGE)


def _put_aside(source: Path, aside: Path) -> str:
    try:
        return _copied(source, aside)
    except OSError as fault:
        if trouble_of(fault, aside.parent) is Trouble.FULL:
            raise NoRoom(TOO_LARGE) from fault
        raise


def _copied(source: Path, aside: Path) -> str:
    """Returns the SHA-256 of what was read."""
    digest = hashlib.sha256()
    with (
        source.open("rb") as read,
        open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as write,
    ):
        while part := read.read(PART):
            digest.update(part)
            write.write(part)
        write.flush()
        os.fsync(write.fileno())
    return digest.hexdigest()


def _hash_of(file: Path) -> str:
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


def _tried(file: Path) -> Probed:
    seen = probe(file)
    if not seen.usable:
        raise Invalid(_("This model cannot be used: %(why)s"), why=seen.why)
    return seen


def _plain(name: str) -> str:
    """A name that is safe as a file and can be typed."""
    plain = re.sub(r"[^a-z0-9.]+", "-", name.lower().removesuffix(".gguf")).strip("-.")[:60]
    if not plain:
        raise Invalid(_("Please give this model a name."))
    return plain
