"""What must not come back to life with a restored database: ways in, receipts, letters, counters.

`living` is the database of this very house as it is now, where there is one that can be read. It knows who
was turned away since, which keys and browsers still count, and the secrets that people use today.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from appliance.backups.archive.facts import Ended, PinGone
from appliance.core.soundness import opened, row_counts

ENDED = "restored"  # a value of household's Ending
OF_THE_MACHINE = ("backup_plan", "backup_run", "tries", "chat_model_file")
TODAYS_SECRETS = """
    UPDATE member SET password = now.password, pin = now.pin, pin_kind = now.pin_kind
    FROM living.member AS now WHERE now.id = member.id AND now.created_at = member.created_at
"""
TURNED_AWAY = """
    SELECT member.id, member.name FROM member JOIN living.member AS now
    ON now.id = member.id AND now.created_at = member.created_at
    WHERE member.disabled_at IS NULL AND member.left_at IS NULL
    AND (now.disabled_at IS NOT NULL OR now.left_at IS NOT NULL)
"""
PINS = "SELECT family_id, id, name FROM member WHERE pin <> '' AND left_at IS NULL ORDER BY id"
END_SIGN_INS = "UPDATE sign_in SET revoked_at = ?, ended_why = ?, ended_by = 0 WHERE revoked_at IS NULL"
DROP_LETTERS = "UPDATE outbox SET state = 'failed', trouble = ? WHERE state IN ('waiting', 'sending')"
END_ALL = "UPDATE @ SET revoked_at = ? WHERE revoked_at IS NULL"
STILL_ALIVE = " AND token_hash NOT IN (SELECT token_hash FROM living.@ WHERE revoked_at IS NULL)"
KNOWN_NOW = """
    SELECT device.id FROM measured_device AS device JOIN living.measured_device AS now
    ON now.id = device.id AND now.enrolled_at = device.enrolled_at
"""
# A recorded report would count anew under a number that had been seen: numbers go on where they were.
HEARD_SINCE = """
    UPDATE measured_device SET token_hash = now.token_hash, key = now.key, answer_key = now.answer_key,
    sequence = now.sequence, seen = now.seen, boot = now.boot, anchor = now.anchor, clock_off = now.clock_off,
    heard_at = now.heard_at, measured_until = now.measured_until, state = now.state,
    state_at = now.state_at, version = now.version, revoked_by = now.revoked_by, revoked_at = now.revoked_at
    FROM living.measured_device AS now
    WHERE now.id = measured_device.id AND now.enrolled_at = measured_device.enrolled_at
"""
WITHOUT_KEYS = """
    UPDATE measured_device SET token_hash = NULL, key = '', answer_key = '', state = ''
    WHERE revoked_at IS NULL AND (token_hash IS NOT NULL OR key <> '')
"""


@dataclass(frozen=True)
class Here:
    """The machine that a backup comes back to. `living` is of today's schema."""

    living: Path | None
    same_pepper: bool
    models: Path  # where the files of chat models lie
    now: datetime


def reconcile(restored: Path, here: Here) -> Ended:
    """`restored` is of today's schema, too."""
    at = here.now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    with _both(restored, here.living) as db:
        db.execute("BEGIN IMMEDIATE")
        work = _Work(db, at, here.living is not None)
        without = () if here.same_pepper else work.end_pins()
        kept_out = work.take_standing()
        work.keep_the_machines_own()
        ended = Ended(
            pins_gone=tuple(one for one in without if work.has_no_pin(one)),
            kept_out=kept_out,
            sign_ins_ended=work.run(END_SIGN_INS, at, ENDED),
            tokens_ended=work.end_unless_alive("api_token"),
            devices_ended=work.end_unless_alive("device") if here.living else 0,
            letters_dropped=work.run(DROP_LETTERS, ENDED),  # an alert of the past must not ring now
            measured_ended=work.end_measured_devices(),
            chat_models_missing=work.drop_lost_models(here.models),
        )
        work.end_unless_alive("chore_feed")  # the secret of a calendar
        work.end_links()
        db.execute("COMMIT")
    return ended


