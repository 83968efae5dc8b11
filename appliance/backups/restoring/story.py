"""What became of bringing the house back, over the restart: a small file beside the database.

The database itself is the one thing that cannot tell: it is another one afterwards.
"""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ValidationError

from appliance.backups.archive.snapshot import DATABASE
from appliance.backups.archive.swap import REPLACED
from appliance.core.secrets import write_private

FILE = "restoration.json"


class Way(StrEnum):
    BACKUP = "backup"
    SETUP = "setup"  # by a newcomer, where nobody lived before
    BACK = "back"  # what was replaced takes its place again
    COMMAND = "command"  # by whoever runs the house, on its command line


class Asked(BaseModel):
    """Who wanted what. By name, because members have other numbers in another database."""

    way: Way
    name: str  # of the backup; of the folder of what was replaced, where that comes back
    created: datetime | None = None
    by: str = ""
    family_id: int = 0
    at: datetime
    ready: bool = False  # from here on the next start completes it


class Story(BaseModel):
    """`last`: what came through, and when everyone was told of it."""

    asked: Asked | None = None
    last: Asked | None = None
    told: datetime | None = None


def story_of(data: Path) -> Story:
    try:
        return Story.model_validate_json((data / FILE).read_text())
    except (OSError, ValidationError):
        return Story()


def write_story(data: Path, story: Story) -> None:
    write_private(data / FILE, story.model_dump_json())


def replaced_in(data: Path) -> Path | None:
    """What was there before the last time."""
    folder = data / REPLACED
    kept = sorted(path for path in folder.iterdir() if (path / DATABASE).is_file()) if folder.is_dir() else []
    return kept[-1] if kept else None
