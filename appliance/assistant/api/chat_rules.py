"""What a family decided about its chats."""

from datetime import datetime

from litestar import Controller, get, put
from litestar.di import NamedDependency
from litestar.params import JSONBody
from pydantic import BaseModel

from appliance.assistant.actions.chat_rules import ChatPlan, change_chat_rules
from appliance.assistant.forms import ChatRulesTyped
from appliance.assistant.models import ChatRules, Sees
from appliance.assistant.queries.chat_rules import chat_rules_of
from appliance.core.work import Office
from appliance.web.request import AppRequest


class ChatRulesShown(BaseModel):
    """`keep_days` 0: until somebody deletes them. `help_lines` empty: the house's own words."""

    keep_days: int
    parents_see_child: Sees
    parents_see_teen: Sees
    help_lines: str
    changed_by: int
    changed_at: datetime | None


class ChatRulesApi(Controller):
    path = "/chats/rules"
    tags = ["Assistant"]

    @get(summary="How long chats are kept, and what parents see of their children's")
    async def show(self, request: AppRequest, office: NamedDependency[Office]) -> ChatRulesShown:
        async with office.reading(request.user) as look:
            return _shown(await chat_rules_of(look))

    @put(summary="Decide that (parents); it counts for what is said from now on")
    async def change(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[ChatRulesTyped]
    ) -> ChatRulesShown:
        async with office.work(request.user, "api") as work:
            return _shown(await change_chat_rules(work, ChatPlan(**data.model_dump())))


def _shown(rules: ChatRules) -> ChatRulesShown:
    return ChatRulesShown.model_validate(rules, from_attributes=True)