@contextmanager
def _both(restored: Path, living: Path | None) -> Iterator[sqlite3.Connection]:
    with opened(restored) as db:
        db.execute("PRAGMA secure_delete=ON")  # a removed verifier is gone from the file, too
        db.execute("PRAGMA temp_store=MEMORY")
        if living is not None:
            db.execute("ATTACH ? AS living", (f"{living.absolute().as_uri()}?mode=ro",))
        yield db


@dataclass(frozen=True)
class _Work:
    db: sqlite3.Connection
    at: str
    lives: bool

    def take_standing(self) -> tuple[str, ...]:
        """Secrets are those of today; who was disabled or has left meanwhile stays out until let in again."""
        if not self.lives:
            return ()
        self.run(TODAYS_SECRETS)
        out = self.db.execute(TURNED_AWAY).fetchall()
        for number, _name in out:
            self.run("UPDATE member SET disabled_at = ? WHERE id = ?", self.at, number)
        return tuple(name for _number, name in out)

    def end_pins(self) -> tuple[PinGone, ...]:
        """Without the pepper they were made with, verifiers are of no use but to somebody who guesses."""
        rows = self.db.execute(PINS).fetchall()
        self.run("UPDATE member SET pin = ''")
        return tuple(PinGone(family_id=row[0], member_id=row[1], name=row[2]) for row in rows)

    def has_no_pin(self, child: PinGone) -> bool:
        """The living house may have given a new one since, under the pepper that is here."""
        found = self.db.execute("SELECT pin FROM member WHERE id = ?", (child.member_id,)).fetchone()
        return not found[0]

    def end_unless_alive(self, table: str) -> int:
        """Those that the living database has, and has not ended, go on."""
        return self.run(_on(table, END_ALL + (STILL_ALIVE if self.lives else "")), self.at)

    def end_measured_devices(self) -> int:
        """Those that the living database knows go on as it knows them; the others wait for new keys.

        They keep their place and what they told. Elsewhere nobody knows which numbers were seen already.
        """
        self.run("DELETE FROM device_code")
        self.run("DELETE FROM open_app")  # what was open then is not open now
        if not self.lives:
            return self.run(WITHOUT_KEYS)
        ended = self.run(f"{WITHOUT_KEYS} AND id NOT IN ({KNOWN_NOW})")
        self.run(HEARD_SINCE)
        return ended

    def end_links(self) -> None:
        self.run("DELETE FROM enrolment_link")
        for table in ("invitation", "founding_code"):
            self.run(_on(table, END_ALL + " AND used_at IS NULL"), self.at)
        self.run("DELETE FROM answered_request")

    def keep_the_machines_own(self) -> None:
        """Plans and counters belong to the machine, not to the state that comes back."""
        if not self.lives:
            self.run("DELETE FROM tries")
            return
        here = row_counts(self.db)
        for table in OF_THE_MACHINE:
            if table in here:
                self._replace(table)

    def _replace(self, table: str) -> None:
        self.run(_on(table, "DELETE FROM main.@"))
        self.run(_on(table, "INSERT INTO main.@ SELECT * FROM living.@"))
        for orphan in self.db.execute(f"PRAGMA main.foreign_key_check({table})").fetchall():
            self.run(_on(table, "DELETE FROM main.@ WHERE rowid = ?"), orphan[1])

    def drop_lost_models(self, models: Path) -> tuple[str, ...]:
        """Their files are not in a backup: what is not on this disk is not in the list."""
        rows = self.db.execute("SELECT id, name, file FROM chat_model_file ORDER BY name").fetchall()
        lost = [(number, name) for number, name, file in rows if not (models / file).is_file()]
        for number, _name in lost:
            self.run("DELETE FROM chat_model_file WHERE id = ?", number)
        return tuple(name for _number, name in lost)

    def run(self, statement: str, *values: object) -> int:
        return self.db.execute(statement, values).rowcount


def _on(table: str, statement: str) -> str:
    """The statement with the table's name in the place of each @."""
    return statement.replace("@", table)
