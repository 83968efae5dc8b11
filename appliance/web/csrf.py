"""A change must come from our own page: token bound to the session, Origin, Sec-Fetch-Site if sent."""

from litestar import Request
from litestar.enums import RequestEncodingType

from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.secrets import Secrets, new_token
from appliance.core.settings import Settings
from appliance.web.forms import sent_form
from appliance.web.request import AppRequest, cookie_name

SHORT = 16 * 1024  # bytes of a form without a file
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def page_key(request: AppRequest) -> str:
    """What this browser's tokens are bound to: its session, else a random cookie of the sign-in pages."""
    if request.auth.session:
        return request.auth.session
    settings: Settings = request.app.state.settings
    known = request.cookies.get(cookie_name(settings, "door"), "")
    if not known:
        known = request.state.get("door") or new_token()
        request.state["door"] = known  # the renderer sets the cookie
    return known


def csrf_token(request: AppRequest) -> str:
    secrets: Secrets = request.app.state.secrets
    return secrets.sign("csrf", page_key(request))


async def only_our_own_pages(request: Request) -> None:  # type: ignore[type-arg]
    """Runs before every page handler; the API takes no cookies and needs no token."""
    if request.method in SAFE:
        return
    _same_origin(request)
    if not _asks_by_itself(request):
        ask_for_token(request, (await sent_form(request)).get("csrf", ""))


def _asks_by_itself(request: AppRequest) -> bool:
    """A route for large files asks for the token in front of the file; a form without one is short."""
    if not request.route_handler.opt.get("streamed"):
        return False
    if request.content_type[0] == RequestEncodingType.MULTI_PART:
        return True
    length = request.content_length
    if "transfer-encoding" in request.headers or (length is not None and length >= SHORT):
        raise Invalid(_("We could not read what was sent."))
    return False


def ask_for_token(request: AppRequest, sent: object) -> None:
    sent = request.headers.get("x-csrf-token") or sent
    secrets: Secrets = request.app.state.secrets
    if not isinstance(sent, str) or not secrets.signed("csrf", page_key(request), sent):
        raise NotAllowed(_("This page was open for too long. Please load it again and try once more."))


def _same_origin(request: AppRequest) -> None:
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    host = request.headers.get("host", "")
    own = (None, f"http://{host}", f"https://{host}")
    if site not in (None, "same-origin") or origin not in own:
        raise NotAllowed(_("This did not come from a page of this house, so nothing was changed."))
