"""Where someone wanted to go when the door was shut: kept in their browser until they are in."""

import json
from dataclasses import asdict, dataclass
from urllib.parse import quote, unquote, urlsplit

from litestar import Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from appliance.core.secrets import Secrets, same_text
from appliance.web.forms import own_path
from appliance.web.request import AppRequest, cookie_name

MINUTES = 15
SEAL = 64  # hexadecimal digits in front
FIRST = "/today"
DOORS = ("/sign-in", "/sign-out", "/enrol", "/setup", "/join", "/found/", "/display", "/live", "/static")
Answer = Response[str] | Redirect


@dataclass(frozen=True)
class Wanted:
    """`member_id`: whose session it was, 0 where there was none. `unsaved`: something was sent in vain."""

    to: str = FIRST
    member_id: int = 0
    unsaved: bool = False


def wanted_by(request: AppRequest) -> Wanted:
    """For what was asked the page itself, for what was sent the page that it was sent from.

    Nothing for whoever left: their open page may ask once more while the door is opening.
    """
    if request.auth.ended and request.auth.ended.by_choice:
        return Wanted()
    reads = request.method in ("GET", "HEAD")
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    whole = reads and request.headers.get("hx-request") != "true" and _takes_pages(request)
    to = asked if whole else _page_before(request)
    member_id = request.auth.ended.member_id if request.auth.ended else 0
    return Wanted(to if not to.startswith(DOORS) else FIRST, member_id, not reads)


def keep_wanted(request: AppRequest, answer: Answer, wanted: Wanted) -> None:
    if wanted == Wanted():
        return
    text = json.dumps(asdict(wanted))
    kept = Cookie(_name(request), value=quote(_seal(request, text) + text), max_age=MINUTES * 60)
    kept.httponly, kept.samesite = True, "lax"
    answer.set_cookie(kept)


def kept_wanted(request: AppRequest) -> Wanted | None:
    sent = unquote(request.cookies.get(_name(request), ""))
    seal, text = sent[:SEAL], sent[SEAL:]
    if not text or not same_text(seal, _seal(request, text)):
        return None
    return Wanted(**json.loads(text))


def way_in(request: AppRequest, member_id: int, is_child: bool) -> str:
    """Another person at the same browser is not led where the first one wanted to go."""
    wanted = kept_wanted(request) or Wanted()
    same = wanted.member_id == member_id or (wanted.member_id == 0 and not is_child)
    return own_path(wanted.to, FIRST) if same else FIRST


def forget_wanted(request: AppRequest, answer: Answer) -> None:
    if _name(request) in request.cookies:
        answer.delete_cookie(_name(request))


def _page_before(request: AppRequest) -> str:
    address: str = request.headers.get("hx-current-url") or request.headers.get("referer") or ""
    before = urlsplit(address)
    path = before.path + (f"?{before.query}" if before.query else "")
    return own_path(path, FIRST) if before.netloc == request.headers.get("host", "") else FIRST


def _takes_pages(request: AppRequest) -> bool:
    """Not a picture, and not a stream."""
    kinds = request.headers.get("accept", "*/*")
    return "text/html" in kinds or kinds == "*/*"


def _name(request: AppRequest) -> str:
    return cookie_name(request.app.state.settings, "back")


def _seal(request: AppRequest, text: str) -> str:
    secrets: Secrets = request.app.state.secrets
    return secrets.sign("back", text)
