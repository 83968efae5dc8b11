"""Which odd values are legal where: a chore may be called -1, but nobody gets NaN points."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.access.odd import WORDS
from tests.access.rows import Row
from tests.access.world import World

DATES = {"0001", "9999", "30 February"}
WRITTEN = {"-1", "0", "2^63", "NaN", "Infinity", "1e309", "5 and a space", "null", *DATES}
LETTERS = {*WRITTEN, "right to left"}
KINDS: Mapping[str, set[str]] = {
    "text": LETTERS,
    "lines": {*LETTERS, "two lines", "10^400"},
    "name": WRITTEN,  # is read out and stands in logs: nothing in it may turn what is around it
    "secret": {*LETTERS, "10^400", "two lines", "NUL", "broken letters", "half a letter", "spaces"},
    "key": {"2^63", "Infinity", *DATES},  # at least eight letters
    "kept apart": LETTERS,  # sealed, or put together with others
    "count": {"0", "5 and a space"},
    "amount": {"-1"},
    "number": {"5 and a space"},
    "chosen": set(),
    "somebody": {"5 and a space"},  # somebody has this number
    "flag": {"true", "0"},
    "way back": set(WORDS) | {"broken letters", "half a letter"},  # leads home,
    "list": {"list"},
    "seconds": {"0", "1.5"},
    "one a line": {*LETTERS, "two lines"},
    "from the end": {"-1", "5 and a space"},
    "one of few, or the last": {"-1"},
    "one of few, or never": {"0"},
    "none of them": {"0"},
}
TYPES = {
    "count",
    "number",
    "amount",
    "flag",
    "list",
    "seconds",
    "one of few, or never",
    "none of them",
}  # no texts in JSON
STORED = {"text", "lines", "name", "count", "amount", "number"}
FIELDS: Mapping[str, str] = {
    "account": "kept apart?",
    **{f"{part}_{day}": "chosen?" for part in ("hours", "bed") for day in range(7)},
    **dict.fromkeys(("weekday_hours", "weekend_hours", "weekend_bed_from", "weekend_bed_until"), "chosen?"),
    **dict.fromkeys(("each_day", "unlimited", "open_hours", "no_bed"), "flag?"),
    "for_minutes": "number?",
    "add": "chosen?",
    "alert_silence": "flag?",
    "after": "number?",
    "after_unit": "chosen?",
    "amount": "number",
    "answer": "text?",
    "app": "text",
    "at": "chosen?",
    "afternoon_from": "chosen?",
    "auto_approve": "flag?",
    "back": "way back?",
    "bed_from": "chosen?",
    "bed_until": "chosen?",
    "bonus_cap": "count?",
    "boot": "kept apart?",
    "bonus_minutes": "count?",
    "born": "chosen?",
    "called": "kept apart?",
    "cards": "chosen?",
    "category": "text?",
    "clock": "seconds?",
    "count": "count",
    "check": "flag?",
    "chat": "chosen?",
    "chores": "chosen",
    "daily": "number?",
    "days": "count?",
    "details": "lines?",
    "device": "text?",
    "dim_from": "chosen?",
    "dim_until": "chosen?",
    "due_time": "chosen?",
    "effort": "chosen?",
    "evening_from": "chosen?",
    "face": "chosen?",
    "first": "chosen",
    "gap": "number?",
    "file": "chosen?",
    "group": "chosen",
    "home": "chosen?",
    "help_lines": "lines?",
    "hour": "count?",
    "guest_days": "number?",
    "how": "chosen",
    "hue": "chosen?",
    "ids": "chosen",
    "keep_days": "one of few, or never",
    "key": "key",
    "kind": "chosen?",
    "language": "chosen?",
    "keep": "chosen",
    "keep_titles": "flag?",
    "keep_told_days": "chosen",
    "last": "chosen?",
    "member": "chosen?",
    "member_id": "chosen?",
    "mark": "chosen",
    "means": "chosen",
    "minutes": "count?",
    "month": "number?",
    "month_days": "from the end?",
    "monthly": "count?",
    "months": "number?",
    "name": "name",
    "nightly": "flag?",
    "note": "text?",
    "nth": "one of few, or the last?",
    "once": "kept apart?",
    "onward": "chosen?",
    "onward_to": "kept apart?",
    "order": "somebody?",
    "overdue": "chosen?",
    "own_afternoon": "one a line?",
    "own_evening": "one a line?",
    "own_morning": "one a line?",
    "parents_see_child": "chosen",
    "parents_see_teen": "chosen",
    "part_of_day": "chosen?",
    "password": "secret?",
    "pay": "chosen?",
    "penalties": "flag",
    "people": "chosen",
    "person": "somebody?",
    "photo": "flag?",
    "pictures": "chosen?",
    "pin": "chosen?",
    "place": "chosen?",
    "points": "count?",
    "press": "chosen",
    "price": "number?",
    "reading": "chosen?",
    "reason": "text",
    "repeat": "chosen?",
    "request_hours": "chosen",
    "role": "chosen?",
    "scope": "chosen?",
    "scopes": "chosen?",
    "seen": "chosen?",
    "shows": "flag?",
    "silence": "chosen",
    "silence_after": "chosen",
    "skip_passes": "flag?",
    "standing": "chosen?",
    "start": "chosen?",
    "step": "chosen?",
    "steps": "one a line?",
    "stock": "count?",
    "text": "lines",
    "theme": "chosen?",
    "ticks": "seconds?",
    "times": "chosen?",
    "title": "text",
    "token": "kept apart?",
    "topic": "name",
    "turn_by": "chosen?",
    "until": "chosen?",
    "version": "text?",
    "visible_to": "chosen?",
    "way": "chosen?",
    "week_start": "count?",
    "weekday": "count?",
    "weekday_minutes": "count",
    "weekly": "count?",
    "weekend_minutes": "count",
    "weeks": "number?",
    "why": "text?",
    "window_days": "count?",
    "year_by": "chosen?",
    "year_day": "from the end?",
    "years": "number?",
    "zone": "chosen",
}
"""The kind of each field; `?`: it may be left empty on a page, and left out everywhere."""

UNSAVED = {"POST /chores/preview", "POST /chores/{}/preview"}
"""Say what would be, and store nothing."""

BY_PROGRAMS: Mapping[str, str] = {"steps": "list?", "times": "list?"}
"""What a page types, a program sends as a list."""

ELSEWHERE: Mapping[tuple[str, str], str] = {
    **{
        (route, "place"): "count?"
        for route in ("POST /chores", "POST /chores/{}", "PUT /chores/{}", *UNSAVED)
    },
    ("POST /chores/tables", "text"): "chosen",
    ("POST /chores/tables/preview", "text"): "chosen",
    ("POST /chores/imports", "text"): "chosen",
    ("POST /device/closings", "app"): "kept apart?",
    ("POST /device/reports", "state"): "chosen?",
    ("POST /device/reports", "intervals"): "list?",
    ("POST /rewards", "points"): "number",
    ("POST /rewards/{}", "points"): "number",
    ("PUT /rewards/{}", "points"): "number",
    ("POST /proposals/{}/acceptance", "title"): "text?",
    ("PUT /rewards/{}/prices/{}", "points"): "number?",
    ("POST /points", "amount"): "amount",
    ("POST /screen/settings", "keep_days"): "chosen",
    ("PUT /screen-time/policy", "keep_days"): "chosen",
    **{
        (f"POST /{path}apps/choices", field): kind
        for path in ("screen/", "screen-time/")
        for field, kind in (("category", "chosen?"), ("member_id", "count?"))
    },
    **{
        (f"POST /{path}/requests{rest}", field): kind
        for path in ("screen", "screen-time")
        for rest, field, kind in (
            ("", "minutes", "number"),
            ("", "reason", "text?"),
            ("/{}/answer", "answer", "chosen"),
            ("/{}/answer", "minutes", "number?"),
        )
    },
    **{
        (f"POST /{path}exceptions", field): "chosen?"
        for path in ("screen/", "screen-time/")
        for field in ("last", "member_id")
    },
    **{("PUT /screen-time/members/{}/rules", field): "chosen?" for field in ("hours", "beds")},
    ("PUT /screen-time/members/{}/rules", "minutes"): "chosen",
    ("PUT /screen-time/members/{}/rules", "caps"): "list?",
    **{("POST /screen/members/{}/rules", f"minutes_{day}"): "count" for day in range(7)},
    ("POST /screen/members/{}/caps", "app"): "kept apart?",
    ("POST /screen/members/{}/caps", "category"): "kept apart?",
    **{("POST /screen/members/{}/caps", f"{days}_minutes"): "count?" for days in ("weekday", "weekend")},
    ("POST /screen/members/{}/grants", "minutes"): "number",
    ("POST /screen/members/{}/usage", "minutes"): "number",
    ("POST /screen-time/members/{}/grants", "minutes"): "number",
    ("POST /screen-time/members/{}/grants", "expires_at"): "chosen?",
    ("POST /family/settings", "name"): "text",
    ("PATCH /family", "name"): "text?",
    ("PATCH /family", "zone"): "chosen?",
    ("POST /tokens/{}/replacement", "old"): "chosen?",
    ("POST /invitations", "name"): "name?",
    ("POST /tokens", "name"): "text",
    ("POST /tokens", "days"): "number?",
    ("POST /members", "called"): "list?",
    ("PATCH /members/{}", "called"): "list?",
    ("PATCH /members/{}", "name"): "name?",
    **{(route, "title"): "text?" for route in ("POST /ask/{}/title", "PATCH /chats/{}")},
    # Whoever has no chats says so.
    **{(route, "count"): "none of them" for route in ("POST /ask/chats/deletion", "POST /chats/deletion")},
    ("POST /memories/pairs/{}/joining", "keep"): "somebody",
    **{(route, "expires_at"): "chosen?" for route in ("POST /memories", "PUT /memories/{}/end")},
}


@dataclass(frozen=True)
class Legal:
    """`stored` as one of these texts; none where the field decides nothing that is stored."""

    field: str
    stored: tuple[str, ...] = ()

    def is_stored(self, world: World) -> bool:
        rows = [row for _table, row in world.changes()] if not world.untouched else []
        own = [str(row[self.field]) for row in rows if self.field in row]
        held = [str(value) for row in rows for value in row.values()]
        found = [text for text in self.stored if text in own or any(text in value for value in held)]
        return bool(found) or not self.stored


def legal(row: Row, field: str, odd: str) -> Legal | None:
    said = ELSEWHERE.get((row.route, field), FIELDS.get(field, "chosen"))
    said = BY_PROGRAMS.get(field, said) if row.prefix else said
    if row.route in UNSAVED and field == "title":
        said = "text?"
    kind, may_be_empty = said.removesuffix("?"), said.endswith("?")
    word = odd.removeprefix("text: ")
    if may_be_empty and word in {"missing", "nothing", "empty", "spaces"}:
        return Legal(field)
    of_its_type = not row.prefix or (word == odd) is (kind in TYPES)
    if word not in KINDS[kind] or not of_its_type:
        return None
    cleaned = (WORDS.get(word, "").strip(), " ".join(WORDS.get(word, "").split()))
    return Legal(field, cleaned if kind in STORED and row.route not in UNSAVED else ())
