from pathlib import Path

import pytest

from appliance.assistant.engine import probe
from tests.support.tiny_model import make_tiny_model


def test_a_good_file_is_known_by_its_name_after_a_first_look(tmp_path: Path) -> None:
    seen = probe(make_tiny_model(tmp_path / "tiny.gguf"))
    assert seen.usable, seen.why
    assert (seen.name, seen.has_template, seen.context) == ("Tiny words", True, 4096)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda good: b"",
        lambda good: b"PK\x03\x04" + good[4:],
        lambda good: good[: len(good) // 2],
        lambda good: good[:60] + b"\xff" * 400 + good[460:],
        lambda good: good.replace(b"llama", b"lemma"),
    ],
    ids=["empty", "another kind", "cut in half", "overwritten", "unknown to llama.cpp"],
)
def test_a_broken_file_is_refused_with_a_reason(tmp_path: Path, spoil) -> None:
    path = make_tiny_model(tmp_path / "tiny.gguf")
    path.write_bytes(spoil(path.read_bytes()))
    seen = probe(path)
    assert not seen.usable
    assert seen.why


def test_a_template_that_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    monkeypatch.setattr("tests.support.tiny_model.TEMPLATE", endless)
    seen = probe(make_tiny_model(tmp_path / "tiny.gguf"), seconds=3)
    assert not seen.usable


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert not probe(tmp_path / "nothing.gguf").usable
