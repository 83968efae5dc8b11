"""The family and its people."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import Role
from appliance.core.work import Office
from appliance.household import policy
from appliance.household.actions import (
    MemberChange,
    NewFamily,
    add_member,
    change_family,
    change_member,
    remove_member,
    set_password,
    set_pin,
)
from appliance.household.credentials import PICTURES, Credentials
from appliance.household.credentials.pins import PICTURE_HUES
from appliance.household.credentials.proof import hashed_password, hashed_pin
from appliance.household.forms import FamilySent, PersonSent, SecretReset
from appliance.household.models import Member
from appliance.household.pages.people import check_kind, empty_person, person_to_add
from appliance.household.queries import family_of, member_of, members_of
from appliance.household.rules import offered_zones
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect


class FamilyPages(Controller):
    path = "/family"
    guards = [parents_only]

    @get("/")
    async def family(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        async with office.reading(request.user) as look:
            family, members = await family_of(look), await members_of(look)
        return page(request, "household/family.html", family=family, members=members)

    @get("/settings")
    async def settings(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        async with office.reading(request.user) as look:
            family = await family_of(look)
        shown = family.model_dump(include={"name", "zone", "language", "week_start"})
        shown |= {
            "afternoon_from": f"{family.afternoon_from:%H:%M}",
            "evening_from": f"{family.evening_from:%H:%M}",
        }
        return _settings_page(request, filled(shown))

    @post("/settings")
    async def change(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        form = await read_form(request, FamilySent, request.user.language)
        if form.model is None:
            return _settings_page(request, form, 422)
        try:
            async with office.work(request.user) as work:
                await change_family(work, NewFamily(**form.model.model_dump()))
        except Invalid as refusal:
            return _settings_page(request, form.refuse(refusal, request.user.language), 422)
        return _back(request, "/family", _("Saved."))


class MemberPages(Controller):
    path = "/family/members"
    guards = [parents_only]

    @get("/new")
    async def new(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        async with office.reading(request.user) as look:
            members = await members_of(look)
        return _person_page(request, empty_person(members))

    @post("/")
    async def add(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
    ) -> Answer:
        form = await read_form(request, PersonSent, request.user.language)
        if form.model is None:
            return _person_page(request, form, 422)
        try:
            person = await person_to_add(credentials, form.model, request.user.family_name)
            async with office.work(request.user) as work:
                await add_member(work, person)
        except Invalid as refusal:
            return _person_page(request, form.refuse(refusal, request.user.language), 422)
        return _back(request, "/family", _("%(name)s lives here now."), name=person.name)

    @get("/{member_id:int}")
    async def member(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str]:
        member = await _member(request, office, member_id)
        shown = member.model_dump(include={"name", "role", "born", "face", "hue"})
        return _edit_page(request, member, filled({**shown, "called": ", ".join(member.called)}))

    @post("/{member_id:int}")
    async def change(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Answer:
        member = await _member(request, office, member_id)
        form = await read_form(request, PersonSent, request.user.language)
        if form.model is None:
            return _edit_page(request, member, form, 422)
        try:
            async with office.work(request.user) as work:
                await change_member(work, member_id, _change(form.model, member))
        except Invalid as refusal:
            return _edit_page(request, member, form.refuse(refusal, request.user.language), 422)
        return _back(request, "/family", _("Saved."))

    @get("/{member_id:int}/secret")
    async def secret(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str]:
        member = await _member(request, office, member_id)
        _ask_to_reset(request, member)
        return _secret_page(request, member, Form())

    @post("/{member_id:int}/secret")
    async def reset(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        member_id: FromPath[int],
    ) -> Answer:
        member = await _member(request, office, member_id)
        _ask_to_reset(request, member)
        form = await read_form(request, SecretReset, request.user.language)
        if form.model is None:
            return _secret_page(request, member, form, 422)
        try:
            await _reset(request, office, credentials, member, form.model)
        except Invalid as refusal:
            return _secret_page(request, member, form.refuse(refusal, request.user.language), 422)
        return _back(request, "/family", _("%(name)s can sign in with it now."), name=member.name)

    @get("/{member_id:int}/removal")
    async def leaving(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str]:
        member = await _member(request, office, member_id)
        if not policy.may_remove(request.user):
            raise NotAllowed(_("Only the owner of the family can remove someone."))
        return page(request, "household/removal.html", member=member)

    @post("/{member_id:int}/removal")
    async def remove(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Answer:
        member = await _member(request, office, member_id)
        async with office.work(request.user) as work:
            await remove_member(work, member_id)
        return _back(request, "/family", _("%(name)s does not live here any more."), name=member.name)


async def _member(request: AppRequest, office: Office, member_id: int) -> Member:
    async with office.reading(request.user) as look:
        return await member_of(look, member_id)


def _ask_to_reset(request: AppRequest, member: Member) -> None:
    """Before the form is read: what is wrong with it is not the first thing to say."""
    if not policy.may_reset_secret(request.user, member):
        raise NotAllowed(_("You cannot set this password."))


async def _reset(
    request: AppRequest, office: Office, credentials: Credentials, member: Member, sent: SecretReset
) -> None:
    assert member.id is not None
    if sent.password:
        names = (member.name, request.user.family_name)
        password = await hashed_password(credentials, sent.password, *names)
        async with office.work(request.user) as work:
            await set_password(work, member.id, password)
        return
    kind = "pictures" if sent.pictures else "digits"
    check_kind(member, kind)
    pin = await hashed_pin(credentials, kind, sent.pictures or sent.pin or "")
    async with office.work(request.user) as work:
        await set_pin(work, member.id, pin, kind)


def _change(sent: PersonSent, member: Member) -> MemberChange:
    """A choice that was not sent stays as it was; a guest stays a guest: their form does not ask."""
    chosen = {
        name: getattr(sent if name in sent.model_fields_set else member, name)
        for name in ("role", "face", "hue")
    }
    if member.role == Role.GUEST:
        chosen["role"] = member.role
    return MemberChange(name=sent.name, born=sent.born, called=sent.called_names, **chosen)


def _settings_page(request: AppRequest, form: Form, status: int = 200) -> Response[str]:  # type: ignore[type-arg]
    return page(request, "household/family_settings.html", status, form=form, zones=offered_zones())


def _person_page(request: AppRequest, form: Form[PersonSent], status: int = 200) -> Response[str]:
    words = {"pictures": PICTURES, "hues": PICTURE_HUES}
    return page(request, "household/member_new.html", status, form=form, **words)


def _edit_page(request: AppRequest, member: Member, form: Form, status: int = 200) -> Response[str]:  # type: ignore[type-arg]
    return page(
        request,
        "household/member.html",
        status,
        form=form,
        member=member,
        may_reset=policy.may_reset_secret(request.user, member),
        may_remove=policy.may_remove(request.user) and member.id != request.user.member_id,
        may_disable=policy.may_disable(request.user, member),
        may_hand_over=policy.may_hand_over(request.user, member),
        may_manage=policy.may_manage(request.user, member),
    )


def _secret_page(
    request: AppRequest, member: Member, form: Form[SecretReset], status: int = 200
) -> Response[str]:
    words = {"pictures": PICTURES, "hues": PICTURE_HUES}
    return page(request, "household/secret.html", status, form=form, member=member, **words)


def _back(request: AppRequest, to: str, sentence: str, **values: object) -> Redirect:
    return redirect(request, to, ShownToast(say(request.user.language, sentence, **values), None))
