from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from pydantic import BaseModel, Field

from appliance.chores import actions
from appliance.core.forms import RowId, Sent
from appliance.core.i18n import say_refusal
from appliance.core.work import Office
from appliance.web.request import AppRequest


class ApprovalsSent(Sent):
    ids: list[RowId] = Field(min_length=1, max_length=100)


class ApprovalShown(BaseModel):
    """`refused`: why it is not approved."""

    id: int
    title: str
    approved: bool
    refused: str | None


class ApprovalsApi(Controller):
    path = "/chores/approvals"
    tags = ["Chores"]

    @post(status_code=200, summary="Say yes to several, each by itself (parents)")
    async def approve(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[ApprovalsSent]
    ) -> list[ApprovalShown]:
        async with office.work(request.user, "api") as work:
            answers = await actions.approve_all(work, data.ids)
        language = request.user.language
        return [
            ApprovalShown(
                id=one.occurrence_id,
                title=one.title,
                approved=one.refused is None,
                refused=say_refusal(language, one.refused) if one.refused else None,
            )
            for one in answers
        ]
