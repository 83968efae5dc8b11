"""Which of the house's keys travel: the vault's does, encrypted. PINs' pepper and pages' do not."""

import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path

from appliance.core.secrets import Secrets, new_secrets, open_secrets, write_private

FILE = "secrets.json"


def pepper_mark(secrets: Secrets) -> str:
    """Tells whether two peppers are the same. The pepper has 256 random bits: nothing is learnt from this."""
    return hashlib.sha256(b"pepper of the PINs\0" + secrets.pins.encode()).hexdigest()[:32]


def has_same_pepper(data: Path, mark: str) -> bool:
    """Whether PIN verifiers of that backup can be checked here."""
    return (data / FILE).exists() and pepper_mark(open_secrets(data)) == mark


def write_secrets(folder: Path, data: Path, vault: str) -> None:
    """The pepper of this machine, the vault of the backup, and a page secret that nobody has seen."""
    fresh = new_secrets()
    pins = open_secrets(data).pins if (data / FILE).exists() else fresh.pins
    write_private(folder / FILE, json.dumps(asdict(replace(fresh, pins=pins, vault=vault))))
