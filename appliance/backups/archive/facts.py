"""What the archive tells about backups. As JSON they travel between the child and the house."""

from collections.abc import Callable, Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

# Told a step's name (a value of STEPS) and how much of it is done, from 0 to 1.
Say = Callable[[str, float], None]
STEPS = ("copy", "check", "files", "write", "read_back", "open", "migrate", "rehearse", "ready")
FORMAT = 1


class Fact(BaseModel):
    model_config = ConfigDict(frozen=True)


class StoredFile(Fact):
    """Its hash is its name in the house: checked, because a manifest may come from anywhere."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    size: int = Field(ge=0)


class Manifest(Fact):
    """First in each backup. It holds no secret: a fingerprint tells whether the PINs' pepper is the same."""

    format: int = FORMAT
    created: datetime
    version: str
    schema_revision: str
    house: str
    demo: bool = False
    demo_mark: str = ""  # what the demo's own file said
    counts: Mapping[str, int]
    database: StoredFile
    files: tuple[StoredFile, ...] = ()
    damaged: tuple[str, ...] = ()  # content files that were broken already when the backup was made
    chat_models: tuple[str, ...] = ()  # names only: they are downloaded again
    pepper: str
    sqlite: str
    vectors: str
    machine: str

    @property
    def content_bytes(self) -> int:
        return self.database.size + sum(file.size for file in self.files)


class Made(Fact):
    """`written` counts what this run added to the folder, `size` all that this backup rests on there."""

    name: str
    created: datetime
    size: int
    written: int
    files: int
    new_files: int
    counts: Mapping[str, int]
    damaged: tuple[str, ...] = ()
    mended: int = 0  # files that had been damaged in the folder, and were written anew


class Kept(Fact):
    """A backup in a folder. `reason` is empty where its manifest could be read, else why not."""

    name: str
    size: int
    created: datetime | None = None
    manifest: Manifest | None = None
    reason: str = ""
    sentence: str = ""


class Retired(Fact):
    names: tuple[str, ...]
    freed: int


class Checked(Fact):
    name: str
    created: datetime
    files: int
    size: int
    counts: Mapping[str, int]


class PinGone(Fact):
    """A child whose PIN has to be set anew."""

    family_id: int
    member_id: int
    name: str


class Ended(Fact):
    """What does not come back to life."""

    pins_gone: tuple[PinGone, ...] = ()
    kept_out: tuple[str, ...] = ()  # disabled or gone since: back, but they cannot sign in
    sign_ins_ended: int = 0
    tokens_ended: int = 0
    devices_ended: int = 0
    measured_ended: int = 0  # devices that report, and need new keys
    letters_dropped: int = 0
    chat_models_missing: tuple[str, ...] = ()


class Staged(Ended):
    """What came, or will come, back. Lies as `restored.json` beside the database afterwards."""

    name: str
    created: datetime
    staged: datetime
    version: str
    counts: Mapping[str, int]
    files: int
    size: int
    brings: tuple[str, ...]  # what lies ready; the rest of swap.THINGS goes without a successor
    vectors_rebuilt: bool = False
    demo: bool = False
    same_house: bool = True  # its database as it was until then could be asked who was turned away since


class Replaced(Fact):
    """`folder` holds what was there before, for whoever wants it back."""

    folder: str
    staged: Staged


def quietly(_step: str, _done: float) -> None:
    """A `Say` for those who do not want to hear."""
