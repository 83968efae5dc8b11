"""A ten-year household with a gigabyte of files: backed up, read again, downloaded, brought back."""

import asyncio
import hashlib
import os
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from appliance.backups.archive.facts import quietly
from appliance.backups.archive.folder import names
from appliance.backups.archive.keys import open_key
from appliance.backups.archive.portable import bundle
from appliance.backups.archive.running import in_child
from appliance.backups.archive.swap import take_over
from appliance.core.clock import system_clock
from scripts.benchmarks.figures import Figure
from scripts.benchmarks.household import make_household

PICTURES, LETTERS = (300, 3_000_000), (2000, 50_000)  # how many, and of how many bytes: 1 GB
SMALL = 50  # the other household has as many times fewer files
MOST = 150.0  # MB


def measure(folder: Path) -> list[Figure]:
    house = make_household(folder / "decade", years=10).data
    _add_files(house)
    first = _create(house, folder / "usb")
    size = _bytes_in(house)
    packed = folder / "peer.tar.gz"
    plain_first = _timed(lambda: _shell(f"tar c -C '{house}' . | gzip -3 > '{packed}'; sync '{packed}'"))
    second = _create(house, folder / "usb")
    name, keys = names(folder / "usb")[0], [open_key(house).text]
    told = {"target": folder / "usb", "name": name, "keys": keys, "scratch": folder / "scratch"}
    verified = _child("verify", told)
    plain_read = _timed(lambda: _shell(f"gzip -dc '{packed}' | sha256sum"))
    download = _timed(lambda: _download(folder / "usb", name, house))
    plain_download = _timed(lambda: _shell(f"tar c -C '{folder}/usb' . | cat > '{folder}/peer.tar'"))
    restored = _restore(folder, name, keys)
    plain_back = _timed(
        lambda: _shell(f"mkdir '{folder}/x'; tar xzf '{packed}' -C '{folder}/x'; sync -f '{folder}/x'")
    )
    steps = {
        "create, the first": (first, plain_first),
        "create, the second": (second, plain_first),
        "verify": (verified, plain_read),
        "restore": (restored, plain_back),
        "download": ((download, 0.0), plain_download),
    }
    rows = [row for what, (ours, peer) in steps.items() for row in _rows(what, ours[0], peer, size)]
    return [*rows, *_memory(folder, {what: ours[1] for what, (ours, _peer) in steps.items()})]


def _rows(what: str, ours: float, peer: float, size: int) -> list[Figure]:
    return [
        Figure("backup", what, ours, "s", peer),
        Figure(
            "backup", f"{what}, of the household", size / 1e6 / ours, "MB/s", size / 1e6 / peer, most=False
        ),
    ]


def _memory(folder: Path, peaks: Mapping[str, float]) -> list[Figure]:
    """Beside the same with a fiftieth of the files: what is needed does not grow with them."""
    small = make_household(folder / "small").data
    _add_files(small, SMALL)
    least = _create(small, folder / "small-usb")[1]
    return [
        Figure("backup", f"{what}, most memory of the child", peak, "MB", least, MOST)
        for what, peak in peaks.items()
        if peak
    ]


def _create(house: Path, target: Path) -> tuple[float, float]:
    return _child("create", {"data": house, "target": target, "now": system_clock().isoformat()})


def _restore(folder: Path, name: str, keys: list[str]) -> tuple[float, float]:
    fresh = folder / "fresh"
    fresh.mkdir()
    told = {"place": folder / "usb", "name": name, "keys": keys, "data": fresh}
    seconds, peak = _child("stage", {**told, "now": system_clock().isoformat()})
    return seconds + _timed(lambda: take_over(fresh)), peak


def _child(verb: str, told: Mapping[str, object]) -> tuple[float, float]:
    """Seconds, and the most MB that were resident."""
    began = time.perf_counter()
    answer = asyncio.run(in_child(verb, told, quietly))
    return time.perf_counter() - began, int(str(answer["peak_kib"])) / 1000


def _download(target: Path, name: str, house: Path) -> None:
    with (target.parent / "ours.tar").open("wb") as file:
        for part in bundle(target, name, [open_key(house)]):
            file.write(part)


def _add_files(house: Path, fewer: int = 1) -> None:
    chance = Random(1)
    for number, size in (PICTURES, LETTERS):
        for _file in range(number // fewer):
            content = chance.randbytes(size)
            found = hashlib.sha256(content).hexdigest()
            place = house / "files" / found[:2] / found
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    os.sync()


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _shell(command: str) -> None:
    subprocess.run(["bash", "-c", f"set -eo pipefail; {command}"], check=True, stdout=subprocess.DEVNULL)
