"""Keys for programs: seen, made, renewed, replaced and revoked."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.household import policy
from appliance.household.actions import make_token, revoke_token
from appliance.household.actions.keys import renew_token, replace_token
from appliance.household.forms import ReplacementSent, TokenSent
from appliance.household.queries.keys import keys_for, own_key
from appliance.web.forms import filled, read_form
from appliance.web.render import Toast, changed, page
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
HERE = "/tokens"


class TokenPages(Controller):
    path = HERE

    @get("/")
    async def tokens(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        _ask(request)
        async with office.reading(request.user) as look:
            keys = await keys_for(look)
        mine = [key for key in keys if key.member.id == request.user.member_id]
        others = [key for key in keys if key.member.id != request.user.member_id]
        return page(request, "household/tokens.html", mine=mine, others=others)

    @get("/new")
    async def new(self, request: AppRequest) -> Response[str]:
        _ask(request)
        return page(request, "household/token.html", form=filled({"days": 90, "scope": "write"}))

    @post("/")
    async def make(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        """Answered at once and never again: the key is nowhere in plain."""
        form = await read_form(request, TokenSent, request.user.language)
        if form.model is None:
            return page(request, "household/token.html", 422, form=form)
        scopes = ("read", "write") if form.model.scope == "write" else ("read",)
        async with office.work(request.user) as work:
            token = await make_token(work, request.user.member_id, form.model.name, form.model.days, scopes)
        return page(request, "household/token_made.html", token=token, name=form.model.name)

    @post("/{token_id:int}/renewal")
    async def renew(
        self, request: AppRequest, office: NamedDependency[Office], token_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            key = await renew_token(work, token_id)
        toast = Toast(_("%(name)s is renewed."), {"name": key.name})
        return changed(request, HERE, toast, "household")

    @get("/{token_id:int}/replacement")
    async def replacing(
        self, request: AppRequest, office: NamedDependency[Office], token_id: FromPath[int]
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            key = await own_key(look, token_id)
        return page(request, "household/token_replacement.html", key=key, form=filled({"old": "now"}))

    @post("/{token_id:int}/replacement")
    async def replace(
        self, request: AppRequest, office: NamedDependency[Office], token_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, ReplacementSent, request.user.language)
        async with office.reading(request.user) as look:
            key = await own_key(look, token_id)
        if form.model is None:
            return page(request, "household/token_replacement.html", 422, key=key, form=form)
        async with office.work(request.user) as work:
            token = await replace_token(work, token_id, old_for_a_day=form.model.old == "day")
        return page(request, "household/token_made.html", token=token, name=key.name)

    @post("/{token_id:int}/revocation")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], token_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await revoke_token(work, token_id)
        return changed(request, HERE, Toast(_("That key opens nothing any more.")), "household")


def _ask(request: AppRequest) -> None:
    if not policy.may_have_password(request.user.role):
        raise NotAllowed(_("You may not open this."))
