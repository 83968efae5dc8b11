"""Words that stand in one text column of one family and nowhere else, so that a leak has a name.

Columns come from the metadata: a new one gets a canary by itself, or the tests say where it has no row.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from argon2 import PasswordHasher
from sqlalchemy import JSON, Column, String
from sqlmodel import AutoString, SQLModel

import appliance.wiring  # noqa: F401  or the metadata would not know every table

METADATA = SQLModel.metadata
OF_THE_APPLIANCE = {"backup_plan", "backup_run", "chat_model_file", "tries"}
"""Tables that belong to no family: backups of the house, files of models, tries by nobody known yet."""

VALUES = {
    "api_token.scopes",
    "app_choice.category",
    "app_choice.standing",
    "audit.door",
    "audit.verb",
    "bonus_minutes.kind",
    "bucket.type",
    "chat_rules.parents_see_child",
    "chat_rules.parents_see_teen",
    "chore.overdue",
    "chore.part_of_day",
    "chore.picture",
    "chore.repeat",
    "chore.turn_by",
    "chore.way",
    "chore_pause.kind",
    "chore_proposal.repeat",
    "chore_proposal.state",
    "confirmation.tool",
    "device.kind",
    "device_code.kind",
    "device_code.way",
    "device_quiet.counted",
    "family.language",
    "family.zone",
    "invitation.role",
    "measured_device.kind",
    "measured_device.silence",
    "measured_device.state",
    "measured_device.way",
    "member.face",
    "member.hue",
    "member.language",
    "member.pin_kind",
    "member.reading",
    "member.role",
    "member.theme",
    "memory.embedded_with",
    "memory.source",
    "memory.visible_to",
    "memory_pair.likeness",
    "memory_telling.door",
    "notify_target.last_result",
    "notify_target.trouble",
    "occurrence.state",
    "occurrence_step.step",
    "outbox.channel",
    "outbox.state",
    "point_entry.kind",
    "reward.picture",
    "screen_exception.kind",
    "screen_policy.silence",
    "screen_rule.beds",
    "screen_rule.caps",
    "screen_rule.hours",
    "screen_rule.minutes",
    "screen_rule.since",
    "sign_in.ended_why",
    "sign_in.way",
    "time_request.state",
    "usage_day.category",
    "usage_day.standing",
    "usage_interval.source",
    "usage_interval.standing",
    "utterance.by",
    "utterance.parents_see",
    "utterance.speaker",
    "utterance.state",
    "utterance.tool",
    "wish.state",
}
"""Columns that hold one of a few values of the house, and never a family's word."""

NAMES = {"chore.title", "device.name", "member.name", "reward.title"}
"""Both families use the same ones: only the last row's is another."""

HASHES = {"member.password", "member.pin"}
KEYS = {
    "answered_request.answer",
    "answered_request.fingerprint",
    "answered_request.headers",
    "answered_request.key",
    "answered_request.route",
    "api_token.token_hash",
    "bonus_minutes.cause",
    "chore_feed.token_hash",
    "confirmation.args_hash",
    "confirmation.hold",
    "device.token_hash",
    "device_code.code_hash",
    "enrolment_link.code_hash",
    "founding_code.code_hash",
    "invitation.code_hash",
    "measured_device.anchor",
    "measured_device.answer_key",
    "measured_device.boot",
    "measured_device.key",
    "measured_device.seen",
    "measured_device.token_hash",
    "member.person",
    "member.picture",
    "member_picture.hash",
    "notify_target.token",
    "occurrence.photo",
    "outbox.key",
    "point_entry.cause",
    "sign_in.token_hash",
    "told_event.words",
    "utterance.link",
    "utterance.undo_href",
}
"""What a family's own house must still be able to read: changed only next door."""

LISTS = {"chore.steps", "member.called", "utterance.lines"}
JSON_TEXTS = {"audit.facts", "confirmation.args", "outbox.payload"}


@dataclass(frozen=True)
class Flock:
    """The canaries of one family by column."""

    family_id: int
    sign: str
    planted: dict[str, str]

    def seen_in(self, text: str) -> list[str]:
        return (
            [column for column, canary in self.planted.items() if canary in text] if self.sign in text else []
        )


def family_tables() -> list[str]:
    """Each with its family in it, but the family itself."""
    found = [table for table in METADATA.sorted_tables if table.name not in OF_THE_APPLIANCE]
    nobodys = [table.name for table in found if "family_id" not in table.c and table.name != "family"]
    assert not nobodys, f"whose rows are these? {nobodys}"
    return [table.name for table in found]


def text_columns() -> Iterator[tuple[str, Column[object]]]:
    for table in METADATA.sorted_tables:
        for column in table.columns:
            name = f"{table.name}.{column.name}"
            is_text = isinstance(column.type, JSON | String | AutoString)
            if is_text and table.name not in OF_THE_APPLIANCE and name not in VALUES:
                yield name, column


def holds_text(name: str, column: Column[object]) -> bool:
    """Lists of numbers do not."""
    return not isinstance(column.type, JSON) or name in LISTS


def plant(db: sqlite3.Connection, family_id: int, sign: str, *, next_door: bool) -> Flock:
    planted: dict[str, str] = {}
    for number, (name, column) in enumerate(text_columns()):
        if not holds_text(name, column) or (name in KEYS | HASHES and not next_door):
            continue
        canary = f"{sign}{number:03}q"
        count = db.execute(_statement(name), (*_value(name, canary), family_id)).rowcount
        assert count, f"no row of this family holds {name}: furnish one in tests/access/things.py"
        planted[name] = PasswordHasher(1, 8, 1).hash(canary) if name in HASHES else canary
    db.commit()
    return Flock(family_id, sign, planted)


def _value(name: str, canary: str) -> tuple[str]:
    if name in LISTS:
        return (json.dumps([canary]),)
    return (canary if name in JSON_TEXTS or name in HASHES else f" {canary}",)


def _statement(name: str) -> str:
    table, column = name.split(".")
    if name in JSON_TEXTS:
        new = f"json_set({column}, '$.message', ?)"
    elif name in HASHES or name in LISTS:
        new = "?"
    else:
        new = f"{column} || ?"
    whose = "id" if table == "family" else "family_id"
    rows = f"{whose} = ?"
    if name in NAMES:
        rows += f" AND id = (SELECT max(id) FROM {table} other WHERE other.family_id = {table}.family_id)"
    return f"UPDATE {table} SET {column} = {new} WHERE {rows}"
