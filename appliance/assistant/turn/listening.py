"""What a chat model says, piece by piece: words for the reader, and calls of tools, which nobody reads."""

import json
from dataclasses import dataclass

BEGINS, ENDS = "<tool_call>", "</tool_call>"
LONGEST = 4000  # letters of one call: what is longer is none
NAMES = ("name", "tool")
ARGUMENTS = ("arguments", "args", "parameters")


@dataclass(frozen=True)
class Wanted:
    """A call as the model wrote it. Without a name it could not be read."""

    name: str
    args: dict[str, object]

    @property
    def plain(self) -> dict[str, str | int]:
        """As the tools take them: what is neither word nor number is left for them to refuse."""
        given = {name: value for name, value in self.args.items() if value is not None}
        return {name: _plain(value) for name, value in given.items()}


class Listening:
    """`hear` gives what may be read. A call is complete in `wanted`; what comes after it is not heard."""

    def __init__(self) -> None:
        self.wanted: Wanted | None = None
        self._held = ""
        self._inside = False

    def hear(self, piece: str) -> str:
        if self.wanted is not None:
            return ""
        self._held += piece
        if not self._inside:
            return self._outside()
        self._look_for_the_end()
        return ""

    def rest(self) -> str:
        """At the end of what is said: a call whose last line was cut off still counts."""
        held, self._held = self._held, ""
        if self._inside and self.wanted is None:
            self.wanted = read(held)
            return ""
        return "" if self.wanted is not None else held

    def _outside(self) -> str:
        before, found, after = self._held.partition(BEGINS)
        if found:
            self._inside, self._held = True, after
            self._look_for_the_end()
            return before
        kept = _beginning_of(BEGINS, self._held)
        shown = self._held[: len(self._held) - kept]
        self._held = self._held[len(shown) :]
        return shown

    def _look_for_the_end(self) -> None:
        inside, found, _after = self._held.partition(ENDS)
        if found or len(self._held) > LONGEST:
            self.wanted = read(inside if found else "")
            self._held = ""


def _plain(value: object) -> str | int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)


def read(text: str) -> Wanted:
    """Braces may be missing or doubled, fences around it: small models are untidy."""
    begin, end = text.find("{"), text.rfind("}")
    bare = text[begin : end + 1] if 0 <= begin < end else text
    for tried in (bare, bare + "}", bare.removesuffix("}")):
        try:
            found = json.loads(tried)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return _wanted(found)
    return Wanted("", {})


def _wanted(found: dict[str, object]) -> Wanted:
    name = next((found[key] for key in NAMES if isinstance(found.get(key), str)), "")
    args = next((found[key] for key in ARGUMENTS if key in found), {})
    if isinstance(args, str):
        try:
            args = json.loads(args or "{}")
        except (ValueError, RecursionError):
            return Wanted("", {})
    return Wanted(str(name), args if isinstance(args, dict) else {"": args})


def _beginning_of(mark: str, text: str) -> int:
    """How many of the last letters may be the mark's first ones."""
    return next((size for size in range(len(mark) - 1, 0, -1) if text.endswith(mark[:size])), 0)
