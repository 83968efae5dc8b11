"""What tells a demo's directory from a family's, and how its people come in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from appliance.core.secrets import write_private
from appliance.core.settings import DEMO_MARK

CREDENTIALS = "demo-credentials.json"


class RealFamily(Exception):
    """The directory holds a family that the demo did not make."""


@dataclass(frozen=True)
class Marker:
    """`until` is the moment up to which there is history; None while the demo is being made."""

    data: Path

    @property
    def path(self) -> Path:
        return self.data / DEMO_MARK

    @property
    def exists(self) -> bool:
        return self.path.exists()

    @property
    def until(self) -> datetime | None:
        written = json.loads(self.path.read_text())["until"]
        return datetime.fromisoformat(written) if written else None

    def set(self, until: datetime | None) -> None:
        write_private(self.path, json.dumps({"until": until.isoformat() if until else None}))


def write_credentials(data: Path, people: Sequence[Mapping[str, object]]) -> None:
    write_private(data / CREDENTIALS, json.dumps(people, ensure_ascii=False, indent=2) + "\n")


def renew_addresses(data: Path, base: str) -> None:
    """Host and port may be others than on the last start."""
    path = data / CREDENTIALS
    if not path.exists():
        return
    people = json.loads(path.read_text())
    for person in people:
        person["enrolment_link"] = base + "/enrol/" + person["enrolment_link"].rpartition("/")[2]
    if people != json.loads(path.read_text()):
        write_credentials(data, people)
