"""The recovery key: an age identity. `<data>/recovery-key` holds the current one first, older ones below."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyrage

from appliance.backups.archive.faults import no_key
from appliance.core.secrets import write_private

FILE = "recovery-key"
PREFIX = "AGE-SECRET-KEY-1"
LETTERS = 58
# Neither 1, B, I nor O is in the alphabet of such a key: whoever typed one read it wrongly.
MISREAD = str.maketrans("1BIO", "L8L0")


@dataclass(frozen=True)
class RecoveryKey:
    text: str
    public: str
    fingerprint: str

    @property
    def mark(self) -> str:
        """Ends the names of the backups that it opens."""
        return self.fingerprint[:4]

    def name_of(self, sha256: str) -> str:
        """Under which a file is kept: says nothing to those who have the same file but not the key."""
        secret = hashlib.sha256(b"names of files\0" + self.text.encode()).digest()
        return hmac.new(secret, sha256.encode(), hashlib.sha256).hexdigest()


def open_key(data: Path) -> RecoveryKey:
    """The current key, made on first need."""
    known = keys_of(data)
    return known[0] if known else adopt_key(data, _key(str(pyrage.x25519.Identity.generate())))


def keys_of(data: Path) -> list[RecoveryKey]:
    """All that this house has had, the current one first; none is made."""
    path = data / FILE
    lines = path.read_text().splitlines() if path.exists() else []
    return [_key(line.strip()) for line in lines if line.strip().startswith(PREFIX)]


def key_from(text: str) -> RecoveryKey:
    """As people type it: with spaces, dashes, line ends, in small letters, or the whole file."""
    shown = "".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    letters = re.sub(r"[^0-9A-Z]", "", shown.upper())
    begin = letters.rfind(PREFIX.replace("-", ""), 0, len(PREFIX))
    rest = letters[begin + len(PREFIX.replace("-", "")) :] if begin >= 0 else letters
    try:
        return _key(PREFIX + rest[:LETTERS].translate(MISREAD))
    except pyrage.IdentityError:
        raise no_key() from None


def adopt_key(data: Path, key: RecoveryKey) -> RecoveryKey:
    """From now on backups are locked with this one; the others go on opening theirs."""
    keys = [key, *(known for known in keys_of(data) if known.text != key.text)]
    write_private(data / FILE, file_of(keys))
    return key


def file_of(keys: Sequence[RecoveryKey]) -> str:
    """An identity file, as `age -d -i` takes it."""
    return "".join(f"# public key: {key.public}\n{key.text}\n" for key in keys)


def _key(text: str) -> RecoveryKey:
    public = str(pyrage.x25519.Identity.from_str(text).to_public())
    return RecoveryKey(text, public, hashlib.sha256(public.encode()).hexdigest()[:16])
