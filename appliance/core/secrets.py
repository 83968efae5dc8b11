"""The house's own keys: made on first start, kept beside the database and never in it."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from appliance.core.durable import sync

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

SETUP_CODE = "setup-code"
# Without letters and digits that look alike on a screen across the room.
READABLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class Secrets:
    pages: str  # CSRF tokens and other short-lived page signatures
    pins: str  # pepper of PINs: the database alone must not let a PIN be guessed
    vault: str  # encrypts credentials of other services (an ntfy token) inside rows

    def sign(self, purpose: str, text: str) -> str:
        return hmac.new(self.pages.encode(), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()

    def signed(self, purpose: str, text: str, signature: str) -> bool:
        return same_text(self.sign(purpose, text), signature)

    def seal(self, text: str) -> str:
        return self._safe().encrypt(text.encode()).decode()

    def unseal(self, sealed: str) -> str:
        return self._safe().decrypt(sealed.encode()).decode()

    def _safe(self) -> "Fernet":
        """Six megabytes are loaded for it: a house without other services' passwords has no use for them."""
        from cryptography.fernet import Fernet

        return Fernet(self.vault.encode())


def same_text(one: str, other: str) -> bool:
    """In constant time. As bytes, because the comparison of strings fails at the first letter like é."""
    return hmac.compare_digest(one.encode(), other.encode())


def open_secrets(directory: Path) -> Secrets:
    """Reads `secrets.json`, or makes it on the first start."""
    path = directory / "secrets.json"
    if path.exists():
        return Secrets(**json.loads(path.read_text()))
    made = new_secrets()
    write_private(path, json.dumps(asdict(made)))
    return made


def new_secrets() -> Secrets:
    vault = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()  # the form of a Fernet key
    return Secrets(secrets.token_hex(32), secrets.token_hex(32), vault)


def write_private(path: Path, text: str) -> None:
    """For the owner's eyes only; written aside, synced and renamed, so a crash leaves nothing half made."""
    aside = path.with_suffix(".new")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync(path.parent)


def new_token() -> str:
    """256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Tokens carry 256 random bits, so one plain hash is enough; they are stored in this form only."""
    return hashlib.sha256(token.encode()).hexdigest()


def setup_code(directory: Path) -> str:
    """Proves that whoever sets the house up can read its console; it is gone once a family is founded."""
    path = directory / SETUP_CODE
    if not path.exists():
        write_private(path, "".join(secrets.choice(READABLE) for _letter in range(8)))
    return path.read_text().strip()


def forget_setup_code(directory: Path) -> None:
    (directory / SETUP_CODE).unlink(missing_ok=True)
