"""Links for calendars: made and ended by the family, read by whoever holds one."""

import hashlib
from datetime import timedelta

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.chores.actions.feeds import reading_noted, share_calendar, unshare_calendar
from appliance.chores.forms import CalendarForm
from appliance.chores.policy import may_have_calendar
from appliance.chores.queries.feeds import Reader, Sender, calendars_shared, entries_of, reader_by
from appliance.chores.rules.calendar import calendar_of
from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import Role
from appliance.core.work import Office
from appliance.household.pages.devices import house_address, qr_of
from appliance.household.queries import member_of, members_of
from appliance.web.forms import Form, read_form
from appliance.web.guards import PUBLIC
from appliance.web.render import Toast, changed, page
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
HERE = "/chores/calendars"
NOTE_EVERY = timedelta(hours=6)  # calendars ask every hour, and each note is a write to the card
KIND = "text/calendar; charset=utf-8"


class CalendarPages(Controller):
    path = HERE

    @get()
    async def calendars(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        own = Form[CalendarForm](values={"member": str(request.user.member_id)})
        return await _calendars(request, office, own)

    @post()
    async def share(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        """Answered at once and never again: the secret is nowhere in plain."""
        form = await read_form(request, CalendarForm, request.user.language)
        if form.model is None:
            return await _calendars(request, office, form, 422)
        try:
            async with office.work(request.user) as work:
                secret = await share_calendar(work, form.model.member)
                whose = await member_of(work, form.model.member)
        except Invalid as refusal:
            return await _calendars(request, office, form.refuse(refusal, request.user.language), 422)
        address = f"{house_address(request)}/calendars/{secret}.ics"
        return page(request, "chores/calendar_made.html", address=address, qr=qr_of(address), whose=whose)

    @post("/{feed_id:int}/revocation")
    async def unshare(
        self, request: AppRequest, office: NamedDependency[Office], feed_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await unshare_calendar(work, feed_id)
        return changed(request, HERE, Toast(_("That link shows nothing any more.")), "chores")


@get("/calendars/{secret:str}", opt=PUBLIC)
async def calendar(
    request: AppRequest, office: NamedDependency[Office], secret: FromPath[str]
) -> Response[bytes]:
    """By the secret alone: a calendar on a phone has no cookie."""
    async with office.database.reading() as db:
        reader = await reader_by(db, secret.removesuffix(".ics"), office.clock())
    if reader is None:
        raise NotFound(_("This link shows nothing any more."))
    async with office.reading(reader.actor) as look:
        sender = Sender(house_address(request), _house(office, reader), reader.made_at)
        entries = await entries_of(look, sender)
    name = say(reader.actor.language, _("Chores of %(name)s"), name=reader.actor.name)
    body = calendar_of(name, entries)
    await _note(office, reader)
    return _unless_known(request, body)


def _house(office: Office, reader: Reader) -> str:
    """Tells our entries from those of any other house, whatever address it is reached by."""
    return office.secrets.sign("calendar", str(reader.actor.family_id))[:16]


def _unless_known(request: AppRequest, body: bytes) -> Response[bytes]:
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache", "content-disposition": "inline"}
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        return Response(b"", status_code=304, media_type=KIND, headers=headers)
    return Response(body, media_type=KIND, headers=headers)


async def _note(office: Office, reader: Reader) -> None:
    now = office.clock()
    if reader.used_at is None or now - reader.used_at >= NOTE_EVERY:
        await office.database.note(reading_noted(reader.feed_id, now))


async def _calendars(
    request: AppRequest, office: Office, form: Form[CalendarForm], status: int = 200
) -> Response[str]:
    if not may_have_calendar(request.user, request.user.member_id):
        raise NotAllowed(_("A parent can make this link for you."))
    async with office.reading(request.user) as look:
        shared = await calendars_shared(look)
        people = [member for member in await members_of(look) if member.role != Role.GUEST]
    mine = [one for one in people if may_have_calendar(request.user, one.id or 0)]
    known = {one.id: one for one in people}
    return page(request, "chores/calendars.html", status, form=form, shared=shared, people=known, mine=mine)
