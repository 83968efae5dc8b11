"""What the assistant was asked to do, by API."""

from datetime import datetime

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from pydantic import BaseModel

from appliance.assistant.queries.tool_calls import ToolCall, tool_calls_asked
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.web.api.pages import listed
from appliance.web.request import AppRequest


class ToolCallShown(BaseModel):
    """`outcome`: read, done, proposed, asked, declined, forbidden, refused or coming. `by`: instant, model,
    choice or tap. What it was called with is not kept."""

    id: int
    at: datetime
    who: str
    door: str
    tool: str
    outcome: str
    by: str


class ToolCallsApi(Controller):
    path = "/assistant/calls"
    tags = ["Assistant"]

    @get(summary="What the assistant did and was refused: yours; for parents the family's, without looks")
    async def calls(
        self, request: AppRequest, office: NamedDependency[Office], page: NamedDependency[Page]
    ) -> Response[list[ToolCallShown]]:
        async with office.reading(request.user) as look:
            return listed(request, await tool_calls_asked(look, page), _shown)


def _shown(call: ToolCall) -> ToolCallShown:
    return ToolCallShown.model_validate(call, from_attributes=True)
