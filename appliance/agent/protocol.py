"""How a device and the house prove to each other who they are, over plain http, and send no secret.

A parent's code gives both sides one root. Each adds a random nonce to it, and out of these grow a key for
what the device asks and another one for what the house answers. Standard library only: a device carries this
very file.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import NamedTuple

DEVICE = "X-Device"
SEQUENCE = "X-Sequence"
SIGNATURE = "X-Signature"
TOKEN = "dev_"  # how every plain token begins

READABLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 12
ROUNDS = 20_000  # a code has 59 bits: this makes guessing it from a recorded enrolment a matter of 73
WINDOW = 1024  # numbers below the highest one that may still come in late
HIGHEST = 2**53 - 1  # what every JSON reader holds exactly


class Keys(NamedTuple):
    """`token` is for what cannot sign: it grows as they do and is not sent either."""

    key: bytes
    answer_key: bytes
    token: str


def new_code() -> str:
    return "".join(secrets.choice(READABLE) for _letter in range(CODE_LENGTH))


def plain_code(code: str) -> str:
    """As typed by hand: small letters, spaces and dashes are fine."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def root_of(code: str) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", plain_code(code).encode(), b"appliance device", ROUNDS)


def new_nonce() -> str:
    return secrets.token_urlsafe(16)


def grown(root: bytes, device_nonce: str, house_nonce: str) -> Keys:
    salt = f"{device_nonce}\n{house_nonce}".encode()
    key, answer_key, token = (
        hkdf(root, salt, purpose) for purpose in (b"device key", b"answer key", b"plain token")
    )
    return Keys(key, answer_key, TOKEN + base64.urlsafe_b64encode(token).decode().rstrip("="))


def hkdf(root: bytes, salt: bytes, purpose: bytes) -> bytes:
    """RFC 5869 with SHA-256; 32 bytes, so that expanding takes a single step."""
    drawn = hmac.digest(salt, root, "sha256")
    return hmac.digest(drawn, purpose + b"\x01", "sha256")


def device_proof(root: bytes, device_nonce: str) -> str:
    """Shows that the device was told the code."""
    return _signed(root, f"enrol\n{device_nonce}")


def house_proof(answer_key: bytes, device_id: int, house_nonce: str) -> str:
    """Shows that the house knows the code too: another machine that answers in its place does not."""
    return _signed(answer_key, f"enrolled\n{device_id}\n{house_nonce}")


def request_signature(
    key: bytes, device_id: int, sequence: int, method: str, path: str, body: bytes = b""
) -> str:
    """`path` as it is sent, with its query."""
    words = ("request", str(device_id), str(sequence), method.upper(), path, hashlib.sha256(body).hexdigest())
    return _signed(key, "\n".join(words))


def answer_signature(answer_key: bytes, device_id: int, sequence: int, status: int, body: bytes = b"") -> str:
    """`sequence` is that of the request: an old answer does not pass for a new one."""
    words = ("answer", str(device_id), str(sequence), str(status), hashlib.sha256(body).hexdigest())
    return _signed(answer_key, "\n".join(words))


def same(one: str, other: str) -> bool:
    """In constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


def _signed(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()


@dataclass
class Identity:
    """What a device keeps after it was enrolled, and must not lose."""

    device_id: int
    key: bytes
    answer_key: bytes
    sequence: int = 0

    def next_number(self) -> int:
        """One for each new thing to say; what is said again keeps the number that it had."""
        self.sequence += 1
        return self.sequence

    def headers(self, sequence: int, method: str, path: str, body: bytes = b"") -> dict[str, str]:
        signature = request_signature(self.key, self.device_id, sequence, method, path, body)
        return {DEVICE: str(self.device_id), SEQUENCE: str(sequence), SIGNATURE: signature}

    def believes(self, signature: str, sequence: int, status: int, body: bytes = b"") -> bool:
        """An answer that the house did not sign is as good as none."""
        return same(answer_signature(self.answer_key, self.device_id, sequence, status, body), signature)


def identity_from(code: str, device_nonce: str, answer: dict[str, object]) -> Identity | None:
    """None where whoever answered does not know the code."""
    house_nonce, device_id = str(answer.get("nonce", "")), int(str(answer.get("device_id", "0")))
    keys = grown(root_of(code), device_nonce, house_nonce)
    if not same(house_proof(keys.answer_key, device_id, house_nonce), str(answer.get("proof", ""))):
        return None
    return Identity(device_id, keys.key, keys.answer_key)


def taken_in(sequence: int, highest: int, seen: int) -> tuple[int, int] | None:
    """The new highest number and the new window; None for a number that was seen before.

    `seen` has a bit for each of the last WINDOW numbers, the highest one's is the lowest. What lies below the
    window cannot be told from a repeat: ValueError.
    """
    if sequence > highest:
        moved = min(sequence - highest, WINDOW)
        return sequence, ((seen << moved) | 1) & ((1 << WINDOW) - 1)
    behind = highest - sequence
    if behind >= WINDOW:
        raise ValueError("too old")
    if seen >> behind & 1:
        return None
    return highest, seen | (1 << behind)
