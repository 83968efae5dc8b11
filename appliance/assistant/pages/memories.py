"""What the family told: to see, to find and to add to."""

from typing import Annotated
from urllib.parse import urlencode

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.assistant.actions.keeping import end_of
from appliance.assistant.actions.memories import save_memory
from appliance.assistant.engine_room import Models
from appliance.assistant.forms import MemoryTyped
from appliance.assistant.models import Audience, Meaning, Memory
from appliance.assistant.queries.memories import VALID, Remembered, Standing, Wanted, Whose, memories_asked
from appliance.assistant.queries.overview import asked_about, overview_of
from appliance.assistant.queries.pairs import pairs_open
from appliance.assistant.queries.searching import search_memories
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.paging import Page as Place
from appliance.core.work import Office, Reading, Work
from appliance.web.forms import Form, filled, read_form
from appliance.web.render import ShownToast, page, redirect
from appliance.web.request import AppRequest

Page = Response[str] | Redirect
MOST = 30  # of a search
LISTED = 60
NEW = {"visible_to": Audience.PRIVATE.value}


class MemoryPages(Controller):
    path = "/memories"

    @get()
    async def all(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        models: NamedDependency[Models],
        q: FromQuery[str] = "",
        whose: Annotated[Whose | None, QueryParameter()] = None,
        visible_to: Annotated[Audience | None, QueryParameter()] = None,
        standing: Annotated[Standing, QueryParameter()] = Standing.VALID,
        after: FromQuery[str] = "",
    ) -> Response[str]:
        wanted = Wanted(visible_to, whose, standing)
        return await show_all(request, office, models, filled(NEW), q.strip()[:200], wanted, after)

    @post(status_code=200)
    async def save(
        self, request: AppRequest, office: NamedDependency[Office], models: NamedDependency[Models]
    ) -> Page:
        form = await read_form(request, MemoryTyped, request.user.language)
        if form.model is None:
            return await show_all(request, office, models, form, status=422)
        sent = form.model
        meaning = await models.meaning_of(sent.text)
        ends = end_of(sent.until, request.user) if sent.until else None
        try:
            async with office.work(request.user, "page") as work:
                memory = await save_memory(
                    work, sent.text, visible_to=sent.visible_to, meaning=meaning, expires_at=ends
                )
                return await _saved(request, work, memory)
        except Invalid as wrong:
            named = Invalid(wrong.sentence, renamed(wrong), **wrong.values)
            refused = form.refuse(named, request.user.language)
            return await show_all(request, office, models, refused, status=422)


async def _saved(request: AppRequest, work: Work, memory: Memory) -> Page:
    """Where there is something to ask about it, the question comes at once."""
    if memory.created_at != work.now:
        return redirect(request, f"/memories/{memory.id}", told(request, _("I knew that already.")))
    asks = await pairs_open(work, 1, memory.id)
    where = f"/memories/{memory.id}" if asks else "/memories"
    return redirect(request, where, told(request, _("I will remember that.")))


def renamed(wrong: Invalid) -> dict[str, str]:
    """The page asks for a day where the verb takes a moment."""
    return {"until" if name == "expires_at" else name: said for name, said in wrong.errors.items()}


async def show_all(
    request: AppRequest,
    office: Office,
    models: Models,
    form: Form[MemoryTyped] | Form[BaseModel],
    asked: str = "",
    wanted: Wanted = VALID,
    after: str = "",
    status: int = 200,
) -> Response[str]:
    meaning = await models.meaning_of(asked) if asked else None
    async with office.reading(request.user) as look:
        shown = await _shown(look, asked, wanted, after, meaning)
        shown["overview"] = await overview_of(look, models.fingerprint)
    shown |= {"form": form, "words_only": models.ready and not models.finds_by_meaning}
    return page(request, "assistant/memories.html", status, **shown)


async def _shown(
    look: Reading, asked: str, wanted: Wanted, after: str, meaning: Meaning | None
) -> dict[str, object]:
    """Questions stand above the first page of all of them, and nowhere else."""
    if asked:
        found, older = await search_memories(look, asked, meaning, MOST, wanted), ""
    else:
        part = await memories_asked(look, wanted, Place(LISTED, after))
        found, older = list(part.rows), part.next
    first = not (asked or after or wanted.is_narrow)
    return {
        "asked": asked,
        "wanted": wanted,
        "found": found,
        "groups": grouped(look, found),
        "older": address(asked, wanted, older) if older else "",
        "here": address(asked, wanted, after),
        "asked_about": await asked_about(look) if first else [],
        "pairs": await pairs_open(look) if first else [],
    }


def grouped(look: Reading, found: list[Remembered]) -> tuple[list[Remembered], list[Remembered]]:
    """One's own, and what others share."""
    me = look.viewer.member_id
    mine = [one for one in found if one.memory.owner_id == me]
    return mine, [one for one in found if one.memory.owner_id != me]


def address(asked: str, wanted: Wanted, after: str) -> str:
    said = {
        "q": asked,
        "whose": wanted.whose.value if wanted.whose else "",
        "visible_to": wanted.visible_to.value if wanted.visible_to else "",
        "standing": "" if wanted.standing is Standing.VALID else wanted.standing.value,
        "after": after,
    }
    line = urlencode({name: value for name, value in said.items() if value})
    return f"/memories?{line}" if line else "/memories"


def told(request: AppRequest, sentence: str) -> ShownToast:
    return ShownToast(say(request.user.language, sentence), None)
