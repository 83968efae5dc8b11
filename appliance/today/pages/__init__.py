"""The first page of everyone: what needs a parent, what a child does next."""

from datetime import UTC, datetime, timedelta

from litestar import Controller, Response, get
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.response import Redirect

from appliance.backups.queries.reminder import SheetReminder
from appliance.chores.queries.proposals import WaitingProposals
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.screen_time.queries import KnownRequests, asking_of, own_requests, room_to_give
from appliance.today.queries import block_of, count_needs, moments_of, own_day, parent_day, waits_for
from appliance.today.rules import (
    GREETINGS,
    NUMBERS,
    PARTS,
    Sentence,
    fresh_yes,
    late_sentence,
    needs_sentence,
)
from appliance.web.render import page, partial
from appliance.web.request import AppRequest, cookie_name

YEAR = 365 * 24 * 3600
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class TodayPages(Controller):
    @get("/")
    async def start(self) -> Redirect:
        return Redirect("/today", status_code=303)

    @get("/today")
    async def today(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        if request.user.cares:
            return await for_grown_ups(request, office)
        return await for_oneself(request, office)

    @get("/today/badge")
    async def badge(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        async with office.reading(request.user) as look:
            known = len(await ideas_at(request).of(look)) + len(await requests_at(request).waiting(look))
            count = known + await count_needs(look)
        return partial(request, "components/badge.html", count=count)


async def for_grown_ups(request: AppRequest, office: Office) -> Response[str]:
    language = request.user.language
    sheet: SheetReminder = request.app.state.sheet
    async with office.reading(request.user) as look:
        ideas = await ideas_at(request).of(look)
        requests = await requests_at(request).waiting(look)
        day = await parent_day(look, ideas, requests)
        room = await room_to_give(look) if requests else 0
        sheet_missing = await sheet.is_due(look)
    part = block_of(look)
    return page(
        request,
        "today/parent.html" if request.user.is_parent else "today/guest.html",
        day=day,
        news=request.auth.news,
        sheet_missing=sheet_missing,
        room=room,
        greeting=say(language, GREETINGS[part], name=request.user.name),
        needs=said(language, needs_sentence(day.needs)),
        late=said(language, late_sentence(len(day.late))),
        moments=moments_of(look, day.coming),
    )


def ideas_at(request: AppRequest) -> WaitingProposals:
    known: WaitingProposals = request.app.state.proposals
    return known


def requests_at(request: AppRequest) -> KnownRequests:
    known: KnownRequests = request.app.state.requests
    return known


def said(language: str, sentence: Sentence) -> str:
    """Small numbers as words."""
    number = sentence.number
    word = say(language, NUMBERS[number]) if number < len(NUMBERS) else str(number)
    return say(language, sentence.msgid, number=word)


async def for_oneself(request: AppRequest, office: Office) -> Response[str]:
    async with office.reading(request.user) as look:
        mine = await own_requests(look, requests_at(request))
        day = await own_day(look)
    language = request.user.language
    seen, shown = celebrated(request)
    yes = [duty for duty in day.done if duty.approved_by and duty.approved_at]
    newest = max((duty for duty in yes), key=lambda duty: duty.approved_at or look.now, default=None)
    fresh = fresh_yes([duty.approved_at for duty in yes if duty.approved_at], seen, shown, look.now)
    answer = page(
        request,
        "today/child.html" if request.user.sees_cards else "today/teen.html",
        day=day,
        news=request.auth.news,
        greeting=say(language, GREETINGS[day.part], name=request.user.name),
        parts=[(part, say(language, name), icon) for part, (name, icon) in PARTS.items()],
        waits_for=waits_for(day, language),
        asking=asking_of(look, day.screen, mine),
        yay=newest if fresh else None,
        yes_by={**day.parents, **day.guests}.get(newest.approved_by or 0, "") if newest else "",
    )
    if fresh and newest and newest.approved_at and newest.approved_at != seen:
        remember(request, answer, newest.approved_at, look.now)
    return answer


def celebrated(request: AppRequest) -> tuple[datetime | None, datetime | None]:
    """The newest yes that this child was shown in this browser, and when it was first."""
    kept = request.cookies.get(yay_cookie(request), "")
    try:
        seen, shown = (EPOCH + timedelta(microseconds=int(part)) for part in kept.split("-"))
    except (ValueError, OverflowError):
        return None, None
    return seen, shown


def remember(request: AppRequest, answer: Response[str], yes: datetime, now: datetime) -> None:
    value = "-".join(str((moment - EPOCH) // timedelta(microseconds=1)) for moment in (yes, now))
    answer.set_cookie(Cookie(yay_cookie(request), value=value, max_age=YEAR, httponly=True, samesite="lax"))


def yay_cookie(request: AppRequest) -> str:
    """Siblings share a tablet."""
    return cookie_name(request.app.state.settings, f"yay-{request.user.member_id}")
