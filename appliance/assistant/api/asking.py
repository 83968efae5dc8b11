"""Asking the assistant by API."""

from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from pydantic import BaseModel

from appliance.assistant.forms import QuestionSent, QuestionTyped
from appliance.assistant.models import Utterance
from appliance.assistant.queries.confirmations import confirmation_at, further_answers
from appliance.assistant.queries.conversations import answer_of
from appliance.assistant.turn import Assistant, Way
from appliance.core.work import Office, Reading
from appliance.web.request import AppRequest


class ChoiceShown(BaseModel):
    """One of two or three readings: tap it by its number."""

    number: int
    text: str
    tool: str
    args: dict[str, str | int]


class AnswerShown(BaseModel):
    """`state` waiting: a chat model is still answering; ask again for this answer by its id.

    `missing`: what is asked for, to be said next. `confirmation`: what waits for a yes by its number.
    `memories_fit`: how each of `memories_used` fits: both, words, close or loose.
    `further`: answers to further commands of the same sentence, each by its number.
    """

    id: int
    chat: int
    state: str
    text: str
    lines: list[str]
    by: str
    tool: str
    memories_used: list[int]
    memories_fit: list[str]
    about: int | None = None
    choices: list[ChoiceShown] = []
    missing: str = ""
    confirmation: int | None = None
    further: list[int] = []


class AskApi(Controller):
    path = "/ask"
    tags = ["Assistant"]

    @post(summary="Ask or tell the assistant something; it acts with your rights")
    async def ask(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        data: JSONBody[QuestionSent],
    ) -> AnswerShown:
        asked = await assistant.ask(request.user, data.text, data.chat, way_of(request))
        async with office.reading(request.user) as look:
            return await answer_shown(look, asked.answer_id)

    @get("/answers/{answer_id:int}", summary="An answer, as far as it is given")
    async def answer(
        self, request: AppRequest, office: NamedDependency[Office], answer_id: FromPath[int]
    ) -> AnswerShown:
        async with office.reading(request.user) as look:
            return await answer_shown(look, answer_id)

    @post("/answers/{answer_id:int}/stop", status_code=200, summary="Stop an answer that is being given")
    async def stop(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        answer_id: FromPath[int],
    ) -> AnswerShown:
        async with office.reading(request.user) as look:
            await answer_of(look, answer_id)
        await assistant.stop(request.user, answer_id)
        async with office.reading(request.user) as look:
            return await answer_shown(look, answer_id)

    @post("/answers/{answer_id:int}/retry", status_code=200, summary="Ask the last question of a chat again")
    async def ask_again(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        answer_id: FromPath[int],
    ) -> AnswerShown:
        asked = await assistant.ask_again(request.user, answer_id, way_of(request))
        async with office.reading(request.user) as look:
            return await answer_shown(look, asked.answer_id)

    @put("/questions/{question_id:int}", summary="Ask the last question of a chat in other words")
    async def reword(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        question_id: FromPath[int],
        data: JSONBody[QuestionTyped],
    ) -> AnswerShown:
        """What was done for it stays done: then the new words come below it."""
        asked = await assistant.reword(request.user, question_id, data.text, way_of(request))
        async with office.reading(request.user) as look:
            return await answer_shown(look, asked.answer_id)


def way_of(request: AppRequest) -> Way:
    return Way("api", request.auth.hold)


async def answer_shown(look: Reading, answer_id: int) -> AnswerShown:
    answer = await answer_of(look, answer_id)
    return AnswerShown(
        id=answer_id,
        chat=answer.conversation_id,
        state=answer.state,
        text=answer.text,
        lines=answer.lines,
        by=answer.by,
        tool=answer.tool,
        memories_used=answer.used,
        memories_fit=answer.fits,
        about=answer.about_id,
        choices=_choices(answer),
        missing=str(answer.asks.get("missing", "")),
        confirmation=await confirmation_at(look, answer_id),
        further=await further_answers(look, answer),
    )


def _choices(answer: Utterance) -> list[ChoiceShown]:
    """None once one of them is taken."""
    found = answer.asks.get("choices")
    if not isinstance(found, list) or answer.chosen:
        return []
    return [ChoiceShown.model_validate({"number": at, **one}) for at, one in enumerate(found, 1)]
