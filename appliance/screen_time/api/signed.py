"""The door of devices: each is known by its signature or its token, and hears answers that are signed.

No member is behind it, so that these routes are open to all as far as the house knows, and ask here.
"""

import binascii
from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from litestar import Request
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from appliance.agent.protocol import (
    DEVICE,
    HIGHEST,
    SEQUENCE,
    SIGNATURE,
    TOKEN,
    answer_signature,
    request_signature,
    same,
)
from appliance.core.errors import Invalid, SignInNeeded
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.screen_time.queries.devices import DeviceAtDoor, device_by_id, device_by_token
from appliance.web.api.door import Told
from appliance.web.api.limits import COUNTED_INSIDE, Limits, address_of
from appliance.web.api.scopes import header
from appliance.web.guards import PUBLIC
from appliance.web.request import AppRequest

OPEN_TO_DEVICES = {**PUBLIC, COUNTED_INSIDE: True}


@dataclass(frozen=True)
class Caller:
    """`received`: when its request had arrived. `answer_key`: empty for one that cannot check signatures."""

    at: DeviceAtDoor
    received: datetime
    sequence: int | None
    answer_key: bytes = b""

    def sign(self, answer: Told) -> None:
        if self.answer_key and self.sequence is not None:
            answer.headers[SIGNATURE] = answer_signature(
                self.answer_key, self.at.id, self.sequence, answer.status, answer.body
            )


def calling(request: AppRequest) -> Caller:
    """For routes behind `known_devices`."""
    return cast(Caller, request.state.caller)


def known_devices(app: ASGIApp) -> ASGIApp:
    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        scope = cast(HTTPScope, scope)
        caller = await _caller(scope, receive)
        limits: Limits = scope["litestar_app"].state.limits
        limits.must_not_be_too_often(f"device {caller.at.id}", limits.writes)
        scope["state"]["caller"] = caller
        answer = Told()
        await app(scope, receive, answer.take)
        caller.sign(answer)
        await answer.give(send)

    return door


async def _caller(scope: HTTPScope, receive: Receive) -> Caller:
    office: Office = scope["litestar_app"].state.office
    at = await _device(scope, office)
    if at is None:
        raise _stranger(scope)
    if not at.device.key:
        return Caller(at, office.clock(), _number(scope))
    body = await Request[object, object, object](scope, receive).body()  # type: ignore[type-var]
    number = _number(scope)
    key = bytes.fromhex(office.secrets.unseal(at.device.key))
    expected = request_signature(key, at.id, number or 0, scope["method"], _path(scope), body)
    if number is None or not same(expected, header(scope, SIGNATURE.lower().encode())):
        raise _stranger(scope)
    answer_key = bytes.fromhex(office.secrets.unseal(at.device.answer_key))
    return Caller(at, office.clock(), number, answer_key)


async def _device(scope: HTTPScope, office: Office) -> DeviceAtDoor | None:
    """One that signs is not let in by a token, nor the other way round."""
    named = header(scope, DEVICE.lower().encode())
    token = _token(header(scope, b"authorization"))
    async with office.database.reading() as db:
        if token.startswith(TOKEN):
            return await device_by_token(db, token)
        at = await device_by_id(db, int(named)) if _is_number(named) else None
    return at if at is not None and at.device.key else None


def _token(said: str) -> str:
    """Bearer, or the password of Basic: what cannot send the one can send the other."""
    scheme, _space, rest = said.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return b64decode(rest.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _number(scope: HTTPScope) -> int | None:
    said = header(scope, SEQUENCE.lower().encode())
    if not said:
        return None
    if not _is_number(said):
        raise Invalid(_("The number of a request is a whole one, from 1 on."))
    return int(said)


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) <= 16 and 1 <= int(said) <= HIGHEST


def _path(scope: HTTPScope) -> str:
    """As it was sent, before anything in it was read."""
    raw = cast(bytes | None, scope.get("raw_path")) or scope["path"].encode()
    query = scope["query_string"]
    return (raw.partition(b"?")[0] + (b"?" + query if query else b"")).decode("latin-1")


def _stranger(scope: HTTPScope) -> SignInNeeded:
    limits: Limits = scope["litestar_app"].state.limits
    limits.must_not_be_too_often(address_of(scope), limits.strangers)
    return SignInNeeded(_("We do not know this device."))
