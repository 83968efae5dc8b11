"""Members by API: the same verbs as the pages, and the same refusals."""

from typing import Literal

from litestar import Controller, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from appliance.core.errors import Invalid
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.household.actions import (
    MemberChange,
    NewMember,
    add_member,
    change_member,
    remove_member,
    set_password,
    set_pin,
)
from appliance.household.api.shapes import (
    MemberChanges,
    MemberSent,
    MemberShown,
    PasswordSent,
    PinSent,
    show_member,
)
from appliance.household.credentials import Credentials, Hashed
from appliance.household.credentials.proof import hashed_password, hashed_pin
from appliance.household.models import Member
from appliance.household.queries import member_of, members_of
from appliance.household.queries.known import everyone_known
from appliance.web.api.pages import listed
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest

AnyRole = Literal["parent", "guest", "teen", "child"]


class MembersApi(Controller):
    path = "/members"
    tags = ["Household"]

    @get(
        "/",
        summary="Everyone of the family: parents, guests, children; `left`: also who has left",
    )
    async def members(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        role: FromQuery[AnyRole | None] = None,
        left: FromQuery[bool] = False,
    ) -> Response[list[MemberShown]]:
        async with office.reading(request.user) as look:
            people = await (everyone_known(look) if left else members_of(look))
        found = [member for member in people if role in (None, member.role)]
        return listed(request, page.among(found, _place), show_member)

    @get("/{member_id:int}", summary="One of the family")
    async def member(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> MemberShown:
        async with office.reading(request.user) as look:
            return show_member(await member_of(look, member_id))

    @post("/", summary="Add someone to the family (parents)", guards=[parents_only])
    async def add(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        data: JSONBody[MemberSent],
    ) -> MemberShown:
        person = await _person(credentials, data, request.user.family_name)
        async with office.work(request.user, "api") as work:
            return show_member(await add_member(work, person))

    @patch("/{member_id:int}", summary="Change what is known of someone (parents)", guards=[parents_only])
    async def change(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        data: JSONBody[MemberChanges],
    ) -> MemberShown:
        async with office.work(request.user, "api") as work:
            change = _merged(await member_of(work, member_id), data)
            return show_member(await change_member(work, member_id, change))

    @put("/{member_id:int}/password", summary="A new password for someone who forgot theirs (parents)")
    async def password(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        member_id: FromPath[int],
        data: JSONBody[PasswordSent],
    ) -> None:
        hashed = await hashed_password(credentials, data.password, request.user.family_name)
        async with office.work(request.user, "api") as work:
            await set_password(work, member_id, hashed)

    @put("/{member_id:int}/pin", summary="A new PIN for a teen or child (parents)")
    async def pin(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        member_id: FromPath[int],
        data: JSONBody[PinSent],
    ) -> None:
        kind, hashed = await _pin(credentials, data.pin)
        async with office.work(request.user, "api") as work:
            await set_pin(work, member_id, hashed, kind)

    @delete("/{member_id:int}", summary="Someone leaves the family (owner)", guards=[parents_only])
    async def remove(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await remove_member(work, member_id)


def _place(member: Member) -> tuple[int, str, int]:
    rank = {"parent": 0, "guest": 1}.get(member.role, 2)
    return rank, str(member.born or ""), member.id or 0


async def _pin(credentials: Credentials, pin: str) -> tuple[str, Hashed]:
    """Here digits and pictures are one field."""
    kind = "pictures" if "-" in pin else "digits"
    try:
        return kind, await hashed_pin(credentials, kind, pin)
    except Invalid as refusal:
        raise Invalid(refusal.sentence, errors={"pin": refusal.sentence}) from refusal


async def _person(credentials: Credentials, sent: MemberSent, family_name: str) -> NewMember:
    shared = sent.model_dump(exclude={"password", "pin"})
    if sent.role == "parent":
        password = await hashed_password(credentials, sent.password, sent.name, family_name)
        return NewMember(**shared, password=password)
    kind, hashed = await _pin(credentials, sent.pin or "")
    return NewMember(**shared, pin=hashed, pin_kind=kind)


def _merged(member: Member, sent: MemberChanges) -> MemberChange:
    before = {field: getattr(member, field) for field in MemberChanges.model_fields}
    said = {**sent.model_dump(exclude_none=True), **sent.model_dump(include={"born"}, exclude_unset=True)}
    return MemberChange(**{**before, **said})
