"""Calls of tools in words, without what they were called with."""

from collections.abc import Mapping

from appliance.core.i18n import mark as _

TOOLS: Mapping[str, str] = {
    "chores_list": _("Look at chores"),
    "chore_complete": _("Tick off a chore"),
    "chore_add": _("Add a chore"),
    "chore_approve": _("Say yes to a chore"),
    "points_balance": _("Look at points"),
    "reward_redeem": _("Ask for a reward"),
    "screen_time_left": _("Look at screen time"),
    "screen_time_request": _("Ask for minutes"),
    "screen_time_grant": _("Give minutes"),
    "screen_time_limit": _("Change a limit"),
    "screen_time_pause": _("Pause screens"),
    "screen_time_resume": _("End a pause of screens"),
    "memory_save": _("Remember something"),
    "memory_search": _("Look into memories"),
    "memory_forget": _("Forget something"),
    "message_send": _("Send a message"),
    "reminder_add": _("Set a reminder"),
    "file_find": _("Look for a file"),
    "report_show": _("Look at a report"),
    "unknown": _("Something that is not there"),
}
OUTCOMES: Mapping[str, str] = {
    "read": _("looked up"),
    "done": _("done"),
    "proposed": _("waits for a tap"),
    "asked": _("asked back"),
    "declined": _("not now"),
    "forbidden": _("not theirs to do"),
    "refused": _("not possible"),
    "coming": _("not here yet"),
}
DOORS: Mapping[str, str] = {"chat": _("in the chat"), "api": _("by a program")}
