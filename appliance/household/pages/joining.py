"""The door of whoever was invited."""

from datetime import timedelta

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.clock import local_day
from appliance.core.errors import Invalid, NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import Actor, the_house
from appliance.core.work import Office
from appliance.household import policy
from appliance.household.actions import Entry, NewMember, accept_invitation, join_as_oneself
from appliance.household.actions.devices import plain_code
from appliance.household.actions.tries import count_try, forget_tries
from appliance.household.credentials import Credentials
from appliance.household.credentials.proof import hashed_password
from appliance.household.forms import JoinAsMe, JoinSent
from appliance.household.pages.cookies import enter, visitor_at
from appliance.household.queries.invitations import OpenInvitation, invitation_behind
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import PUBLIC
from appliance.web.render import language_of, page, viewer_of
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect


class JoinPages(Controller):
    path = "/join/{code:str}"
    opt = PUBLIC

    @get("/")
    async def invited(
        self, request: AppRequest, office: NamedDependency[Office], code: FromPath[str]
    ) -> Response[str]:
        found = await _behind(office, code)
        blank = {"name": found.invitation.name, "face": "owl", "hue": "sky"}
        return _page(request, office, found, code, Form(values=filled(blank).values))

    @post("/")
    async def join(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        code: FromPath[str],
    ) -> Answer:
        found = await _tried(request, office, code)
        form = await read_form(request, JoinSent, language_of(request))
        if form.model is None:
            return _page(request, office, found, code, form, 422)
        try:
            entry = await _come_in(request, office, credentials, code, form.model, found)
        except Invalid as refusal:
            return _page(request, office, found, code, form.refuse(refusal, language_of(request)), 422)
        return enter(request, entry)


class JoinSelfPages(Controller):
    """For someone who is in another family of this house already."""

    path = "/join/{code:str}/me"

    @post("/")
    async def join(self, request: AppRequest, office: NamedDependency[Office], code: FromPath[str]) -> Answer:
        found = await _tried(request, office, code)
        form = await read_form(request, JoinAsMe, language_of(request))
        if form.model is None:
            return _page(request, office, found, code, form, 422)
        visitor = await visitor_at(request, office)
        try:
            async with office.work(the_house()) as work:
                name = form.model.name
                entry = await join_as_oneself(work, visitor, plain_code(code), request.user, name)
        except Invalid as refusal:
            return _page(request, office, found, code, form.refuse(refusal, language_of(request)), 422)
        return enter(request, entry)


async def _come_in(
    request: AppRequest,
    office: Office,
    credentials: Credentials,
    code: str,
    sent: JoinSent,
    found: OpenInvitation,
) -> Entry:
    password = await hashed_password(credentials, sent.password, sent.name, found.family.name)
    newcomer = NewMember(
        name=sent.name, role=found.invitation.role, face=sent.face, hue=sent.hue, password=password
    )
    visitor = await visitor_at(request, office)
    async with office.work(the_house()) as work:
        return await accept_invitation(work, visitor, plain_code(code), newcomer)


async def _behind(office: Office, code: str) -> OpenInvitation:
    async with office.database.reading() as db:
        found = await invitation_behind(db, plain_code(code), office.clock())
    if found is None:
        raise NotFound(_("This invitation was used, taken back or is too old. Ask for a new one."))
    return found


async def _tried(request: AppRequest, office: Office, code: str) -> OpenInvitation:
    """Counted before it is known whether the code is right, and taken back when it is."""
    keys = [f"address:{request.client.host if request.client else ''}"]
    await count_try(office, keys)
    found = await _behind(office, code)
    async with office.work(the_house()) as work:
        await forget_tries(work, keys)
    return found


def _page(
    request: AppRequest,
    office: Office,
    found: OpenInvitation,
    code: str,
    form: Form[JoinSent] | Form[JoinAsMe],
    status: int = 200,
) -> Response[str]:
    viewer, invitation = viewer_of(request), found.invitation
    own = form.values.get("name", "") if status != 200 else (viewer.name if viewer else "")
    last_day = local_day(office.clock(), found.family.zone) + timedelta(days=invitation.guest_days)
    return page(
        request,
        "household/join.html",
        status,
        nav=[],
        family=found.family.name,
        inviter=found.inviter.name,
        invitation=invitation,
        until=last_day,
        code=plain_code(code),
        form=form,
        own=Form(values={"name": own}, errors=form.errors),
        as_me=_may_join_as_they_are(viewer, found),
    )


def _may_join_as_they_are(viewer: Actor | None, found: OpenInvitation) -> bool:
    if viewer is None or viewer.family_id == found.family.id:
        return False
    return policy.may_have_password(viewer.role)
