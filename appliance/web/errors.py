"""Refusals and faults as a page, a toast, or an RFC 9457 problem, by the door that was used."""

import json
from typing import TypeAlias

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from appliance.core.disk import refusal_of
from appliance.core.errors import AtRest, Invalid, Refusal, SignInNeeded
from appliance.core.i18n import mark as _
from appliance.core.i18n import say, say_refusal
from appliance.core.secrets import new_token
from appliance.core.work import Office
from appliance.web.render import ShownToast, by_htmx, language_of, page, partial, recognised, viewer_of
from appliance.web.request import AppRequest
from appliance.web.returning import keep_wanted, wanted_by

log = structlog.get_logger("web")
PROBLEM = "application/problem+json"
Answer: TypeAlias = Response[str] | Response[dict[str, object]] | Redirect

# A number or a date that nothing can hold, lists without end, letters that are none: no fault of ours.
BEYOND_US = (OverflowError, RecursionError, UnicodeDecodeError)
BY_STATUS = {
    400: _("We could not read what was sent."),
    401: _("Please sign in first."),
    403: _("You may not open this."),
    404: _("There is no such page."),
    405: _("There is no such page."),
    413: _("This is too large."),
    429: _("That was too often. Please wait a little."),
}

NOT_RIGHT = _("Something in here is not right. Each field says what.")


def refused(request: AppRequest, refusal: Refusal) -> Answer:
    headers = dict(refusal.headers)
    sentence = say_refusal(language_of(request), refusal)
    if _is_api(request):
        if isinstance(refusal, SignInNeeded):
            headers["www-authenticate"] = "Bearer"
        return problem(
            refusal.status, refusal.title, sentence, request.url.path, headers, _by_field(request, refusal)
        )
    if isinstance(refusal, SignInNeeded):
        return _to_sign_in(request)
    kind = "rest" if isinstance(refusal, AtRest) else refusal.status
    return _shown(request, refusal.status, sentence, headers, kind)


def _by_field(request: AppRequest, refusal: Refusal) -> dict[str, str]:
    errors = refusal.errors if isinstance(refusal, Invalid) else {}
    language = language_of(request)
    return {name: say(language, sentence, **refusal.values) for name, sentence in errors.items()}


def http_error(request: AppRequest, error: HTTPException) -> Answer:
    sentence = say(language_of(request), BY_STATUS.get(error.status_code, _("This did not work.")))
    status = 422 if _is_unreadable(error) else error.status_code
    if _is_api(request):
        sentence = say(language_of(request), NOT_RIGHT) if status == 422 else sentence
        return problem(
            status, "Not accepted", _detail(status, error, sentence), request.url.path, {}, _fields(error)
        )
    return _shown(request, status, sentence, {})


def fault(request: Request, error: Exception) -> Answer:  # type: ignore[type-arg]
    """What we did not foresee. The reader gets a number to tell us, never a trace."""
    if isinstance(error, BEYOND_US):
        log.warning("beyond us", path=request.url.path, method=request.method, exc_info=error)
        return refused(request, Invalid(_("We could not read what was sent.")))
    office: Office = request.app.state.office
    trouble = office.database.disk.met_beside(error)
    if trouble is not None:
        return refused(request, refusal_of(trouble))
    number = new_token()[:8]
    log.error("fault", number=number, path=request.url.path, method=request.method, exc_info=error)
    sentence = say(
        language_of(request),
        _("Something broke on our side (number %(number)s). Nothing was changed."),
        number=number,
    )
    if _is_api(request):
        return problem(500, "Fault", sentence, request.url.path, {}, {})
    return _shown(request, 500, sentence, {})


def problem(
    status: int, title: str, detail: str, instance: str, headers: dict[str, str], errors: object
) -> Response[dict[str, object]]:
    content = _content(status, title, detail, instance)
    if errors:
        content["errors"] = errors
    return Response(content, status_code=status, media_type=PROBLEM, headers=headers)


def problem_text(status: int, title: str, detail: str, instance: str) -> bytes:
    """For an answer that is given before any route is found."""
    return json.dumps(_content(status, title, detail, instance), ensure_ascii=False).encode()


def _content(status: int, title: str, detail: str, instance: str) -> dict[str, object]:
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": instance}


def _shown(
    request: AppRequest, status: int, sentence: str, headers: dict[str, str], kind: int | str = 0
) -> Answer:
    if by_htmx(request):
        answer = partial(request, "components/toast_partial.html", status, toast=ShownToast(sentence, None))
    else:
        answer = page(request, "errors/error.html", status, code=kind or status, sentence=sentence)
    answer.headers.update(headers)
    return answer


def _to_sign_in(request: AppRequest) -> Answer:
    lived_in = request.app.state.get("founded") or viewer_of(request) is not None
    door = "/sign-in" if lived_in else "/setup"
    told = by_htmx(request) or request.url.path.endswith("/live")
    answer: Response[str] | Redirect = (
        Response("", status_code=401, headers={"HX-Redirect": door})
        if told
        else Redirect(door, status_code=303)
    )
    if recognised(request) and not request.url.path.endswith("/live"):
        keep_wanted(request, answer, wanted_by(request))
    return answer


def _is_api(request: AppRequest) -> bool:
    return request.url.path.startswith("/api/v1")


def _is_unreadable(error: HTTPException) -> bool:
    return error.status_code == 400 and bool(getattr(error, "extra", None))


def _detail(status: int, error: HTTPException, sentence: str) -> str:
    """What the framework says of broken JSON helps whoever wrote it; all else we say ourselves."""
    return str(error.detail) if status == 400 and error.detail else sentence


def _fields(error: HTTPException) -> dict[str, str]:
    extra = getattr(error, "extra", None)
    if not isinstance(extra, list):
        return {}
    return {
        str(item.get("key", "")): str(item.get("message", "")) for item in extra if isinstance(item, dict)
    }
