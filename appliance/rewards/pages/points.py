from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.errors import Invalid
from appliance.core.i18n import counted, say
from appliance.core.i18n import mark as _
from appliance.core.secrets import new_token
from appliance.core.work import Office
from appliance.household.queries import member_of
from appliance.household.queries.known import everyone_known
from appliance.rewards.actions import allow_penalties, give_points, reverse_entry
from appliance.rewards.forms import PointsForm, RulesForm, WordForm
from appliance.rewards.pages.shop import SHOP, show_parents
from appliance.rewards.queries import line_of
from appliance.web.forms import Form, read_form, way_back
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
GIVEN = counted("%(name)s gets %(n)s point.", "%(name)s gets %(n)s points.")
TAKEN = counted("%(n)s point from %(name)s.", "%(n)s points from %(name)s.")


class LinePages(Controller):
    """One line of the ledger: for whose it is, and for parents."""

    @get("/rewards/points/{entry_id:int}")
    async def line(
        self, request: AppRequest, office: NamedDependency[Office], entry_id: FromPath[int]
    ) -> Response[str]:
        return await show_line(request, office, entry_id, Form())


class PointChanges(Controller):
    """Points by a parent's hand."""

    path = f"{SHOP}/points"
    guards = [parents_only]

    @post()
    async def points(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        form = await read_form(request, PointsForm, request.user.language)
        if sent := form.model:
            amount = sent.amount if sent.kind == "bonus" else -sent.amount
            try:
                async with office.work(request.user) as work:
                    member = await member_of(work, sent.member)
                    entry_id = await give_points(work, sent.member, amount, sent.reason, sent.key)
                sentence = GIVEN if amount > 0 else TAKEN
                text = say(request.user.language, sentence, name=member.name, n=sent.amount)
                return redirect(request, SHOP, ShownToast(text, f"{SHOP}/points/{entry_id}/reversal"))
            except Invalid as refusal:
                form.refuse(refusal, request.user.language)
        if "key" in form.errors:  # nobody sees this field: with another one the same form can be sent again
            form.values["key"], form.errors[""] = new_token()[:16], form.errors.pop("key")
        async with office.reading(request.user) as look:
            return await show_parents(request, look, 422, points_form=form)

    @post("/rules")
    async def rules(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        form = await read_form(request, RulesForm, request.user.language)
        if form.model is None:
            raise Invalid(_("We could not read what was sent."), form.errors)
        async with office.work(request.user) as work:
            await allow_penalties(work, form.model.penalties)
        sentence = (
            _("Points may be taken away again. The children can read it.")
            if form.model.penalties
            else _("Nobody takes points away any more. The children can read it.")
        )
        return changed(request, SHOP, Toast(sentence), "points")

    @post("/{entry_id:int}/reversal")
    async def reverse(
        self, request: AppRequest, office: NamedDependency[Office], entry_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, WordForm, request.user.language)
        if form.model is None:
            return await show_line(request, office, entry_id, form, 422)
        async with office.work(request.user) as work:
            await reverse_entry(work, entry_id, form.model.note)
        back = await way_back(request, SHOP)
        return changed(request, back, Toast(_("Taken back.")), "points", "screen_time")


async def show_line(
    request: AppRequest, office: Office, entry_id: int, form: Form[WordForm], status: int = 200
) -> Response[str]:
    async with office.reading(request.user) as look:
        line = await line_of(look, entry_id)
        people = {member.id: member for member in await everyone_known(look)}
    return page(request, "rewards/line.html", status, line=line, people=people, form=form)
