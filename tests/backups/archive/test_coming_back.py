"""What comes back with a backup, and what must not come back to life."""

import json
import platform
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from appliance import wiring
from appliance.backups.archive.facts import Staged, quietly
from appliance.backups.archive.keys import keys_of, open_key
from appliance.backups.archive.packed import pack, unpack
from appliance.backups.archive.reconcile import Here, reconcile
from appliance.backups.archive.swap import restored_in, take_over
from appliance.backups.archive.verify import verify
from appliance.core.secrets import open_secrets
from appliance.core.soundness import opened
from tests.support.house import open_house
from tests.support.vault import NOW, Kept, backed_up, content_of, files_in, house_in

# Each table is one or the other: whoever adds one decides what a restore does with it.
CARED_FOR = {
    *("sign_in", "invitation", "founding_code", "enrolment_link", "device", "api_token", "tries"),
    *("answered_request", "outbox", "member", "chat_model_file", "backup_plan", "backup_run"),
    *("chore_feed", "measured_device", "device_code", "open_app"),
}
AS_IT_WAS = {
    *("family", "member_picture", "chore", "occurrence", "point_entry", "point_sum", "reward", "wish"),
    *("reward_price", "saving_goal", "point_rules"),
    *("screen_rule", "usage_interval", "bonus_minutes", "memory", "conversation", "utterance"),
    *("memory_telling", "memory_pair", "memory_pause", "memory_meaning", "confirmation"),
    *("chat_rules", "chat_reading"),
    *("screen_exception", "screen_pause", "screen_policy", "screen_day", "usage_day", "screen_look"),
    *("app_choice", "time_request", "bucket", "told_event", "device_account", "device_quiet"),
    *("notify_target", "audit", "occurrence_step", "chore_pause", "chore_proposal"),
}


SINCE = (
    "UPDATE api_token SET revoked_at = '2026-03-11 00:00:00' WHERE member_id = 1",
    "UPDATE device SET revoked_at = '2026-03-11 00:00:00'",
    "UPDATE tries SET failed = 9",
    "UPDATE member SET password = 'of today' WHERE name = 'Elena'",
    "UPDATE member SET left_at = '2026-03-11 00:00:00' WHERE name = 'Marco'",
    "UPDATE family SET name = 'Of today' WHERE id = 1",
)


@dataclass(frozen=True)
class Back:
    """A house after a restore, and what it was before."""

    kept: Kept
    data: Path
    staged: Staged
    before: tuple[dict[str, str], list[str]]


