"""The buttons below an answer: yes or not now to what waits, and which of two or three was meant."""

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.assistant.forms import MarkSent
from appliance.assistant.turn import Assistant, Way
from appliance.core.errors import RuleBroken
from appliance.core.i18n import mark as _
from appliance.web.api.limits import ask_in_moderation
from appliance.web.forms import read_form
from appliance.web.render import redirect
from appliance.web.request import AppRequest

Page = Response[str] | Redirect


def way_of(request: AppRequest) -> Way:
    return Way("chat", request.auth.hold)


class AnswersToTap(Controller):
    path = "/ask"

    @post("/confirmations/{confirmation_id:int}/acceptance", status_code=200)
    async def accept(
        self, request: AppRequest, assistant: NamedDependency[Assistant], confirmation_id: FromPath[int]
    ) -> Page:
        form = await read_form(request, MarkSent, request.user.language)
        if form.model is None:
            raise RuleBroken(
                _("This is not what you were asked. Nothing was changed. Please say it once more.")
            )
        row = await assistant.gate.accept(request.user, way_of(request), confirmation_id, form.model.mark)
        return redirect(request, f"/ask/{row.conversation_id}")

    @post("/confirmations/{confirmation_id:int}/refusal", status_code=200)
    async def refuse(
        self, request: AppRequest, assistant: NamedDependency[Assistant], confirmation_id: FromPath[int]
    ) -> Page:
        row = await assistant.gate.refuse(request.user, way_of(request), confirmation_id)
        return redirect(request, f"/ask/{row.conversation_id}")

    @post("/answers/{answer_id:int}/choices/{number:int}", status_code=200, guards=[ask_in_moderation])
    async def choose(
        self,
        request: AppRequest,
        assistant: NamedDependency[Assistant],
        answer_id: FromPath[int],
        number: FromPath[int],
    ) -> Page:
        asked = await assistant.choose(request.user, answer_id, number, way_of(request))
        return redirect(request, f"/ask/{asked.conversation_id}")
