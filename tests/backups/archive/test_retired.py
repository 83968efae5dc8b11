"""Old backups go, and of the files only those that no backup needs any more."""

from datetime import timedelta

from appliance.backups.archive.facts import quietly
from appliance.backups.archive.folder import names
from appliance.backups.archive.retire import retire
from appliance.backups.archive.verify import verify
from tests.support.vault import NOW, Kept, backed_up, put_file, put_files


def sealed(kept: Kept) -> int:
    return len(list(kept.target.rglob("files/*/*.age")))


def test_files_stay_while_a_backup_needs_them(kept: Kept) -> None:
    gone = next(path for path in (kept.data / "files").glob("*/*") if path.stat().st_size == 10)
    gone.unlink()
    put_file(kept.data, b"of the second day")
    second = backed_up(kept.data, kept.target, NOW + timedelta(days=1)).made
    assert sealed(kept) == 5
    retired = retire(kept.target, [kept.key], [second.name, kept.made.name])
    assert (retired.names, sealed(kept)) == ((), 5)
    retired = retire(kept.target, [kept.key], [second.name])
    assert (retired.names, sealed(kept)) == ((kept.made.name,), 4)
    assert retired.freed > 0 and names(kept.target) == [second.name]
    verify(kept.target, second.name, [kept.key], kept.data / ".checking", quietly)


def test_a_backup_that_cannot_be_read_stays_and_takes_no_file_with_it(kept: Kept) -> None:
    second = backed_up(kept.data, kept.target, NOW + timedelta(days=1)).made
    whole = kept.path.read_bytes()
    kept.path.write_bytes(whole[:400])
    put_files(kept.data, seed=9)
    third = backed_up(kept.data, kept.target, NOW + timedelta(days=2)).made
    assert retire(kept.target, [kept.key], [second.name]).names == (third.name,)
    assert names(kept.target) == [second.name, kept.made.name]
    assert sealed(kept) == 7, "the broken one may need any of them"
    kept.path.write_bytes(whole)
    assert retire(kept.target, [kept.key], [second.name, kept.made.name]).names == ()
    assert sealed(kept) == 4
