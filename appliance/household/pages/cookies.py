"""What a browser keeps of us: its session, and which device it is."""

from datetime import timedelta

from litestar import Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household.actions import Entry, Visitor
from appliance.household.models import Device
from appliance.household.queries import device_of
from appliance.web.render import by_htmx
from appliance.web.request import AppRequest, cookie_name
from appliance.web.returning import forget_wanted, way_in

DEVICE_AGE = 400 * 24 * 3600  # the longest that browsers keep a cookie


async def device_at(request: AppRequest, office: Office) -> Device | None:
    token = request.cookies.get(cookie_name(request.app.state.settings, "device"), "")
    if not token:
        return None
    async with office.database.reading() as db:
        return await device_of(db, token)


async def visitor_at(request: AppRequest, office: Office) -> Visitor:
    settings: Settings = request.app.state.settings
    return Visitor(
        address=request.client.host if request.client else "",
        device=await device_at(request, office),
        sign_in_id=request.auth.session_id,
        browser=browser_name(request),
        lifetime=timedelta(days=settings.session_days),
    )


def browser_name(request: AppRequest) -> str:
    """Enough to know it again in a list: `Firefox, Android`."""
    agent = request.headers.get("user-agent", "")
    kinds = (("Edg/", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    browser = next((name for sign, name in kinds if sign in agent), "Browser")
    system = next((name for sign, name in systems if sign in agent), "")
    return f"{browser}, {system}" if system else browser


def enter(request: AppRequest, entry: Entry, to: str = "") -> Response[str] | Redirect:
    """The browser with its new session, led on or back to the page it wanted.

    For htmx a header, as it follows other redirects itself.
    """
    settings: Settings = request.app.state.settings
    to = to or way_in(request, entry.actor.member_id, entry.actor.is_child)
    answer: Response[str] | Redirect = (
        Response("", headers={"HX-Redirect": to}) if by_htmx(request) else Redirect(to, status_code=303)
    )
    age = settings.session_days * 24 * 3600
    answer.set_cookie(own_cookie(request, "session", entry.token, age))
    # Set anew each time, or the kitchen tablet would be forgotten after a year.
    known = request.cookies.get(cookie_name(settings, "device"), "")
    if entry.device_token or known:
        keep_device(request, answer, entry.device_token or known)
    forget_wanted(request, answer)
    return answer


def keep_device(request: AppRequest, answer: Response[str] | Redirect, token: str) -> None:
    answer.set_cookie(own_cookie(request, "device", token, DEVICE_AGE))


def own_cookie(request: AppRequest, purpose: str, value: str, age: int) -> Cookie:
    return Cookie(
        cookie_name(request.app.state.settings, purpose),
        value=value,
        max_age=age,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def forget_session(request: AppRequest, answer: Response[str] | Redirect) -> None:
    answer.set_cookie(own_cookie(request, "session", "", 0))
    if request.url.scheme == "https":  # over plain http browsers ignore it, and write an error into their log
        answer.headers["Clear-Site-Data"] = '"cache"'
