"""Forms: what was typed, what is wrong with it, and the valid model when nothing is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from litestar.datastructures import FormMultiDict, UploadFile
from litestar.exceptions import ClientException
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from appliance.core.errors import Invalid
from appliance.core.forms import TYPED, counts_every_letter
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.web.request import AppRequest

M = TypeVar("M", bound=BaseModel)

SENTENCES = {
    "missing": _("Please fill this in."),
    "string_too_short": _("Please fill this in."),
    "string_too_long": _("This is too long: at most %(max_length)s letters."),
    "string_pattern_mismatch": _("This does not look right."),
    "int_parsing": _("This is a whole number."),
    "int_from_float": _("This is a whole number."),
    "int_type": _("This is a whole number."),
    "int_parsing_size": _("This number is too large."),
    "greater_than_equal": _("At least %(ge)s."),
    "greater_than": _("More than %(gt)s."),
    "less_than_equal": _("At most %(le)s."),
    "less_than": _("Less than %(lt)s."),
    "date_from_datetime_parsing": _("This is not a date."),
    "date_parsing": _("This is not a date."),
    "date_type": _("This is not a date."),
    "time_type": _("This is not a time of day."),
    "time_parsing": _("This is not a time of day."),
    "literal_error": _("Please choose one of these."),
    "enum": _("Please choose one of these."),
    "bool_parsing": _("Please choose yes or no."),
}


@dataclass
class Form(Generic[M]):
    """`values` are as typed, `errors` by field in the reader's language. Empty for a first look."""

    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    model: M | None = None

    def refuse(self, refusal: Invalid, language: str) -> "Form[M]":
        """The same form with what a verb found wrong."""
        for name, sentence in refusal.errors.items():
            self.errors[name] = say(language, sentence, **refusal.values)
        if not refusal.errors:
            self.errors[""] = say(language, refusal.sentence, **refusal.values)
        return self


def filled(values: Mapping[str, object], lists: Mapping[str, list[str]] | None = None) -> Form[BaseModel]:
    """A form that shows what is stored."""
    shown = {key: "" if value is None else str(value) for key, value in values.items()}
    return Form(values=shown, lists=dict(lists or {}))


async def read_form(request: AppRequest, model: type[M], language: str = "en") -> Form[M]:
    """Blank fields count as not sent, so optional ones become None and required ones say so."""
    sent = await _typed(request, model)
    form: Form[M] = Form(values={key: items[-1] for key, items in sent.items()}, lists=sent)
    chosen = {key: _choose(model, key, items) for key, items in sent.items() if any(items)}
    try:
        form.model = model.model_validate(chosen, context=TYPED)
    except ValidationError as broken:
        for error in broken.errors():
            form.errors[str(error["loc"][0]) if error["loc"] else ""] = sentence_for(error, language)
    return form


async def sent_form(request: AppRequest) -> FormMultiDict:
    try:
        return await request.form()
    except (ClientException, UnicodeDecodeError) as broken:
        raise Invalid(_("We could not read what was sent.")) from broken


async def sent_file(request: AppRequest, name: str) -> bytes:
    """The bytes of an uploaded file; none where none was chosen."""
    sent = (await sent_form(request)).get(name)
    return await sent.read() if isinstance(sent, UploadFile) else b""


def own_path(back: str, otherwise: str) -> str:
    """Only a page of this house; anything else leads to `otherwise`."""
    plain = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    return back if plain else otherwise


async def way_back(request: AppRequest, otherwise: str) -> str:
    """The page on which the button was pressed: its form says so in `back`."""
    said = (await sent_form(request)).get("back", "")
    return own_path(said, otherwise) if isinstance(said, str) else otherwise


async def _typed(request: AppRequest, model: type[BaseModel]) -> dict[str, list[str]]:
    typed: dict[str, list[str]] = {}
    for key, value in (await sent_form(request)).multi_items():
        if isinstance(value, str) and key != "csrf":
            typed.setdefault(key, []).append(value if counts_every_letter(model, key) else value.strip())
    return typed


def _choose(model: type[BaseModel], key: str, items: list[str]) -> str | list[str]:
    known = model.model_fields.get(key)
    wants_list = known is not None and "list" in str(known.annotation)
    return [item for item in items if item] if wants_list else items[-1]


def sentence_for(error: ErrorDetails, language: str) -> str:
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, Invalid):
        return say(language, cause.sentence, **cause.values)
    if isinstance(cause, ValueError):
        return say(language, str(cause))
    sentence = SENTENCES.get(error["type"], _("This does not look right."))
    return say(language, sentence, **error.get("ctx", {}))
