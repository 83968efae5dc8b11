"""What the front door tells a browser whose session has ended: once, and only to that browser."""

from litestar import Response

from appliance.core.i18n import say
from appliance.core.settings import Settings
from appliance.household.pages.cookies import forget_session
from appliance.household.rules import ENDINGS, OTHERWISE, Ending
from appliance.web.render import language_of
from appliance.web.request import AppRequest
from appliance.web.returning import Wanted, keep_wanted, kept_wanted


def door_words(request: AppRequest) -> dict[str, object]:
    wanted = kept_wanted(request) or Wanted()
    return {"ended": _why(request), "unsaved": wanted.unsaved}


def told_once(request: AppRequest, answer: Response[str]) -> Response[str]:
    """A wall remembers nothing: whoever stands there next reads nothing of this."""
    if request.auth.ended is not None:
        forget_session(request, answer)
    wanted = kept_wanted(request)
    if wanted is not None and wanted.unsaved:
        keep_wanted(request, answer, Wanted(wanted.to, wanted.member_id))
    return answer


def _why(request: AppRequest) -> str:
    ended = request.auth.ended
    if ended is None or ended.why in (Ending.LEFT, Ending.NOT_YET):
        return ""
    settings: Settings = request.app.state.settings
    sentence = ENDINGS.get(ended.why, OTHERWISE)
    if ended.why is Ending.PERSON and not ended.by:
        sentence = OTHERWISE
    return say(language_of(request), sentence, name=ended.by, days=settings.session_idle_days)
