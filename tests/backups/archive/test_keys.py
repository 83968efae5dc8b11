from pathlib import Path

import pytest

from appliance.backups.archive.faults import Unusable
from appliance.backups.archive.keys import adopt_key, file_of, key_from, keys_of, open_key


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    key = open_key(tmp_path)
    assert open_key(tmp_path) == key
    assert (tmp_path / "recovery-key").stat().st_mode & 0o777 == 0o600
    assert key.text.startswith("AGE-SECRET-KEY-1") and key.public.startswith("age1")


def test_a_key_is_read_as_somebody_types_it_from_the_sheet(tmp_path: Path) -> None:
    key = open_key(tmp_path)
    begin, rest = key.text[:16], key.text[16:]
    groups = " ".join(rest[at : at + 4] for at in range(0, len(rest), 4))
    misread = rest.replace("0", "O").replace("L", "1").replace("8", "b")
    for typed in (
        key.text.lower(),
        f"  {key.text}\n",
        f"{begin} {groups}",
        groups,
        begin + misread,
        file_of([key]),
    ):
        assert key_from(typed) == key, typed


@pytest.mark.parametrize("typed", ["", "hello", "AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1" + "Q" * 58, "🦊" * 80])
def test_what_is_no_key_is_told_as_such(typed: str) -> None:
    with pytest.raises(Unusable) as refused:
        key_from(typed)
    assert refused.value.reason == "key"


def test_a_letter_that_was_mistyped_is_found(tmp_path: Path) -> None:
    text = open_key(tmp_path).text
    for at in range(16, len(text)):
        wrong = text[:at] + ("P" if text[at] == "Q" else "Q") + text[at + 1 :]
        with pytest.raises(Unusable):
            key_from(wrong)


def test_an_older_key_goes_on_opening_what_it_locked(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    old, new = open_key(tmp_path), open_key(tmp_path_factory.mktemp("other"))
    adopt_key(tmp_path, new)
    assert open_key(tmp_path) == new
    assert keys_of(tmp_path) == [new, old]
    assert adopt_key(tmp_path, old) == open_key(tmp_path) and keys_of(tmp_path) == [old, new]
