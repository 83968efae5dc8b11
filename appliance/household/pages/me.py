"""One's own page: password, where one is signed in, keys for programs."""

from datetime import timedelta

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect

from appliance.core.errors import Invalid, NotAllowed, TooOften
from appliance.core.i18n import mark as _
from appliance.core.i18n import say, say_refusal
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household import policy
from appliance.household.actions import change_own_password
from appliance.household.actions.secrets import OwnPassword
from appliance.household.credentials import Credentials
from appliance.household.forms import PasswordChange
from appliance.household.queries import member_of, sign_ins_of
from appliance.household.queries.keys import keys_for
from appliance.household.queries.known import name_known
from appliance.web.forms import Form, read_form
from appliance.web.render import ShownToast, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect


class MePages(Controller):
    @get("/me")
    async def me(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await _me(request, office)

    @get("/me/password")
    async def password(
        self, request: AppRequest, office: NamedDependency[Office], keys: FromQuery[str] = ""
    ) -> Response[str]:
        """`keys=end` where it was someone else who came in: then their keys are not to be trusted either."""
        if not policy.may_have_password(request.user.role):
            raise NotAllowed(_("Your PIN is changed by a parent."))
        return await _password_page(request, office, Form(values={"end_keys": str(keys == "end").lower()}))

    @post("/me/password")
    async def change_password(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
    ) -> Answer:
        form = await read_form(request, PasswordChange, request.user.language)
        if form.model is None:
            return await _password_page(request, office, form, 422)
        sent = form.model
        change = OwnPassword(sent.old, sent.password, request.auth.session_id, sent.end_keys)
        try:
            await change_own_password(office, credentials, request.user, change)
        except Invalid as refusal:
            return await _password_page(request, office, form.refuse(refusal, request.user.language), 422)
        except TooOften as refusal:
            form.errors[""] = say_refusal(request.user.language, refusal)
            return await _password_page(request, office, form, 429)
        return _back(request, _("Your new password is set. You are signed in only here now."))


async def _me(request: AppRequest, office: Office) -> Response[str]:
    settings: Settings = request.app.state.settings
    grown = policy.may_have_password(request.user.role)
    async with office.reading(request.user) as look:
        me = await member_of(look, request.user.member_id)
        idle = timedelta(days=settings.session_idle_days)
        sign_ins = await sign_ins_of(look, request.user.member_id, idle)
        keys = await keys_for(look) if grown else []
        giver = await name_known(look, me.made_owner_by) if me.made_owner_by else ""
    return page(
        request,
        "household/me.html",
        me=me,
        sign_ins=sign_ins,
        keys=keys,
        ends_soon=[key for key in keys if key.ends_soon(look.now)],
        grown=grown,
        made_owner_by=giver,
        may_leave=policy.may_leave(request.user),
        news=request.auth.news,
        here=request.auth.session_id,
    )


async def _password_page(
    request: AppRequest,
    office: Office,
    form: Form[PasswordChange],
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        me = await member_of(look, request.user.member_id)
    return page(request, "household/own_password.html", status, form=form, me=me)


def _back(request: AppRequest, sentence: str) -> Redirect:
    return redirect(request, "/me", ShownToast(say(request.user.language, sentence), None))
