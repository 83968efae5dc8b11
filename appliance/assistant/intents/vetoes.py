"""Words beside the arguments that make no command of what sounds like one."""

import functools
import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

from appliance.assistant.intents.heard import Slot
from appliance.assistant.intents.resolving.spoken import Spoken


def vetoed(tool: str, spoken: Spoken, slots: Sequence[Slot]) -> bool:
    """`slots`: what stands inside of them is what is written or looked for, and says nothing."""
    line = _outside(spoken.text, slots)
    return any(pattern.search(line) for pattern in _patterns(tool))


def _outside(text: str, slots: Sequence[Slot]) -> str:
    kept, at = [], 0
    for slot in slots:
        kept.append(text[at : slot.start])
        at = slot.end
    plain = " _ ".join([*kept, text[at:]]).lower().replace("\u2019", "'")
    return " ".join(re.sub(r"([,.!?;:])", r" \1 ", plain).split())


@functools.cache
def _patterns(tool: str) -> tuple[re.Pattern[str], ...]:
    tables = tomllib.loads((files(__package__) / "vetoes.toml").read_text("utf-8"))
    rows = [row["never"] for row in tables["veto"] if tool in row["tools"]]
    return tuple(re.compile(pattern) for patterns in rows for pattern in patterns)
