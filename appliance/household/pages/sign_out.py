"""Leaving: this browser, another one, or all others."""

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.household.actions import revoke_sign_in, sign_out, sign_out_elsewhere
from appliance.household.actions.recognition import deny_sign_in, recognise_sign_in
from appliance.household.pages.cookies import forget_session
from appliance.web.forms import way_back
from appliance.web.render import ShownToast, Toast, changed, redirect
from appliance.web.request import AppRequest


class SignOutPages(Controller):
    @post("/sign-out")
    async def leave(self, request: AppRequest, office: NamedDependency[Office]) -> Redirect:
        if request.auth.session_id is not None:
            async with office.work(request.user) as work:
                await sign_out(work, request.auth.session_id)
        answer = redirect(request, "/sign-in")
        forget_session(request, answer)
        return answer

    @post("/sessions/{sign_in_id:int}/revocation")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], sign_in_id: FromPath[int]
    ) -> Response[str] | Redirect:
        async with office.work(request.user) as work:
            await revoke_sign_in(work, sign_in_id)
        back = await way_back(request, "/me")
        return changed(request, back, Toast(_("That sign-in has ended.")), "household")

    @post("/sessions/others/revocation")
    async def revoke_others(
        self, request: AppRequest, office: NamedDependency[Office]
    ) -> Response[str] | Redirect:
        async with office.work(request.user) as work:
            await sign_out_elsewhere(work, request.auth.session_id)
        return changed(request, "/me", Toast(_("You are signed in only here now.")), "household")

    @post("/sessions/{sign_in_id:int}/recognition")
    async def recognise(
        self, request: AppRequest, office: NamedDependency[Office], sign_in_id: FromPath[int]
    ) -> Response[str] | Redirect:
        async with office.work(request.user) as work:
            await recognise_sign_in(work, sign_in_id, request.auth.session_id)
        back = await way_back(request, "/me")
        return changed(request, back, Toast(_("Good. That browser is known now.")), "household")

    @post("/sessions/{sign_in_id:int}/denial")
    async def deny(
        self, request: AppRequest, office: NamedDependency[Office], sign_in_id: FromPath[int]
    ) -> Redirect:
        async with office.work(request.user) as work:
            await deny_sign_in(work, sign_in_id, request.auth.session_id)
        sentence = _(
            "It is signed out there. Now set a new password, so that nobody comes in with the old one."
        )
        toast = ShownToast(say(request.user.language, sentence), None)
        return redirect(request, "/me/password?keys=end", toast)
