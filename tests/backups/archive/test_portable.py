"""A backup that is downloaded is one file, and one that is brought may be anything."""

import io
import shutil
import subprocess
import tarfile
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from appliance.backups.archive.facts import quietly
from appliance.backups.archive.faults import Unusable
from appliance.backups.archive.portable import bundle, bundle_size, unbundle
from appliance.backups.archive.stage import stage
from appliance.backups.archive.verify import verify
from tests.support.vault import NOW, Kept, backed_up, files_in

SEALED = "files/ab/" + "ab" * 32 + ".age"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "brought"
    made.mkdir()
    return made


def bundled(kept: Kept) -> bytes:
    return b"".join(bundle(kept.target, kept.made.name, [kept.key]))


def test_a_downloaded_backup_is_a_plain_tar_and_brings_everything_back(
    kept: Kept, folder: Path, fresh: Path
) -> None:
    whole = bundled(kept)
    assert len(whole) == bundle_size(kept.target, kept.made.name, [kept.key])
    listed = (
        subprocess.run(["tar", "t"], input=whole, capture_output=True, check=True).stdout.decode().split()
    )
    assert set(listed) == set(files_in(kept.target))
    assert unbundle(io.BytesIO(whole), folder) == kept.made.name
    assert files_in(folder) == files_in(kept.target)
    portable = folder.parent / "downloaded.tar"
    portable.write_bytes(whole)
    assert verify(portable, "", [kept.key], folder.parent / "scratch", quietly).files == 4
    assert stage(portable, "", [kept.key], fresh, NOW, quietly).files == 4


@pytest.mark.skipif(not shutil.which("age"), reason="NOT TRIED: age is not installed here")
def test_anybody_opens_it_by_hand_with_age_and_tar(kept: Kept, folder: Path) -> None:
    """As docs/backups.md says, with what any Linux has or installs."""
    identity = folder.parent / "key.txt"
    identity.write_text(kept.key.text + "\n")
    told = subprocess.run(
        ["tar", "xz"], input=opened_by_hand(identity, kept.path), cwd=folder, capture_output=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, b"")
    assert {path.name for path in folder.iterdir()} == {"manifest.json", "appliance.db", "vault.json"}
    stored = {path.name for path in (kept.data / "files").glob("*/*")}
    sealed = (kept.target / "files").glob("*/*.age")
    assert {sha256(opened_by_hand(identity, path)).hexdigest() for path in sealed} == stored


def opened_by_hand(identity: Path, sealed: Path) -> bytes:
    return subprocess.run(["age", "-d", "-i", identity, sealed], capture_output=True, check=True).stdout


def test_a_tar_that_somebody_made_of_the_folder_by_hand_is_as_good(kept: Kept, folder: Path) -> None:
    names = sorted(files_in(kept.target))
    made = subprocess.run(["tar", "c", *names], cwd=kept.target, capture_output=True, check=True).stdout
    assert unbundle(io.BytesIO(made), folder) == kept.made.name


def test_a_backups_own_file_comes_alone_where_it_needs_no_others(kept: Kept, fresh: Path) -> None:
    shutil.rmtree(kept.data / "files")
    shutil.rmtree(kept.target)
    alone = backed_up(kept.data, kept.target)
    renamed = fresh.parent / "mail attachment"
    shutil.copy(alone.path, renamed)
    assert verify(renamed, "", [kept.key], fresh, quietly).files == 0


def test_one_that_needs_others_says_that_they_are_missing(kept: Kept, fresh: Path) -> None:
    renamed = fresh.parent / "mail attachment"
    shutil.copy(kept.path, renamed)
    with pytest.raises(Unusable) as refusal:
        stage(renamed, "", [kept.key], fresh, NOW, quietly)
    assert refusal.value.reason == "missing"
    assert files_in(fresh) == {}


def test_one_that_is_cut_anywhere_is_told_as_cut(kept: Kept, folder: Path) -> None:
    whole, chance = bundled(kept), Random(3)
    for _round in range(30):
        shutil.rmtree(folder)
        folder.mkdir()
        with pytest.raises(Unusable) as refusal:
            unbundle(io.BytesIO(whole[: chance.randrange(len(whole) - 1024)]), folder)
        assert refusal.value.reason == "cut"


def hostile(*entries: tarfile.TarInfo, content: bytes = b"") -> io.BytesIO:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for entry in entries:
            tar.addfile(entry, io.BytesIO(content))
    return io.BytesIO(out.getvalue())


def entry(name: str, kind: bytes = tarfile.REGTYPE, **more: object) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type = kind
    for field, value in more.items():
        setattr(made, field, value)
    return made


@pytest.mark.parametrize(
    "name",
    [
        "../outside.age",
        "/etc/cron.d/evil",
        "files/../../outside.age",
        "files/ab/../../../outside",
        "files/cd/" + "ab" * 32 + ".age",
        "files/ab/" + "AB" * 32 + ".age",
        "./2026-03-10T020000Z-4f1c.age",
        "2026-03-10T020000Z-4f1c.age/x",
        "2026-03-10T020000Z-4f1c.age\n",
        "recovery-key",
        "x" * 90,
        "files/" + "x/" * 300,
        "",
        "; touch x",
    ],
)
def test_only_our_own_names_are_taken(folder: Path, name: str) -> None:
    with pytest.raises(Unusable) as refusal:
        unbundle(hostile(entry(name)), folder)
    assert refusal.value.reason == "foreign"
    assert files_in(folder.parent) == {}


@pytest.mark.parametrize(
    "kind",
    [
        *(tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE),
        *(tarfile.DIRTYPE, tarfile.GNUTYPE_SPARSE, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.CONTTYPE, b"Z"),
    ],
)
def test_only_plain_files_are_taken(folder: Path, kind: bytes) -> None:
    with pytest.raises(Unusable) as refusal:
        unbundle(hostile(entry(SEALED, kind, linkname="/etc/passwd")), folder)
    assert refusal.value.reason == "foreign"
    assert files_in(folder.parent) == {}


@pytest.mark.parametrize("size", [2**60, 2**40])
def test_more_than_there_is_room_for_is_refused_before_it_is_written(folder: Path, size: int) -> None:
    header = entry(SEALED, size=size).tobuf(tarfile.GNU_FORMAT)
    with pytest.raises(Unusable) as refusal:
        unbundle(io.BytesIO(header + bytes(1024)), folder)
    assert refusal.value.reason == "room"
    assert files_in(folder) == {}


def test_a_name_that_comes_twice_does_not_overwrite(folder: Path) -> None:
    with pytest.raises(Unusable):
        unbundle(hostile(entry(SEALED), entry(SEALED)), folder)


def test_a_tar_with_two_backups_or_none_is_not_one(folder: Path) -> None:
    with pytest.raises(Unusable):
        unbundle(hostile(entry(SEALED)), folder)


def test_noise_is_refused(folder: Path) -> None:
    chance = Random(5)
    for _round in range(100):
        with pytest.raises(Unusable):
            unbundle(io.BytesIO(chance.randbytes(chance.randrange(5000))), folder)
    assert files_in(folder) == {}
