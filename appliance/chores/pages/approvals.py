"""All that waits for a yes on one page, to be said to several at once."""

from dataclasses import dataclass

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from pydantic import Field

from appliance.chores.actions import Answered, approve_all
from appliance.chores.policy import may_decide
from appliance.chores.queries import Duty, waiting_for_parent
from appliance.chores.rules.pay import Paid, paid, pay_for, was_late
from appliance.core.errors import NotAllowed
from appliance.core.forms import RowId, Sent
from appliance.core.i18n import counted, say, say_refusal
from appliance.core.i18n import mark as _
from appliance.core.work import Office, Reading
from appliance.household.queries.known import everyone_known
from appliance.web.forms import Form, read_form
from appliance.web.render import ShownToast, page, redirect
from appliance.web.request import AppRequest

TODAY = "/today"
SAID = counted("%(n)s chore is approved.", "%(n)s chores are approved.")


class ApprovalsForm(Sent):
    ids: list[RowId] = Field(min_length=1, max_length=100)


@dataclass(frozen=True)
class Waiting:
    """`brings` is None where a parent has to say it, on the page of that chore."""

    duty: Duty
    brings: Paid | None


class ApprovalPages(Controller):
    path = "/chores/approvals"

    @get()
    async def several(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await show_waiting(request, office, Form())

    @post()
    async def approve(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str] | Redirect:
        form = await read_form(request, ApprovalsForm, request.user.language)
        if form.model is None:
            form.errors["ids"] = say(request.user.language, _("Please tick at least one."))
            return await show_waiting(request, office, form, 422)
        async with office.work(request.user) as work:
            answers = await approve_all(work, form.model.ids)
        done = sum(one.refused is None for one in answers)
        said = say(request.user.language, SAID, n=done) if done else ""
        if done == len(answers):
            return redirect(request, TODAY, ShownToast(said, None))
        return await show_waiting(request, office, Form(), 409, said, answers)


async def show_waiting(
    request: AppRequest,
    office: Office,
    form: Form[ApprovalsForm],
    status: int = 200,
    said: str = "",
    answers: list[Answered] | None = None,
) -> Response[str]:
    if not may_decide(request.user):
        raise NotAllowed(_("Only a parent can say yes to that."))
    language = request.user.language
    refused = [(one.title, say_refusal(language, one.refused)) for one in answers or [] if one.refused]
    async with office.reading(request.user) as look:
        people = {member.id: member for member in await everyone_known(look)}
        waiting = [_waiting(look, duty) for duty in await waiting_for_parent(look)]
    return page(
        request,
        "chores/approvals.html",
        status,
        waiting=waiting,
        people=people,
        form=form,
        said=said,
        refused=refused,
    )


def _waiting(look: Reading, duty: Duty) -> Waiting:
    late = was_late(duty.done_at, duty.due_at, look.now)
    pays_nothing = duty.points == duty.bonus_minutes == 0
    pay = pay_for("keep" if pays_nothing else duty.overdue, late, None)
    return Waiting(duty, paid(duty.points, duty.bonus_minutes, pay) if pay else None)
