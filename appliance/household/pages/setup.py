"""The first-run wizard. Its first three steps exist only while there is no family."""

from urllib.parse import quote, unquote

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from pydantic import ValidationError

from appliance.core.errors import Invalid, NotFound
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import the_house
from appliance.core.secrets import forget_setup_code, same_text, setup_code
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household.actions import Entry, NewFamily, NewMember, found_family
from appliance.household.actions.devices import plain_code
from appliance.household.actions.tries import count_try
from appliance.household.credentials import Credentials
from appliance.household.credentials.proof import hashed_password
from appliance.household.forms import FamilySent, FounderSent, SetupCode
from appliance.household.pages.cookies import browser_name, enter, own_cookie
from appliance.household.queries import families_exist
from appliance.household.rules import offered_zones, zone_of_this_machine
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import PUBLIC
from appliance.web.render import language_of, page, redirect
from appliance.web.request import AppRequest, cookie_name

Answer = Response[str] | Redirect
HOUR = 3600


class SetupPages(Controller):
    path = "/setup"
    opt = PUBLIC

    @get("/")
    async def code(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        await only_before_founding(office)
        if code_was_right(request):
            return redirect(request, "/setup/family")
        return page(request, "household/setup/code.html", form=Form())

    @post("/")
    async def prove(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        await only_before_founding(office)
        form = await read_form(request, SetupCode, language_of(request))
        if form.model is None:
            return page(request, "household/setup/code.html", 422, form=form)
        await count_try(office, [f"address:{request.client.host if request.client else ''}"])
        settings: Settings = request.app.state.settings
        if not same_text(plain_code(form.model.code), setup_code(settings.data)):
            sentence = _("That is not the code. It stands where the house was started.")
            form.refuse(Invalid(sentence, errors={"code": sentence}), language_of(request))
            return page(request, "household/setup/code.html", 422, form=form)
        answer = redirect(request, "/setup/family")
        answer.set_cookie(own_cookie(request, "setup", _proof(request), HOUR))
        return answer

    @get("/family")
    async def family(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        await only_before_founding(office)
        if not code_was_right(request):
            return redirect(request, "/setup")
        return ask_for_family(request, "/setup/family")

    @post("/family")
    async def name_family(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        await only_before_founding(office)
        if not code_was_right(request):
            return redirect(request, "/setup")
        return await name_family(request, "/setup/family", "/setup/you")

    @get("/you")
    async def you(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        await only_before_founding(office)
        if family_so_far(request) is None:
            return redirect(request, "/setup/family")
        return you_page(request, "/setup", filled({"face": "owl", "hue": "plum"}))

    @post("/you")
    async def found(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
    ) -> Answer:
        await only_before_founding(office)
        family = family_so_far(request)
        if family is None or not code_was_right(request):
            return redirect(request, "/setup")
        form = await read_form(request, FounderSent, language_of(request))
        if form.model is None:
            return you_page(request, "/setup", form, 422)
        try:
            entry = await _found(request, office, credentials, family, form.model)
        except Invalid as refusal:
            return you_page(request, "/setup", form.refuse(refusal, language_of(request)), 422)
        return _founded(request, entry)


async def _found(
    request: AppRequest, office: Office, credentials: Credentials, family: FamilySent, you: FounderSent
) -> Entry:
    founding, parent = await founders(credentials, family, you)
    async with office.work(the_house()) as work:
        return await found_family(work, founding, parent, browser_name(request))


async def founders(
    credentials: Credentials, family: FamilySent, you: FounderSent
) -> tuple[NewFamily, NewMember]:
    password = await hashed_password(credentials, you.password, you.name, family.name)
    parent = NewMember(
        name=you.name, role="parent", owner=True, face=you.face, hue=you.hue, born=you.born, password=password
    )
    return NewFamily(**family.model_dump()), parent


def _founded(request: AppRequest, entry: Entry) -> Answer:
    settings: Settings = request.app.state.settings
    forget_setup_code(settings.data)
    request.app.state["founded"] = True
    answer = enter(request, entry, "/setup/people")
    for purpose in ("setup", "founding"):
        answer.set_cookie(own_cookie(request, purpose, "", 0))
    return answer


def ask_for_family(request: AppRequest, action: str) -> Response[str]:
    known = family_so_far(request)
    guess = {"zone": zone_of_this_machine(), "language": language_of(request), "week_start": 0}
    return _family_page(request, action, filled(known.model_dump() if known else guess))


async def name_family(request: AppRequest, action: str, onwards: str) -> Answer:
    """The answer is kept in a cookie until there is somebody whose family it is."""
    form = await read_form(request, FamilySent, language_of(request))
    if form.model is not None and form.model.zone not in offered_zones():
        wrong = _("Choose a time zone from the list, such as Europe/Berlin.")
        form.errors["zone"] = say(language_of(request), wrong)
    if form.model is None or form.errors:
        return _family_page(request, action, form, 422)
    answer = redirect(request, onwards)
    answer.set_cookie(own_cookie(request, "founding", quote(form.model.model_dump_json()), HOUR))
    return answer


def _family_page(
    request: AppRequest,
    action: str,
    form: Form,  # type: ignore[type-arg]
    status: int = 200,
) -> Response[str]:
    shown = {"form": form, "zones": offered_zones(), "action": action, "nav": []}
    return page(request, "household/setup/family.html", status, **shown)


def you_page(
    request: AppRequest,
    steps: str,
    form: Form,  # type: ignore[type-arg]
    status: int = 200,
) -> Response[str]:
    """`steps`: where the pages of this set-up lie."""
    back = f"{steps}/family" if steps == "/setup" else steps
    return page(
        request, "household/setup/you.html", status, form=form, action=f"{steps}/you", back=back, nav=[]
    )


async def only_before_founding(office: Office) -> None:
    async with office.database.reading() as db:
        if await families_exist(db):
            raise NotFound(_("There is no such page."))


def _proof(request: AppRequest) -> str:
    """What the browser keeps after the right code; worthless with the next one."""
    settings: Settings = request.app.state.settings
    signed: str = request.app.state.secrets.sign("setup", setup_code(settings.data))
    return signed


def code_was_right(request: AppRequest) -> bool:
    sent = request.cookies.get(cookie_name(request.app.state.settings, "setup"), "")
    return same_text(sent, _proof(request))


def family_so_far(request: AppRequest) -> FamilySent | None:
    """The answer of the step before, which is written down nowhere until there is a parent."""
    sent = request.cookies.get(cookie_name(request.app.state.settings, "founding"), "")
    try:
        return FamilySent.model_validate_json(unquote(sent)) if sent else None
    except ValidationError:
        return None
