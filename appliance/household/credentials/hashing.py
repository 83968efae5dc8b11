"""Argon2id off the event loop, two at a time, so that a flood of tries takes neither memory nor pages."""

import asyncio
import hashlib
import hmac
import unicodedata
from typing import NewType

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from appliance.core.secrets import Secrets
from appliance.household.credentials.line import Line

Hashed = NewType("Hashed", str)

MEMORY_KIB = 19 * 1024  # with two passes and one lane: the least that OWASP names for argon2id
AT_ONCE = 2


class Credentials:
    """Hashing belongs before or after a transaction, never inside: verbs take what is hashed already."""

    def __init__(self, secrets: Secrets, memory_kib: int = MEMORY_KIB, pause: float = 2.0) -> None:
        self._pepper = secrets.pins.encode()
        self._hasher = PasswordHasher(2, memory_kib, 1, hash_len=32, salt_len=16, type=Type.ID)
        self._seats = asyncio.Semaphore(AT_ONCE)
        self._nobody = self._hasher.hash("nobody has this one")
        self.line = Line(pause)

    async def password(self, text: str) -> Hashed:
        return await self._hash(_one_spelling(text))

    async def pin(self, pin: str) -> Hashed:
        return await self._hash(self._peppered(pin))

    async def password_fits(self, stored: str, text: str) -> bool:
        return await self._fits(stored, _one_spelling(text))

    async def pin_fits(self, stored: str, pin: str) -> bool:
        return await self._fits(stored, self._peppered(pin))

    def outdated(self, stored: str) -> bool:
        """Made with other costs than today's: to be made anew while the plain text is at hand."""
        return self._hasher.check_needs_rehash(stored)

    def _peppered(self, pin: str) -> str:
        """A stolen database alone must not let 10,000 PINs be tried."""
        return hmac.new(self._pepper, pin.encode(), hashlib.sha256).hexdigest()

    async def _hash(self, text: str) -> Hashed:
        async with self._seats:
            return Hashed(await asyncio.to_thread(self._hasher.hash, text))

    async def _fits(self, stored: str, text: str) -> bool:
        """Nobody's hash costs the same time, so an unknown name cannot be told from a wrong password."""
        async with self._seats:
            right = await asyncio.to_thread(self._verified, stored or self._nobody, text)
        return right and bool(stored)

    def _verified(self, stored: str, text: str) -> bool:
        try:
            return self._hasher.verify(stored, text)
        except (VerificationError, InvalidHashError):
            return False


def _one_spelling(text: str) -> str:
    """Keyboards send the same letter composed or decomposed."""
    return unicodedata.normalize("NFC", text)
