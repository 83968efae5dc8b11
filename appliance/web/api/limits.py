"""How often one key may ask: buckets that refill steadily, for reads, for changes and for the assistant."""

import ipaddress
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor
from typing import cast

from litestar.datastructures import MutableScopeHeaders
from litestar.handlers import BaseRouteHandler
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from appliance.core.clock import Clock
from appliance.core.errors import TooOften
from appliance.core.i18n import mark as _
from appliance.core.secrets import token_hash
from appliance.core.settings import Settings
from appliance.web.api.scopes import header, on_behalf_of
from appliance.web.guards import Connection

MINUTE = 60
REMEMBERED = 4096  # whom we count for at the same time; who has not asked for longest is forgotten
SAFE = ("GET", "HEAD", "OPTIONS")
COUNTED_INSIDE = "counted_inside"  # option of a route whose askers are no members: it tells them apart itself


@dataclass(frozen=True)
class Allowance:
    """So many a minute, and as many at once after a pause. 0 is without limit."""

    name: str
    quota: int


@dataclass
class Bucket:
    left: float
    at: datetime


@dataclass(frozen=True)
class Taken:
    """`wait`: seconds until the next one is allowed; 0 where this one was."""

    allowance: Allowance
    left: float
    wait: int

    @property
    def headers(self) -> dict[str, str]:
        name, quota = self.allowance.name, self.allowance.quota
        full = ceil((quota - self.left) * MINUTE / quota)
        policy = f'"{name}";q={quota};w={MINUTE}'
        return {"ratelimit-policy": policy, "ratelimit": f'"{name}";r={floor(self.left)};t={full}'}


class Limits:
    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.reads = Allowance("reads", settings.api_reads)
        self.writes = Allowance("writes", settings.api_writes)
        self.asks = Allowance("asks", settings.api_asks)
        self.strangers = Allowance("strangers", settings.api_strangers)
        self._clock = clock
        self._buckets: OrderedDict[tuple[str, str], Bucket] = OrderedDict()

    def take(self, who: str, allowance: Allowance) -> Taken:
        now, quota = self._clock(), allowance.quota
        bucket = self._buckets.setdefault((who, allowance.name), Bucket(quota, now))
        self._buckets.move_to_end((who, allowance.name))
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        refilled = max(0.0, (now - bucket.at).total_seconds()) * quota / MINUTE
        bucket.left, bucket.at = min(quota, bucket.left + refilled), now
        if bucket.left < 1:
            return Taken(allowance, bucket.left, max(1, ceil((1 - bucket.left) * MINUTE / quota)))
        bucket.left -= 1
        return Taken(allowance, bucket.left, 0)

    def must_not_be_too_often(self, who: str, allowance: Allowance) -> None:
        if not allowance.quota:
            return
        taken = self.take(who, allowance)
        if taken.wait:
            raise TooOften(TOO_OFTEN, seconds=taken.wait, headers=taken.headers)

    def __len__(self) -> int:
        return len(self._buckets)


def limited(app: ASGIApp) -> ASGIApp:
    """Keys are counted by themselves, whoever has none by address: nobody can use up what is another's."""

    async def counted(scope: Scope, receive: Receive, send: Send) -> None:
        scope = cast(HTTPScope, scope)
        limits: Limits = scope["litestar_app"].state.limits
        allowance = _allowance(limits, scope)
        if on_behalf_of(scope) or not allowance.quota or scope["route_handler"].opt.get(COUNTED_INSIDE):
            await app(scope, receive, send)
            return
        taken = limits.take(_who(scope), allowance)
        if taken.wait:
            raise TooOften(TOO_OFTEN, seconds=taken.wait, headers=taken.headers)
        await app(scope, receive, _telling(send, taken))

    return counted


def ask_in_moderation(connection: Connection, _handler: BaseRouteHandler) -> None:
    """For the page: by member, because a child may press the button as often as a program."""
    limits: Limits = connection.app.state.limits
    if connection.user is not None:
        limits.must_not_be_too_often(f"member {connection.user.member_id}", limits.asks)


TOO_OFTEN = _("That was too often. Please wait a little.")


def _allowance(limits: Limits, scope: HTTPScope) -> Allowance:
    if not scope.get("user"):
        return limits.strangers
    if scope["method"] in SAFE:
        return limits.reads
    return limits.asks if scope["path"].rstrip("/") == "/api/v1/ask" else limits.writes


def _who(scope: Scope) -> str:
    if scope.get("user"):
        return token_hash(header(scope, b"authorization").partition(" ")[2].strip())
    return address_of(scope)


def address_of(scope: Scope) -> str:
    client = scope.get("client")
    return _home_of(client[0]) if client else ""


def _home_of(address: str) -> str:
    """One machine has a whole /64 of IPv6 addresses to itself."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{found}/64", strict=False)) if found.version == 6 else address


def _telling(send: Send, taken: Taken) -> Send:
    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableScopeHeaders.from_message(message).update(taken.headers)
        await send(message)

    return told
