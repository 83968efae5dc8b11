"""A change must come from our own page: token bound to the session, Origin, Sec-Fetch-Site if sent."""

from litestar import Request

from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.secrets import Secrets, new_token
from appliance.core.settings import Settings
from appliance.web.forms import sent_form
from appliance.web.request import AppRequest, cookie_name

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
    sent = request.headers.get("x-csrf-token") or (await sent_form(request)).get("csrf", "")
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
