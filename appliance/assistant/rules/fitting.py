"""Whether a model's words are fit for who reads them: for the young a word list looks once more."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from appliance.assistant.rules.safety import Band
from appliance.core.i18n import mark as _

INSTEAD: Mapping[Band, str] = {
    Band.SMALL: _("I do not know how to say that well. Ask Mum or Dad, please."),
    Band.CHILD: _("That is something for a grown-up to talk about with you. Please ask one whom you trust."),
    Band.TEEN: _(
        "I had better not answer that. A grown-up whom you trust, or a doctor, knows more about it."
    ),
}
READ_BY = {
    Band.SMALL: ("adult", "frightening", "links", "numbers"),
    Band.CHILD: ("adult", "frightening", "links", "numbers"),
    Band.TEEN: ("adult", "links"),
    Band.GROWN: (),
}


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    sources = tomllib.loads((files(__package__) / "fitting.toml").read_text("utf-8"))
    return {name: re.compile(source, re.IGNORECASE | re.VERBOSE) for name, source in sources.items()}


def fits(text: str, band: Band) -> bool:
    plain = " ".join(text.split())
    return not any(_patterns()[name].search(plain) for name in READ_BY[band])


def instead(band: Band) -> str:
    """msgid of what is said then."""
    return INSTEAD[band]
