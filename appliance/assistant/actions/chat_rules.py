"""A parent decides about the family's chats."""

from dataclasses import dataclass

from appliance.assistant.events import ChatRulesChanged
from appliance.assistant.models import ChatRules, Sees
from appliance.assistant.policy import may_set_chat_rules
from appliance.assistant.queries.chat_rules import chat_rules_of
from appliance.assistant.rules.chats import KEPT_FOR
from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Work


@dataclass(frozen=True)
class ChatPlan:
    keep_days: int
    parents_see_child: Sees
    parents_see_teen: Sees
    help_lines: str = ""


async def change_chat_rules(work: Work, plan: ChatPlan) -> ChatRules:
    """Counts for what is said from now on: what was said before stays as it was promised then."""
    if not may_set_chat_rules(work.actor):
        raise NotAllowed(_("Only a parent can do this."))
    if plan.keep_days not in KEPT_FOR:
        sentence = _("Please choose one of these.")
        raise Invalid(sentence, {"keep_days": sentence})
    rules = await chat_rules_of(work)
    _note_changes(work, rules, plan)
    rules.keep_days, rules.help_lines = plan.keep_days, plan.help_lines.strip()
    rules.parents_see_child, rules.parents_see_teen = plan.parents_see_child, plan.parents_see_teen
    rules.changed_by, rules.changed_at = work.actor.member_id, work.now
    work.db.add(rules)
    seen = {"parents_see_child": rules.parents_see_child, "parents_see_teen": rules.parents_see_teen}
    await work.emit(ChatRulesChanged(family_id=rules.family_id, keep_days=rules.keep_days, **seen))
    return rules


def _note_changes(work: Work, rules: ChatRules, plan: ChatPlan) -> None:
    """Whom it is about is told when it was changed."""
    if rules.parents_see_child != plan.parents_see_child:
        rules.child_since = work.now
    if rules.parents_see_teen != plan.parents_see_teen:
        rules.teen_since = work.now
