"""How the house looks to someone: one's own page, and a child's for its parents."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import LANGUAGES, say
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.household import policy
from appliance.household.actions.pictures import remove_picture, set_picture
from appliance.household.actions.profiles import Profile, change_profile
from appliance.household.forms import LooksSent
from appliance.household.models import Member, reading_of
from appliance.household.queries import member_of
from appliance.web.forms import Form, filled, read_form, sent_file
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, page, redirect
from appliance.web.request import AppRequest
from appliance.web.uploads import room_for_more

Answer = Response[str] | Redirect


class LooksPages(Controller):
    path = "/me"

    @get("/looks")
    async def looks(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await _show(request, office, request.user.member_id)

    @post("/looks")
    async def change(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        return await _change(request, office, request.user.member_id, "/me")

    @post("/picture", guards=[room_for_more])
    async def picture(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        return await _put_picture(request, office, request.user.member_id, "/me/looks")

    @post("/picture/removal")
    async def no_picture(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        return await _drop_picture(request, office, request.user.member_id, "/me/looks")


class MemberLooksPages(Controller):
    path = "/family/members/{member_id:int}"
    guards = [parents_only]

    @get("/looks")
    async def looks(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str]:
        return await _show(request, office, member_id)

    @post("/looks")
    async def change(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Answer:
        return await _change(request, office, member_id, f"/family/members/{member_id}")

    @post("/picture", guards=[room_for_more])
    async def picture(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Answer:
        return await _put_picture(request, office, member_id, f"/family/members/{member_id}/looks")

    @post("/picture/removal")
    async def no_picture(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Answer:
        return await _drop_picture(request, office, member_id, f"/family/members/{member_id}/looks")


async def _whose(request: AppRequest, office: Office, member_id: int) -> Member:
    async with office.reading(request.user) as look:
        member = await member_of(look, member_id)
    if not policy.may_change_looks(request.user, member):
        raise NotAllowed(_("You can change only your own page."))
    return member


async def _show(
    request: AppRequest,
    office: Office,
    member_id: int,
    form: Form[LooksSent] | None = None,
    picture_error: str = "",
) -> Response[str]:
    member = await _whose(request, office, member_id)
    mine = member_id == request.user.member_id
    return page(
        request,
        "household/looks.html",
        422 if form or picture_error else 200,
        form=form or _stored(member),
        picture_error=picture_error,
        member=member,
        mine=mine,
        here="/me" if mine else f"/family/members/{member_id}",
        languages=LANGUAGES,
        may_choose_reading=policy.may_choose_reading(request.user, member),
    )


def _stored(member: Member) -> Form[LooksSent]:
    shown = member.model_dump(include={"face", "hue", "theme", "language", "week_start"})
    return Form(values=filled({**shown, "reading": reading_of(member)}).values)


async def _change(request: AppRequest, office: Office, member_id: int, to: str) -> Answer:
    form = await read_form(request, LooksSent, request.user.language)
    if form.model is None:
        return await _show(request, office, member_id, form)
    try:
        async with office.work(request.user) as work:
            await change_profile(work, member_id, Profile(**form.model.model_dump()))
    except Invalid as refusal:
        return await _show(request, office, member_id, form.refuse(refusal, request.user.language))
    return _back(request, to, _("Saved."))


async def _put_picture(request: AppRequest, office: Office, member_id: int, to: str) -> Answer:
    try:
        await set_picture(office, request.user, member_id, await sent_file(request, "picture"))
    except Invalid as refusal:
        sentence = say(request.user.language, refusal.sentence, **refusal.values)
        return await _show(request, office, member_id, picture_error=sentence)
    return _back(request, to, _("The picture is in place."))


async def _drop_picture(request: AppRequest, office: Office, member_id: int, to: str) -> Answer:
    async with office.work(request.user) as work:
        await remove_picture(work, member_id)
    return _back(request, to, _("The picture is gone. The drawn face is back."))


def _back(request: AppRequest, to: str, sentence: str) -> Redirect:
    return redirect(request, to, ShownToast(say(request.user.language, sentence), None))
