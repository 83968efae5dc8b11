"""From a template to an answer: a page, its live region alone, a toast, or a way back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from types import FunctionType
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context, Macro
from litestar import Response
from litestar.datastructures import Cookie
from litestar.enums import MediaType
from litestar.response import Redirect

from appliance.core.i18n import known_language, say, translations
from appliance.core.people import Actor
from appliance.core.secrets import Secrets, same_text
from appliance.core.settings import ROOT, Settings
from appliance.core.work import Office
from appliance.web.assets import asset
from appliance.web.csrf import csrf_token, page_key
from appliance.web.navigation import nav_for
from appliance.web.request import AppRequest, cookie_name
from appliance.web.words import filters_for, own_direction, texts_in, typed

SEAL = 64  # hexadecimal digits in front of a waiting toast


@dataclass(frozen=True)
class Toast:
    """One sentence (msgid with values) after a change, and the address that takes it back."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)
    undo_href: str | None = None


@dataclass(frozen=True)
class ShownToast:
    text: str
    undo_href: str | None


@cache
def drawings(environment: Environment) -> Mapping[Macro, dict[str, object]]:
    """What was drawn, by the macro that drew it and the drawing's name."""
    icons = environment.get_template("components/icons.html").module
    return {getattr(icons, name): {} for name in ("icon", "picture")}


class QuickContext(Context):
    """Macros and plain functions are called some five hundred times a page, and Jinja looks at each anew."""

    def call(self, called: Callable[..., object], /, *values: object, **named: object) -> object:
        if type(called) is Macro or (type(called) is FunctionType and not hasattr(called, "jinja_pass_arg")):
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return self._drawn(called, values, named) if type(called) is Macro else called(*values, **named)
        return super().call(called, *values, **named)

    def _drawn(self, macro: Macro, values: tuple[object, ...], named: dict[str, object]) -> object:
        """Line icons and pictures by their name alone: each is drawn once, not a hundred times a page."""
        known = drawings(self.environment).get(macro)
        if known is None or named or not isinstance(name := values[0], str):
            return macro(self.eval_ctx, *values, **named)
        if name not in known:
            known[name] = macro(self.eval_ctx, name)
        return known[name]


@cache
def templates(language: str, zone: str) -> Environment:
    """One environment for each language and zone: filters and texts need no argument in a template."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=own_direction,
    )
    environment.context_class = QuickContext
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.globals.update(texts_in(translations(language)))
    environment.filters.update(filters_for(language, zone))
    environment.filters["typed"] = typed
    environment.globals["asset"] = asset
    environment.globals["ui"] = environment.get_template("components/kit.html").module
    return environment


def language_of(request: AppRequest) -> str:
    viewer = viewer_of(request)
    return viewer.language if viewer else known_language(request.headers.get("accept-language", "en"))


def viewer_of(request: AppRequest) -> Actor | None:
    """None also where no middleware ran: an address that does not exist."""
    found: Actor | None = request.scope.get("user")
    return found


def recognised(request: AppRequest) -> bool:
    """False where no middleware ran; litestar's typed scope does not tell."""
    return dict(request.scope).get("auth") is not None


def wants_fragment(request: AppRequest) -> bool:
    """htmx 4 says `partial` when it swaps a region; boosted and history requests say `full`."""
    return request.headers.get("hx-request-type") == "partial"


def by_htmx(request: AppRequest) -> bool:
    return request.headers.get("hx-request") == "true"


def page(request: AppRequest, template: str, status: int = 200, **context: object) -> Response[str]:
    """The whole page; to htmx asking for a region, the template's `live` block alone."""
    return page_for(request, viewer_of(request), template, status, **context)


def page_for(
    request: AppRequest, viewer: Actor | None, template: str, status: int = 200, **context: object
) -> Response[str]:
    """Seen by someone who did not sign in: a display on the wall."""
    language = viewer.language if viewer else language_of(request)
    environment = templates(language, viewer.zone if viewer else "UTC")
    found = environment.get_template(template)
    full = {**frame(request, viewer), "status": status, **context}
    fragment = wants_fragment(request) and "live" in found.blocks and status == 200
    body = _block(found, "live", full) if fragment else found.render(full)
    return _html(request, body, status)


