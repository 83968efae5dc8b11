"""A tool and the tagged words, resolved to calls of the contract with what the speaker may do of it."""

from collections.abc import Callable

from appliance.assistant.intents.models import Arguments, Understanding
from appliance.assistant.intents.resolving import everyday, screens, words_kept
from appliance.assistant.intents.resolving.filled import Filled
from appliance.assistant.intents.resolving.spoken import Spoken
from appliance.assistant.intents.rights import may, who_could

NONE = "none"
TOOLS: dict[str, Callable[[Spoken], Filled]] = {
    "chores_list": everyday.chores_list,
    "chore_complete": everyday.chore_complete,
    "chore_add": everyday.chore_add,
    "chore_approve": everyday.chore_approve,
    "points_balance": everyday.points_balance,
    "reward_redeem": everyday.reward_redeem,
    "screen_time_left": screens.screen_time_left,
    "screen_time_request": screens.screen_time_request,
    "screen_time_grant": screens.screen_time_grant,
    "screen_time_limit": screens.screen_time_limit,
    "screen_time_pause": screens.screen_time_pause,
    "screen_time_resume": screens.screen_time_pause,
    "memory_save": words_kept.memory_save,
    "memory_search": words_kept.memory_search,
    "memory_forget": words_kept.memory_forget,
    "message_send": words_kept.message_send,
    "reminder_add": words_kept.reminder_add,
    "file_find": words_kept.file_find,
    "report_show": words_kept.report_show,
}
BUTTONS = 3


def resolved(tool: str, spoken: Spoken, confidence: float, why: str) -> Understanding | None:
    """None where the words fit nothing of this family."""
    filled = TOOLS[tool](spoken)
    if not filled.calls:
        return None
    calls = [understood(tool, args, spoken, confidence, why) for args in filled.calls]
    first, *more = calls
    if filled.missing:
        return Understanding(
            tool, first.args, confidence, first.allowed, why, missing=filled.missing, could=first.could
        )
    if filled.either:
        return asked_back(calls, confidence, why)
    return Understanding(
        tool, first.args, confidence, first.allowed, why, more=tuple(more), could=first.could
    )


def asked_back(calls: list[Understanding], confidence: float, why: str) -> Understanding | None:
    """What the speaker may do of it is worth a question; what only others may do is not."""
    offered = [call for call in calls if call.allowed]
    if not 1 <= len(offered) <= BUTTONS:
        return None
    return Understanding(NONE, confidence=confidence, why=f"{why}, but not which", choices=tuple(offered))


def understood(tool: str, args: Arguments, spoken: Spoken, confidence: float, why: str) -> Understanding:
    """One call, with what the speaker may do of it, and else who could."""
    allowed = may(tool, args, spoken.speaker, spoken.household)
    could = () if allowed else who_could(tool, args, spoken.household)
    return Understanding(tool, args, confidence, allowed, why, could=could)
