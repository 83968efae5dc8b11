"""What people and programs send: the base of every form and of every body of the API.

Pydantic alone takes `true` for 1, 0 for the first of January 1970, and letters that were never readable.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Annotated, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticKnownError

from appliance.core.i18n import mark as _

TYPED = {"typed": True}
"""The context of a form: there all is text, also a number."""

AS_TYPED = "as typed"
"""Marks a secret: every letter counts, also a space at its end."""

LINES = "lines"
"""Marks a text that may have several lines."""

RowId = Annotated[int, Field(ge=1, le=2**63 - 1)]
MOMENTS = (AwareDatetime, datetime, date, time)


class Sent(BaseModel):
    """Unknown fields are refused: nobody can send an owner or a date along."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def of_its_kind(cls, value: object, info: ValidationInfo) -> object:
        field = _field(cls, info.field_name or "")
        typed = bool(info.context and info.context.get("typed"))
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                _read(one, field, typed)
            elif isinstance(one, bool | int | float):
                _counted(one, field)
        return value


@dataclass(frozen=True)
class _Field:
    kinds: frozenset[type]
    marks: frozenset[str]


@cache
def _field(model: type[BaseModel], name: str) -> _Field:
    info = model.model_fields[name]
    parts = [*_parts(info.annotation), *info.metadata]
    return _Field(
        frozenset(part for part in parts if isinstance(part, type)),
        frozenset(part for part in parts if isinstance(part, str)),
    )


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _read(text: str, field: _Field, typed: bool) -> None:
    if AS_TYPED not in field.marks and not is_readable(text, several_lines=LINES in field.marks):
        raise ValueError(_("There are letters in it that cannot be read."))
    if field.kinds & set(MOMENTS) and text.strip().lstrip("+-").replace(".", "", 1).isdigit():
        raise PydanticKnownError("date_type" if date in field.kinds else "time_type")
    if typed or str in field.kinds:
        return
    if int in field.kinds:
        raise PydanticKnownError("int_type")
    if float in field.kinds:
        raise PydanticKnownError("float_type")
    if bool in field.kinds:
        raise PydanticKnownError("bool_type")


def _counted(number: float, field: _Field) -> None:
    if isinstance(number, bool) and bool not in field.kinds and field.kinds & {int, float}:
        raise PydanticKnownError("int_type" if int in field.kinds else "float_type")
    if not isinstance(number, bool) and bool in field.kinds:
        raise PydanticKnownError("bool_type")
    if field.kinds & set(MOMENTS):
        raise PydanticKnownError("date_type" if date in field.kinds else "time_type")


def counts_every_letter(model: type[BaseModel], name: str) -> bool:
    return name in model.model_fields and AS_TYPED in _field(model, name).marks


def is_readable(text: str, *, several_lines: bool = False) -> bool:
    """Without what a terminal, a log or a mail's head would obey, and without what was broken on its way."""
    allowed = "\n\r\t" if several_lines else ""
    return not any(
        letter == "\ufffd" or (letter not in allowed and (letter < " " or "\x7f" <= letter <= "\x9f"))
        for letter in text
    )
