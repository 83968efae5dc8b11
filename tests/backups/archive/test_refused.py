"""A backup that is not what was made is refused with the reason, and nothing that is in use has changed."""

import json
import os
import shutil
from pathlib import Path
from random import Random

import pytest

from appliance.backups.archive.contents import read_back
from appliance.backups.archive.create import create
from appliance.backups.archive.facts import Manifest, StoredFile, quietly
from appliance.backups.archive.faults import Unusable
from appliance.backups.archive.folder import place_of
from appliance.backups.archive.keys import open_key
from appliance.backups.archive.listing import kept as listed
from appliance.backups.archive.packed import manifest_of, pack, unpack
from appliance.backups.archive.soundness import hash_of
from appliance.backups.archive.stage import stage
from appliance.backups.archive.verify import verify
from appliance.core.soundness import opened
from tests.support.vault import NOW, Kept, files_in

ROUNDS = 300 if os.environ.get("APPLIANCE_TEST_ALL") else 25


def refused(kept: Kept, data: Path) -> str:
    """Why it is, by verify and by a restore alike; `data` is as before."""
    before, living = files_in(data), files_in(kept.data)
    with pytest.raises(Unusable) as by_restore:
        kept.stage(data)
    with pytest.raises(Unusable) as by_verify:
        verify(kept.target, kept.made.name, [kept.key], kept.data.parent / "scratch", quietly)
    assert files_in(data) == before and files_in(kept.data) == living
    assert by_restore.value.reason == by_verify.value.reason
    assert str(by_restore.value).endswith(".") or by_restore.value.reason == "contents"
    return by_restore.value.reason


def parts_of(kept: Kept) -> list[Path]:
    return [kept.path, *sorted((kept.target / "files").rglob("*.age"))]


def test_a_flipped_bit_anywhere_is_found(kept: Kept) -> None:
    chance = Random(7)
    for _round in range(ROUNDS):
        part = chance.choice(parts_of(kept))
        whole = part.read_bytes()
        at = chance.randrange(len(whole))
        part.write_bytes(flipped(whole, at, 1 << chance.randrange(8)))
        assert refused(kept, kept.data) == "changed", (part.name, at)
        part.write_bytes(whole)
    kept.stage(kept.data)


def test_what_is_cut_short_anywhere_is_found_and_told_from_a_change(kept: Kept) -> None:
    chance = Random(8)
    for _round in range(ROUNDS):
        part = chance.choice(parts_of(kept))
        whole = part.read_bytes()
        part.write_bytes(whole[: chance.randrange(len(whole))])
        assert refused(kept, kept.data) == "cut", (part.name, part.stat().st_size)
        part.write_bytes(whole)


def test_every_byte_of_a_small_file_counts_and_every_length_but_the_whole(kept: Kept) -> None:
    file = next(file for file in manifest_of(kept.path, [kept.key]).files if file.size == 10)
    place = place_of(kept.target, kept.key.name_of(file.sha256))
    whole = place.read_bytes()
    for at in range(len(whole)):
        for broken, reason in ((whole[:at], "cut"), (flipped(whole, at, 1 << at % 8), "changed")):
            place.write_bytes(broken)
            with pytest.raises(Unusable) as refusal:
                read_back(place, kept.key, file, lambda _block: None)
            assert refusal.value.reason == reason, (at, broken)


def flipped(whole: bytes, at: int, bit: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :]


def test_every_byte_of_a_backups_header_counts(kept: Kept) -> None:
    whole = kept.path.read_bytes()
    for at in range(400):
        kept.path.write_bytes(flipped(whole, at, 1 << at % 8))
        assert listed(kept.target, [kept.key])[0].reason == "changed", at


def test_the_list_says_which_backup_is_damaged_and_goes_on(kept: Kept) -> None:
    create(kept.data, kept.target, NOW.replace(hour=5), quietly)
    kept.path.write_bytes(kept.path.read_bytes()[:300])
    assert [one.reason for one in listed(kept.target, [kept.key])] == ["", "cut"]


def test_another_key_does_not_open_it(kept: Kept, fresh: Path) -> None:
    other = open_key(fresh)
    before = files_in(fresh)
    with pytest.raises(Unusable) as locked:
        kept.stage(fresh, other)
    assert locked.value.reason == "key"
    assert files_in(fresh) == before
    assert [one.reason for one in listed(kept.target, [other])] == ["key"]


def packed_anew(kept: Kept, **changes: object) -> None:
    """The same backup with another manifest, as a newer version might write it."""
    folder = kept.data.parent / "repack"
    folder.mkdir()
    manifest, vault = unpack(kept.path, [kept.key], folder)
    pack(kept.path, kept.key, manifest.model_copy(update=changes), folder / "appliance.db", vault)
    shutil.rmtree(folder)


@pytest.mark.parametrize("newer", [{"format": 2}, {"schema_revision": "9999"}])
def test_a_backup_of_a_newer_version_is_refused(kept: Kept, newer: dict[str, object]) -> None:
    packed_anew(kept, **newer)
    assert refused(kept, kept.data) == "newer"


