"""The front door: the wall of faces on a browser of the family, name and password anywhere else."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from appliance.core.errors import Invalid, NotFound, Refusal, TooOften
from appliance.core.i18n import mark as _
from appliance.core.i18n import say_refusal
from appliance.core.work import Office
from appliance.household.actions import Claim, sign_in_with_password, sign_in_with_pin
from appliance.household.actions.devices import note_device
from appliance.household.credentials import PICTURES, Credentials
from appliance.household.credentials.pins import PICTURE_HUES, PICTURES_IN_A_PIN
from appliance.household.forms import PasswordSignIn, PinTouch, WallPassword
from appliance.household.models import Member
from appliance.household.pages.cookies import device_at, enter, visitor_at
from appliance.household.pages.left_behind import door_words, told_once
from appliance.household.queries import families_count, families_exist, wall_of
from appliance.web.forms import Form, read_form
from appliance.web.guards import PUBLIC
from appliance.web.render import language_of, page, redirect
from appliance.web.request import AppRequest
from appliance.web.returning import way_in

Answer = Response[str] | Redirect
UNTOLD = {"ended": "", "unsaved": False}


class SignInPages(Controller):
    path = "/sign-in"
    opt = PUBLIC

    @get("/")
    async def door(
        self, request: AppRequest, office: NamedDependency[Office], by: FromQuery[str] = ""
    ) -> Answer:
        if request.scope.get("user"):
            return redirect(request, way_in(request, request.user.member_id, request.user.is_child))
        device = await device_at(request, office)
        if device is not None and device.is_display and not by:
            return redirect(request, "/display")
        async with office.database.reading() as db:
            if not await families_exist(db):
                return redirect(request, "/setup")
            wall = device is not None and device.enrolled and by != "name"
            faces = await wall_of(db, device, office.clock()) if device is not None and wall else []
        if device is not None:
            await note_device(office, device)
        words = door_words(request)
        if wall:
            shown = {"faces": faces, "display": device is not None and device.is_display, **words}
            answer = page(request, "household/wall.html", 200, density="kid", **shown)
        else:
            answer = await _name_form(request, office, Form(), 200, **words)
        return told_once(request, answer)

    @post("/")
    async def by_name(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
    ) -> Answer:
        form = await read_form(request, PasswordSignIn, language_of(request))
        if form.model is None:
            return await _name_form(request, office, form, 422)
        claim = Claim(name=form.model.name, family=form.model.family)
        try:
            visitor = await visitor_at(request, office)
            entry = await sign_in_with_password(office, credentials, visitor, claim, form.model.password)
        except (Invalid, TooOften) as refusal:
            return _waits(await _name_form(request, office, _refused(request, form, refusal)), refusal)
        return enter(request, entry)

    @get("/members/{member_id:int}")
    async def member(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str]:
        return _member_page(request, await _on_the_wall(request, office, member_id), Form())

    @post("/members/{member_id:int}/pin")
    async def by_pin(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        member_id: FromPath[int],
    ) -> Answer:
        """A touch of a picture adds to those before; the PIN is tried when it is complete."""
        member = await _on_the_wall(request, office, member_id)
        form = await read_form(request, PinTouch, language_of(request))
        if form.model is None:
            return _with_status(_member_page(request, member, form), 422)
        pin = _touched(member, form.model)
        if not _complete(member, pin):
            return _member_page(request, member, form, touched=pin)
        try:
            visitor = await visitor_at(request, office)
            entry = await sign_in_with_pin(office, credentials, visitor, member_id, pin)
        except (Invalid, TooOften) as refusal:
            return _waits(_member_page(request, member, _refused(request, form, refusal)), refusal)
        return enter(request, entry)

    @post("/members/{member_id:int}/password")
    async def by_password(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        member_id: FromPath[int],
    ) -> Answer:
        member = await _on_the_wall(request, office, member_id)
        form = await read_form(request, WallPassword, language_of(request))
        if form.model is None:
            return _with_status(_member_page(request, member, form), 422)
        claim = Claim(member_id=member_id, stay=form.model.stay)
        try:
            visitor = await visitor_at(request, office)
            entry = await sign_in_with_password(office, credentials, visitor, claim, form.model.password)
        except (Invalid, TooOften) as refusal:
            return _waits(_member_page(request, member, _refused(request, form, refusal)), refusal)
        return enter(request, entry)


async def _on_the_wall(request: AppRequest, office: Office, member_id: int) -> Member:
    device = await device_at(request, office)
    if device is None or not device.enrolled:
        raise NotFound(_("This browser is not one of the family's yet. Ask a parent to add it."))
    async with office.database.reading() as db:
        for member in await wall_of(db, device, office.clock()):
            if member.id == member_id:
                return member
    raise NotFound(_("We could not find that person."))


async def _name_form(
    request: AppRequest, office: Office, form: Form[PasswordSignIn], status: int = 200, **words: object
) -> Response[str]:
    async with office.database.reading() as db:
        several = await families_count(db) > 1
    device = await device_at(request, office)
    wall = device is not None and device.enrolled
    return page(
        request,
        "household/sign_in.html",
        status,
        form=form,
        several=several,
        wall=wall,
        **{**UNTOLD, **words},
    )


def _member_page(
    request: AppRequest, member: Member, form: Form[PinTouch] | Form[WallPassword], touched: str = ""
) -> Response[str]:
    """A member with a password and no PIN, as every parent is, gets the password form."""
    by_password = not member.pin
    return page(
        request,
        "household/password.html" if by_password else "household/pin.html",
        density="std" if by_password else "kid",
        member=member,
        form=form,
        touched=[name for name in touched.split("-") if name],
        needed=PICTURES_IN_A_PIN,
        pictures=PICTURES,
        hues=PICTURE_HUES,
    )


def _touched(member: Member, sent: PinTouch) -> str:
    if member.pin_kind != "pictures":
        return sent.pin
    names = [name for name in (*sent.pin.split("-"), sent.add) if name in PICTURES]
    return "-".join(names[:PICTURES_IN_A_PIN])


def _complete(member: Member, pin: str) -> bool:
    return len(pin.split("-")) == PICTURES_IN_A_PIN if member.pin_kind == "pictures" else bool(pin)


def _refused(request: AppRequest, form: Form, refusal: Refusal) -> Form:  # type: ignore[type-arg]
    if isinstance(refusal, Invalid):
        return form.refuse(refusal, language_of(request))
    form.errors[""] = say_refusal(language_of(request), refusal)
    return form


def _waits(answer: Response[str], refusal: Refusal) -> Response[str]:
    if isinstance(refusal, TooOften):
        answer.headers["Retry-After"] = str(refusal.seconds)
    return _with_status(answer, refusal.status)


def _with_status(answer: Response[str], status: int) -> Response[str]:
    answer.status_code = status
    return answer
