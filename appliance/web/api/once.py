"""Idempotency-Key: what is sent again, because the answer got lost, is answered again and not done again."""

import json
import re
from dataclasses import dataclass
from typing import cast

import structlog
from litestar import Request
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from appliance.core.errors import AtRest, Invalid, NoRoom, Refusal, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.receipts import AnsweredRequest, add_answer, receipt_of, write_receipt
from appliance.core.work import TERMS, Office, Work
from appliance.web.api.door import Told
from appliance.web.api.scopes import asker, has_header, header

KEY = re.compile(r"[\x21-\x7e]{1,200}")
TOLD = ("content-type", "location", "link")
REPLAYED = "idempotency-replayed"
log = structlog.get_logger("api")


class Unreadable(Refusal):
    title = "Not readable"


class StillRunning(RuleBroken):
    headers = {"retry-after": "1"}


@dataclass
class Receipt:
    """Written by the first change that this request's member makes, in the same transaction."""

    actor: Actor
    key: str
    route: str
    fingerprint: str
    written: bool = False

    async def before(self, work: Work) -> None:
        return

    async def after(self, work: Work) -> None:
        if not self.written and work.actor.member_id == self.actor.member_id:
            await write_receipt(work, self.key, self.route, self.fingerprint)
            self.written = True


def once(app: ASGIApp) -> ASGIApp:
    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        scope = cast(HTTPScope, scope)
        actor = asker(scope)
        if scope["method"] != "POST" or actor is None or not has_header(scope, b"idempotency-key"):
            await app(scope, receive, send)
            return
        key = _key(header(scope, b"idempotency-key"))
        running: set[tuple[int, str]] = scope["litestar_app"].state.answering
        if (actor.member_id, key) in running:
            raise StillRunning(_("The first request with this key is still being answered."))
        running.add((actor.member_id, key))
        try:
            await _first_or_again(app, scope, receive, send, await _receipt(scope, receive, actor, key))
        finally:
            running.discard((actor.member_id, key))

    return asked


def _key(said: str) -> str:
    """A string in quotes, as the draft has it, or the same without."""
    key = said[1:-1] if len(said) > 1 and said[0] == said[-1] == '"' else said
    if not KEY.fullmatch(key):
        raise Unreadable(_("An Idempotency-Key has 1 to 200 letters, digits or signs, without spaces."))
    return key


async def _receipt(scope: HTTPScope, receive: Receive, actor: Actor, key: str) -> Receipt:
    body = await Request[object, object, object](scope, receive).body()  # type: ignore[type-var]
    route = f"{scope['method']} {scope['path']}"
    office: Office = scope["litestar_app"].state.office
    said = f"{route}\0{scope['query_string'].decode('latin-1')}\0{body.decode('latin-1')}"
    return Receipt(actor, key, route, office.secrets.sign("request", said))


async def _first_or_again(
    app: ASGIApp, scope: HTTPScope, receive: Receive, send: Send, receipt: Receipt
) -> None:
    office: Office = scope["litestar_app"].state.office
    known = await receipt_of(office, receipt.actor, receipt.key)
    if known is not None:
        await _again(office, known, receipt).give(send)
        return
    answer = Told()
    token = TERMS.set(receipt)
    try:
        await app(scope, receive, answer.take)
    finally:
        TERMS.reset(token)
    if receipt.written and answer.status < 500:
        await _keep(office, receipt, answer)
    await answer.give(send)


def _again(office: Office, known: AnsweredRequest, receipt: Receipt) -> Told:
    if known.fingerprint != receipt.fingerprint:
        raise Invalid(_("This key was used for another request. Take a new one for each thing you do."))
    if known.status is None:
        raise RuleBroken(_("This was done already, but its answer was lost. Read what is there now."))
    answer = Told(status=known.status, body=office.secrets.unseal(known.answer).encode())
    answer.headers.update({**json.loads(known.headers), REPLAYED: "true"})
    answer.headers["content-length"] = str(len(answer.body))
    return answer


async def _keep(office: Office, receipt: Receipt, answer: Told) -> None:
    headers = json.dumps({name: answer.headers[name] for name in TOLD if name in answer.headers})
    try:
        await add_answer(office, receipt.actor, receipt.key, answer.status, headers, answer.body.decode())
    except (NoRoom, AtRest):  # it is done: who asks again will be told so, without the answer
        log.warning("an answer was not kept", route=receipt.route)