@pytest.fixture(scope="module")
def elsewhere(_furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Back:
    """On another machine, which has a key of its own and nobody in it."""
    folder = tmp_path_factory.mktemp("elsewhere")
    house = Path(shutil.copytree(_furnished, folder / "house"))
    kept, fresh = backed_up(house, folder / "usb"), folder / "fresh"
    fresh.mkdir(mode=0o700)
    open_key(fresh)
    return _restored(kept, fresh)


@pytest.fixture(scope="module")
def here(_furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Back:
    """On the machine where it was made, some days later."""
    folder = tmp_path_factory.mktemp("here")
    house = Path(shutil.copytree(_furnished, folder / "house"))
    kept = backed_up(house, folder / "usb")
    with opened(house / "appliance.db") as db:
        for statement in SINCE:
            db.execute(statement)
    return _restored(kept, house)


def _restored(kept: Kept, data: Path) -> Back:
    before = house_in(kept.data)
    staged = kept.stage(data)
    assert house_in(kept.data) == before, "nothing is touched until the next start"
    assert take_over(data) is not None
    return Back(kept, data, staged, before)


def rows(data: Path, statement: str) -> list[tuple[object, ...]]:
    with opened(data / "appliance.db", "ro") as db:
        return db.execute(statement).fetchall()


def test_every_table_has_been_thought_of() -> None:
    assert wiring.REGISTRY
    assert set(SQLModel.metadata.tables) | {"backup_plan", "backup_run"} == CARED_FOR | AS_IT_WAS


def test_on_another_machine_all_rows_and_files_are_those_of_the_backup(elsewhere: Back) -> None:
    before, files = elsewhere.before
    after, brought = house_in(elsewhere.data)
    assert {name for name in before if before[name] != after[name]} <= CARED_FOR
    assert brought == files and len(files) == 4
    assert (elsewhere.data / "appliance.db").stat().st_mode & 0o777 == 0o600
    assert rows(elsewhere.data, "PRAGMA journal_mode") == [("wal",)]
    assert not (elsewhere.data / "incoming").exists()
    [old] = (elsewhere.data / "replaced").iterdir()
    assert [path.name for path in old.iterdir()] == ["recovery-key"]


def test_no_pin_can_be_tried_out_with_a_backup_and_its_key_alone(elsewhere: Back, tmp_path: Path) -> None:
    kept = elsewhere.kept
    unpack(kept.path, [kept.key], tmp_path)
    secrets = open_secrets(kept.data)
    found = b"".join(path.read_bytes() for path in (*tmp_path.iterdir(), *kept.target.glob("*.*")))
    assert secrets.pins.encode() not in found and secrets.pages.encode() not in found
    assert [one.name for one in elsewhere.staged.pins_gone] == ["Leo", "Maya"]
    assert rows(elsewhere.data, "SELECT count(*) FROM member WHERE pin <> ''") == [(0,)]
    assert b"verifier-of" not in (elsewhere.data / "appliance.db").read_bytes()


def test_on_the_same_machine_pins_go_on_working(here: Back) -> None:
    assert here.staged.pins_gone == ()
    assert rows(here.data, "SELECT pin FROM member WHERE pin <> ''") == [
        ("$argon2id$verifier-of-Leo",),
        ("$argon2id$verifier-of-Maya",),
    ]
    [old] = (here.data / "replaced").iterdir()
    assert open_secrets(here.data).pins == open_secrets(old).pins


def test_a_token_of_another_service_is_still_readable_elsewhere(elsewhere: Back) -> None:
    [(sealed,)] = rows(elsewhere.data, "SELECT token FROM notify_target")
    secrets = open_secrets(elsewhere.data)
    assert secrets.unseal(str(sealed)) == "a token of ntfy"
    assert secrets.pages != open_secrets(elsewhere.kept.data).pages


@pytest.mark.parametrize("where", ["here", "elsewhere"])
def test_nobody_comes_in_by_what_was_open_then(where: str, request: pytest.FixtureRequest) -> None:
    data = request.getfixturevalue(where).data
    assert rows(data, "SELECT DISTINCT ended_why FROM sign_in WHERE revoked_at IS NULL") == []
    assert rows(data, "SELECT DISTINCT ended_why FROM sign_in") == [("restored",)]
    for table in ("invitation", "founding_code"):
        assert rows(data, f"SELECT count(*) FROM {table} WHERE revoked_at IS NULL") == [(0,)]
    assert rows(data, "SELECT count(*) FROM enrolment_link") == [(0,)]
    assert rows(data, "SELECT count(*) FROM answered_request") == [(0,)]


@pytest.mark.parametrize("where", ["here", "elsewhere"])
def test_an_alert_of_the_past_does_not_ring_now(where: str, request: pytest.FixtureRequest) -> None:
    back: Back = request.getfixturevalue(where)
    assert rows(back.data, "SELECT state, trouble FROM outbox") == [("failed", "restored")]
    assert back.staged.letters_dropped == 1


def test_keys_for_programs_end_on_another_machine_and_browsers_stay(elsewhere: Back) -> None:
    assert rows(elsewhere.data, "SELECT count(*) FROM api_token WHERE revoked_at IS NULL") == [(0,)]
    assert rows(elsewhere.data, "SELECT count(*) FROM device WHERE revoked_at IS NULL") == [(1,)]
    assert rows(elsewhere.data, "SELECT count(*) FROM tries") == [(0,)]


def test_what_was_revoked_since_stays_revoked_here(here: Back) -> None:
    assert (here.staged.tokens_ended, here.staged.devices_ended) == (1, 1)
    assert rows(here.data, "SELECT member_id FROM api_token WHERE revoked_at IS NULL") == [(3,)]
    assert rows(here.data, "SELECT failed FROM tries") == [(9,)]


def test_an_old_password_is_not_let_in_again_and_who_was_sent_away_stays_out(here: Back) -> None:
    assert here.staged.kept_out == ("Marco",)
    assert rows(here.data, "SELECT password FROM member WHERE name = 'Elena'") == [("of today",)]
    standing = "SELECT left_at, disabled_at IS NULL FROM member WHERE name = 'Marco'"
    assert rows(here.data, standing) == [(None, 0)]


def test_what_was_there_is_put_aside(here: Back) -> None:
    [old] = (here.data / "replaced").iterdir()
    assert (content_of(old / "appliance.db"), here.before[1]) == (here.before[0], house_in(here.data)[1])
    assert files_in(old / "files") == files_in(here.data / "files")
    assert rows(here.data, "SELECT name FROM family WHERE id = 1") == [("Rivera",)]
    told = restored_in(here.data)
    assert told is not None and told.name == here.kept.made.name


def test_the_key_of_the_backup_is_the_current_one_on_another_machine(elsewhere: Back) -> None:
    current, own = keys_of(elsewhere.data)
    assert current == elsewhere.kept.key != own
    made = backed_up(elsewhere.data, elsewhere.kept.target, NOW + timedelta(days=1)).made
    assert made.new_files == 0, "the same house goes on in the same folder"


async def test_the_house_opens_on_what_came_back(elsewhere: Back, tmp_path: Path) -> None:
    data = Path(shutil.copytree(elsewhere.data, tmp_path / "data"))
    async with open_house(data, empty=True) as house:
        page = await house.stranger().get("/sign-in")
        assert page.status_code == 200


def test_a_restore_without_a_readable_database_is_still_one(kept: Kept) -> None:
    (kept.data / "appliance.db").write_bytes(b"broken by a bad card" * 1000)
    kept.stage(kept.data)
    take_over(kept.data)
    assert rows(kept.data, "SELECT count(*) FROM family") == [(2,)]
    assert (next((kept.data / "replaced").iterdir()) / "appliance.db").read_bytes().startswith(b"broken")


def test_vectors_of_another_kind_of_machine_are_made_anew(kept: Kept, fresh: Path) -> None:
    folder = fresh.parent / "repack"
    folder.mkdir()
    manifest, vault = unpack(kept.path, [kept.key], folder)
    other = "aarch64" if platform.machine() != "aarch64" else "x86_64"
    pack(kept.path, kept.key, manifest.model_copy(update={"machine": other}), folder / "appliance.db", vault)
    assert kept.stage(fresh).vectors_rebuilt
    take_over(fresh)
    assert rows(fresh, "SELECT count(*) FROM memory_vectors") == [(0,)]
    assert rows(fresh, "SELECT DISTINCT embedded_with FROM memory") == [("",)]


def test_a_damaged_file_is_left_out_and_named_and_the_rest_is_backed_up(kept: Kept) -> None:
    damaged = max((kept.data / "files").glob("*/*"), key=lambda path: path.stat().st_size)
    damaged.write_bytes(b"a bad sector" + damaged.read_bytes()[12:])
    shutil.rmtree(kept.target)
    again = backed_up(kept.data, kept.target)
    assert again.made.damaged == (damaged.name,)
    assert verify(kept.target, again.made.name, [kept.key], kept.data / ".checking", quietly).files == 3


def test_the_second_backup_writes_only_what_is_new(kept: Kept) -> None:
    again = backed_up(kept.data, kept.target, NOW + timedelta(days=1)).made
    assert again.new_files == 0 and again.files == 4
    assert again.written == (kept.target / again.name).stat().st_size
    assert json.loads((kept.target / "appliance-backups.json").read_text())["key"] == kept.key.fingerprint


def test_a_file_that_rotted_in_the_folder_is_written_anew_within_a_month(kept: Kept) -> None:
    for place in kept.target.rglob("files/*/*.age"):
        place.write_bytes(place.read_bytes()[:-1] + b"!")
    names = [path.name for path in (kept.data / "files").glob("*/*")]
    turns = sorted({(int(name[:8], 16) - NOW.toordinal()) % 30 for name in names})
    mended = [backed_up(kept.data, kept.target, NOW + timedelta(days=day)).made for day in turns]
    assert sum(made.mended for made in mended) == 4
    verify(kept.target, mended[-1].name, [kept.key], kept.data / ".checking", quietly)
    again = backed_up(kept.data, kept.target, NOW + timedelta(days=turns[0] + 30)).made
    assert (again.mended, again.new_files) == (0, 0)


def test_a_pin_that_was_set_under_todays_pepper_goes_on_working(kept: Kept) -> None:
    """`secrets.json` was lost since, Leo has a new PIN and Maya none yet."""
    database = kept.data / "appliance.db"
    shutil.copy(database, kept.data / "of-then.db")
    with opened(database) as db:
        db.execute("UPDATE member SET pin = 'of today' WHERE name = 'Leo'")
        db.execute("UPDATE member SET pin = '' WHERE name = 'Maya'")
    here = Here(database, False, kept.data / "models", NOW)
    assert [one.name for one in reconcile(kept.data / "of-then.db", here).pins_gone] == ["Maya"]
    with opened(kept.data / "of-then.db", "ro") as db:
        assert db.execute("SELECT pin FROM member WHERE name IN ('Leo', 'Maya')").fetchall() == [
            ("of today",),
            ("",),
        ]


DEVICE = """
    INSERT INTO measured_device (id, family_id, name, kind, way, key, answer_key, token_hash, sequence, seen,
    boot, anchor, state, silence, clock_off, version, revoked_by, enrolled_by, enrolled_at)
    VALUES (?, 1, ?, 'pc', 'agent', ?, 'answers', ?, ?, '1', '', '{}', '', '', 0, '', 0, 1, ?)
"""
ENROLLED = "2026-03-01 00:00:00.000000"


def enrol(data: Path, number: int, key: str = "key", sequence: int = 5, at: str = ENROLLED) -> None:
    with opened(data / "appliance.db") as db:
        db.execute(DEVICE, (number, f"Laptop {number}", key, f"hash-{number}", sequence, at))
        db.execute(
            "INSERT INTO device_code (family_id, code_hash, name, kind, way, made_by, made_at, expires_at)"
            " VALUES (1, ?, 'Laptop to come', 'pc', 'agent', 1, ?, ?)",
            (f"code-{number}", at, at),
        )


def devices_in(data: Path) -> list[tuple[object, ...]]:
    columns = "id, key, token_hash, sequence, seen, revoked_at IS NOT NULL"
    return rows(data, f"SELECT {columns} FROM measured_device ORDER BY id")


def test_a_device_goes_on_with_the_numbers_it_has_by_now_and_one_that_was_ended_stays_so(kept: Kept) -> None:
    """Else what somebody recorded since the backup could be sent, and count, once more."""
    for number in (1, 2, 3):
        enrol(kept.data, number)
    again = backed_up(kept.data, kept.target, NOW + timedelta(days=1))
    with opened(kept.data / "appliance.db") as db:
        db.execute("UPDATE measured_device SET sequence = 900, seen = 'ff', key = 'new key' WHERE id = 1")
        db.execute(
            "UPDATE measured_device SET key = '', token_hash = NULL, revoked_at = ? WHERE id = 2", (ENROLLED,)
        )
        db.execute("DELETE FROM measured_device WHERE id = 3")
    staged = again.stage(kept.data)
    take_over(kept.data)
    assert devices_in(kept.data) == [
        (1, "new key", "hash-1", 900, "ff", 0),
        (2, "", None, 5, "1", 1),
        (3, "", None, 5, "1", 0),
    ]
    assert staged.measured_ended == 1
    assert rows(kept.data, "SELECT count(*) FROM device_code") == [(0,)]


def test_on_another_machine_each_device_waits_for_new_keys(kept: Kept, fresh: Path) -> None:
    """Nobody there knows which numbers were seen. Names and what was told are kept."""
    enrol(kept.data, 1)
    staged = backed_up(kept.data, kept.target, NOW + timedelta(days=1)).stage(fresh, open_key(kept.data))
    take_over(fresh)
    assert devices_in(fresh) == [(1, "", None, 5, "1", 0)]
    assert staged.measured_ended == 1
