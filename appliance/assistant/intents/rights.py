"""Whether role and relation let somebody use a tool. Due, waiting or payable is the verb's to say."""

from appliance.assistant.intents.models import Arguments, ChoreName, Household, Person

GROWN = frozenset({"parent", "guest"})
YOUNG = frozenset({"teen", "child"})
HOME = frozenset({"parent", "teen", "child"})
EVERYBODY = HOME | GROWN
ROLES = {
    "chores_list": EVERYBODY,
    "chore_complete": EVERYBODY,
    "chore_add": frozenset({"parent"}),
    "chore_approve": GROWN,
    "points_balance": HOME,
    "reward_redeem": YOUNG,
    "screen_time_left": EVERYBODY,
    "screen_time_request": YOUNG,
    "screen_time_grant": GROWN,
    "screen_time_limit": frozenset({"parent"}),
    "screen_time_pause": frozenset({"parent"}),
    "screen_time_resume": frozenset({"parent"}),
    "memory_save": HOME,
    "memory_search": HOME,
    "memory_forget": HOME,
    "message_send": HOME,
    "reminder_add": HOME,
    "file_find": HOME,
    "report_show": HOME,
}
OF_ONESELF = frozenset({"points_balance", "screen_time_left", "reminder_add", "report_show"})
A_GUESTS_MINUTES = 30  # a day


def may(tool: str, args: Arguments, speaker: Person, household: Household) -> bool:
    if speaker.role not in ROLES.get(tool, EVERYBODY):
        return False
    if tool == "screen_time_grant" and speaker.role == "guest":
        return int(args.get("minutes", 0)) <= A_GUESTS_MINUTES
    if speaker.role in GROWN:
        return True
    if tool == "chore_complete":
        return _may_complete(args, speaker, household)
    return tool not in OF_ONESELF or args.get("member") == speaker.name


def who_could(tool: str, args: Arguments, household: Household) -> tuple[str, ...]:
    """Those of the family who may do just this, the nearest first."""
    willing = [person for person in household.people if may(tool, args, person, household)]
    by_relation = sorted(
        willing, key=lambda person: (person.name != args.get("member"), not person.is_parent)
    )
    return tuple(person.name for person in by_relation)


def _may_complete(args: Arguments, speaker: Person, household: Household) -> bool:
    nobodys = ChoreName(str(args.get("chore", "")))
    chore = next((chore for chore in household.chores if chore.title == nobodys.title), nobodys)
    return args.get("member") == speaker.name and (not chore.members or speaker.name in chore.members)
