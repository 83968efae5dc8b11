import functools
import tomllib
from importlib.resources import files


@functools.cache
def _tables() -> dict[str, object]:
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))


@functools.cache
def words(name: str) -> tuple[str, ...]:
    return tuple(str(_tables()[name]).split())


@functools.cache
def those(name: str) -> frozenset[str]:
    return frozenset(words(name))


def phrases(name: str, language: str) -> list[str]:
    """None in a language that has none."""
    return _tables()[name].get(language, [])  # type: ignore[attr-defined,no-any-return]
