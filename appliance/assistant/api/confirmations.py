"""Yes or not now to what waits, and which of several was meant: the buttons of the chat for programs."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from pydantic import BaseModel

from appliance.assistant.actions.confirmations import args_of
from appliance.assistant.api.asking import AnswerShown, answer_shown, way_of
from appliance.assistant.forms import MarkSent
from appliance.assistant.models import Confirmation
from appliance.assistant.queries.confirmations import confirmation_of
from appliance.assistant.rules.calls import state_of
from appliance.assistant.turn import Assistant
from appliance.core.work import Office
from appliance.web.request import AppRequest


class ConfirmationShown(BaseModel):
    """`state`: waiting, done, declined or expired; `args` are empty once it is over. Send `mark` back."""

    id: int
    chat: int
    answer: int
    tool: str
    args: dict[str, str | int]
    mark: str
    state: str
    made_at: datetime
    expires_at: datetime


class TapsApi(Controller):
    path = "/ask"
    tags = ["Assistant"]

    @get("/confirmations/{confirmation_id:int}", summary="What waits for your yes")
    async def confirmation(
        self, request: AppRequest, office: NamedDependency[Office], confirmation_id: FromPath[int]
    ) -> ConfirmationShown:
        async with office.reading(request.user) as look:
            return _shown(await confirmation_of(look, confirmation_id), look.now)

    @post(
        "/confirmations/{confirmation_id:int}/acceptance",
        status_code=200,
        summary="Say yes to it: once, with the key that asked, within five minutes",
    )
    async def accept(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        confirmation_id: FromPath[int],
        data: JSONBody[MarkSent],
    ) -> AnswerShown:
        row = await assistant.gate.accept(request.user, way_of(request), confirmation_id, data.mark)
        async with office.reading(request.user) as look:
            return await answer_shown(look, row.utterance_id)

    @post("/confirmations/{confirmation_id:int}/refusal", status_code=200, summary="Not now")
    async def refuse(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        confirmation_id: FromPath[int],
    ) -> ConfirmationShown:
        row = await assistant.gate.refuse(request.user, way_of(request), confirmation_id)
        async with office.reading(request.user) as look:
            return _shown(await confirmation_of(look, row.id or 0), look.now)

    @post(
        "/answers/{answer_id:int}/choices/{number:int}",
        status_code=200,
        summary="Which of the choices was meant: it is carried out as if you had said it",
    )
    async def choose(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        answer_id: FromPath[int],
        number: FromPath[int],
    ) -> AnswerShown:
        asked = await assistant.choose(request.user, answer_id, number, way_of(request))
        async with office.reading(request.user) as look:
            return await answer_shown(look, asked.answer_id)


def _shown(row: Confirmation, now: datetime) -> ConfirmationShown:
    return ConfirmationShown(
        id=row.id or 0,
        chat=row.conversation_id,
        answer=row.utterance_id,
        tool=row.tool,
        args=args_of(row),
        mark=row.args_hash,
        state=state_of(row, now),
        made_at=row.made_at,
        expires_at=row.expires_at,
    )
