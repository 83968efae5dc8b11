"""The style page of the demo: every macro once, with the very lines that drew it beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from markupsafe import Markup
from pydantic import BaseModel

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.settings import ROOT
from appliance.core.work import Office
from appliance.household.credentials import PICTURES
from appliance.household.credentials.pins import PICTURE_HUES
from appliance.household.queries import members_of
from appliance.web.forms import Form
from appliance.web.render import language_of, page, rendered
from appliance.web.request import AppRequest

GROUPS = {
    "actions": _("Buttons and links"),
    "fields": _("Fields"),
    "choices": _("Choices"),
    "marks": _("Marks and notices"),
    "people": _("People and rows"),
    "lists": _("Lists"),
    "states": _("Loading, errors and offline"),
    "charts": _("Charts"),
    "child": _("For small children"),
    "board": _("The week"),
    "chat": _("Talking"),
    "kiosk": _("On the kitchen wall"),
}
DENSITIES = ("std", "kid", "kiosk")
THEMES = ("auto", "light", "dark")
SAMPLES = ROOT / "templates" / "style"
SAMPLE = re.compile(r"^\{# ([\w, ]+) #\}\n", re.MULTILINE)


@dataclass(frozen=True)
class Sample:
    names: str
    source: str
    shown: Markup


@get("/style")
async def style(
    request: AppRequest,
    office: NamedDependency[Office],
    density: FromQuery[str] = "std",
    theme: FromQuery[str] = "auto",
) -> Response[str]:
    if not request.app.state.get("demo"):
        raise NotFound(_("There is no such page."))
    async with office.reading(request.user) as look:
        people = list(await members_of(look))
    look_of: dict[str, object] = {
        "density": density if density in DENSITIES else "std",
        "theme": theme if theme in THEMES else "auto",
    }
    groups = drawn(request, {"people": people, "form": sample_form(request), **look_of})
    contents = [(title, f"#{name}", False) for name, title, _samples in groups]
    shown = {"groups": groups, "contents": contents, "densities": DENSITIES, "themes": THEMES, **look_of}
    return page(request, "style/page.html", 200, **shown)


def drawn(request: AppRequest, given: dict[str, object]) -> list[tuple[str, str, list[Sample]]]:
    """Each group with its name, its title and its samples."""
    given = {**given, "pictures": PICTURES, "hues": PICTURE_HUES}
    language = language_of(request)
    return [
        (name, say(language, title), list(_samples(request, name, given))) for name, title in GROUPS.items()
    ]


def sample_form(request: AppRequest) -> Form[BaseModel]:
    """Filled in, with one field that needs another look."""
    whole = say(language_of(request), _("This is a whole number."))
    return Form(
        values={"title": "Water the plants", "points": "3oo", "way": "each"}, errors={"points": whole}
    )


def _samples(request: AppRequest, group: str, given: dict[str, object]) -> Iterator[Sample]:
    for names, source in sources(group):
        yield Sample(names, source, Markup(rendered(request, source, **given)))


@cache
def sources(group: str) -> list[tuple[str, str]]:
    """`{# names of macros #}` on a line of its own begins the next sample."""
    parts = SAMPLE.split((SAMPLES / f"{group}.html").read_text())[1:]
    return [(names, source.strip()) for names, source in zip(parts[::2], parts[1::2], strict=True)]