def partial(request: AppRequest, template: str, status: int = 200, **context: object) -> Response[str]:
    viewer = viewer_of(request)
    environment = templates(language_of(request), viewer.zone if viewer else "UTC")
    body = environment.get_template(template).render({**frame(request, viewer), **context})
    return _html(request, body, status)


def rendered(request: AppRequest, source: str, **context: object) -> str:
    """A few lines of a template that stand in no file of their own."""
    viewer = viewer_of(request)
    environment = templates(language_of(request), viewer.zone if viewer else "UTC")
    return environment.from_string(source).render({**frame(request, viewer), **context})


def changed(request: AppRequest, back: str, toast: Toast, *topics: str) -> Response[str] | Redirect:
    """After a change: htmx gets the toast and the names of what changed, a plain form its page again."""
    shown = ShownToast(say(language_of(request), toast.sentence, **toast.values), toast.undo_href)
    if by_htmx(request):
        answer = partial(request, "components/toast_partial.html", toast=shown)
        answer.headers["HX-Trigger"] = ", ".join(topics)
        return answer
    return redirect(request, back, shown)


def redirect(request: AppRequest, to: str, toast: ShownToast | None = None) -> Redirect:
    answer = Redirect(to, status_code=303)
    if toast is not None:
        settings: Settings = request.app.state.settings
        text = json.dumps(asdict(toast))
        kept = quote(_seal(request, text) + text)
        answer.set_cookie(
            Cookie(cookie_name(settings, "toast"), value=kept, max_age=30, httponly=True, samesite="lax")
        )
    return answer


def _seal(request: AppRequest, text: str) -> str:
    """Ours, and for this session: another program of the same machine can set cookies in our name."""
    secrets: Secrets = request.app.state.secrets
    return secrets.sign("toast", f"{page_key(request)}\0{text}")


def frame(request: AppRequest, viewer: Actor | None) -> dict[str, object]:
    """What every template may use; see templates/components/README.md."""
    office: Office = request.app.state.office
    return {
        "viewer": viewer,
        "family_name": viewer.family_name if viewer else "",
        "csrf": csrf_token(request) if recognised(request) else "",
        "nav": nav_for(viewer, request.app.state.navigation, request.url.path) if viewer else [],
        "density": "kid" if viewer and viewer.sees_cards else "std",
        "theme": viewer.theme if viewer else "auto",
        "language": viewer.language if viewer else language_of(request),
        "now": office.clock(),
        "now_local": viewer.local(office.clock()) if viewer else office.clock(),
        "toast": _waiting_toast(request),
        "house_disk": office.database.disk if viewer and viewer.is_parent else None,
        "live_href": "/live" if viewer else "",
        "path": request.url.path,
    }


def _block(template: Template, name: str, context: dict[str, object]) -> str:
    return "".join(template.blocks[name](template.new_context(context)))


def _waiting_toast(request: AppRequest) -> ShownToast | None:
    sent = unquote(request.cookies.get(cookie_name(request.app.state.settings, "toast"), ""))
    seal, text = sent[:SEAL], sent[SEAL:]
    if not text or not recognised(request) or not same_text(seal, _seal(request, text)):
        return None
    return ShownToast(**json.loads(text))


def _html(request: AppRequest, body: str, status: int) -> Response[str]:
    answer = Response(body, status_code=status, media_type=MediaType.HTML)
    answer.headers["Vary"] = "HX-Request-Type, Cookie"
    settings: Settings = request.app.state.settings
    toast, door = cookie_name(settings, "toast"), cookie_name(settings, "door")
    if toast in request.cookies:
        answer.delete_cookie(toast)
    if request.scope.get("state", {}).get("door"):
        answer.set_cookie(
            Cookie(door, value=request.state["door"], httponly=True, samesite="lax", max_age=86400)
        )
    return answer