def test_a_folder_of_a_newer_version_is_refused(kept: Kept) -> None:
    mark = kept.target / "appliance-backups.json"
    mark.write_text(json.dumps(json.loads(mark.read_text()) | {"format": 2}))
    assert refused(kept, kept.data) == "newer"


def test_a_database_that_is_not_the_one_of_the_manifest_is_refused(kept: Kept) -> None:
    manifest = manifest_of(kept.path, [kept.key])
    packed_anew(kept, database=manifest.database.model_copy(update={"sha256": "0" * 64}))
    assert refused(kept, kept.data) == "changed"


def test_rows_that_are_fewer_than_the_manifest_says_are_found(kept: Kept) -> None:
    packed_anew(kept, counts={**kept.made.counts, "member": 99})
    assert refused(kept, kept.data) == "changed"


def test_contents_that_are_not_sound_are_refused_although_every_byte_is_as_it_was_written(kept: Kept) -> None:
    folder = kept.data.parent / "unsound"
    folder.mkdir()
    manifest, vault = unpack(kept.path, [kept.key], folder)
    database = folder / "appliance.db"
    with opened(database) as db:
        db.execute("PRAGMA foreign_keys=OFF")
        db.execute("UPDATE point_entry SET member_id = 4711")
    stored = manifest.database.model_copy(
        update={"sha256": hash_of(database), "size": database.stat().st_size}
    )
    pack(kept.path, kept.key, manifest.model_copy(update={"database": stored}), database, vault)
    assert refused(kept, kept.data) == "contents"


@pytest.mark.parametrize("name", ["../../../../etc/passwd", "/etc/passwd", "ab", ""])
def test_a_manifest_that_names_a_file_elsewhere_is_refused(kept: Kept, name: str) -> None:
    packed_anew(kept, files=(StoredFile.model_construct(sha256=name, size=5),))
    assert refused(kept, kept.data) == "foreign"


def test_a_missing_file_is_told(kept: Kept) -> None:
    files = manifest_of(kept.path, [kept.key]).files
    place_of(kept.target, kept.key.name_of(files[1].sha256)).unlink()
    assert refused(kept, kept.data) == "missing"
    assert [one.reason for one in listed(kept.target, [kept.key])] == ["missing"]


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\0" * 5000, b"SQLite format 3\0" + b"x" * 3000, b"PK\3\4" * 900]
)
def test_a_file_that_is_no_backup_is_told_as_such(kept: Kept, fresh: Path, content: bytes) -> None:
    stranger = fresh.parent / "holiday.tar"
    stranger.write_bytes(content)
    with pytest.raises(Unusable) as refusal:
        stage(stranger, "", [kept.key], fresh, NOW, quietly)
    assert refusal.value.reason in ("foreign", "cut")
    assert files_in(fresh) == {}


def test_a_sealed_file_of_somebody_else_is_not_ours_either(kept: Kept, fresh: Path) -> None:
    from appliance.backups.archive.sealed import sealing

    stranger = fresh.parent / "theirs.age"
    with sealing(stranger, kept.key) as file:
        file.write(b"not a tar at all" * 9000)
    with pytest.raises(Unusable) as refusal:
        stage(stranger, "", [kept.key], fresh, NOW, quietly)
    assert refusal.value.reason == "foreign"


def test_another_house_does_not_write_into_the_folder(kept: Kept, fresh: Path) -> None:
    shutil.copy(kept.data / "appliance.db", fresh)
    before = files_in(kept.target)
    with pytest.raises(Unusable) as refusal:
        create(fresh, kept.target, NOW, quietly)
    assert refusal.value.reason == "foreign"
    assert files_in(kept.target) == before


def test_a_copy_of_the_main_file_alone_would_be_old_and_ours_is_not(kept: Kept, tmp_path: Path) -> None:
    database = kept.data / "appliance.db"
    with opened(database) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA wal_autocheckpoint=0")
        db.execute("UPDATE member SET name = 'Written a moment ago' WHERE id = 1")
        shutil.copy(database, tmp_path / "copied.db")
        made = create(kept.data, kept.target, NOW.replace(hour=9), quietly)
        unpack(kept.target / made.name, [kept.key], tmp_path)
    assert "Written a moment ago" not in names_in(tmp_path / "copied.db")
    assert "Written a moment ago" in names_in(tmp_path / "appliance.db")


def names_in(database: Path) -> list[str]:
    with opened(database, "ro") as db:
        return [name for (name,) in db.execute("SELECT name FROM member")]


def test_the_manifest_tells_no_secret(kept: Kept) -> None:
    manifest: Manifest = manifest_of(kept.path, [kept.key])
    told = manifest.model_dump_json()
    secrets = json.loads((kept.data / "secrets.json").read_text())
    assert not any(secret in told for secret in (*secrets.values(), kept.key.text, "Elena", "argon2"))
