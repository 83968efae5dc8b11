"""Lists in pages. A page begins after a row and never at a number, so that new rows move nothing."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar, cast

from sqlalchemy import ColumnElement, Select, literal, tuple_
from sqlalchemy.orm import Mapped
from sqlalchemy.types import TypeDecorator, TypeEngine

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S", bound=Select)  # type: ignore[type-arg]
USUAL = 50
LARGEST = 200
WHOLE_NUMBERS = 2**63


@dataclass(frozen=True)
class Page:
    """`after` is the cursor that the page before ended with; empty for the first page."""

    size: int = USUAL
    after: str = ""

    def of(self, found: S, *keys: Mapped[object], newest: bool = False) -> S:
        """One row more than fits tells whether there is a next page. `keys` must tell all rows apart."""
        if self.after:
            last = tuple_(*self._place([cast(ColumnElement[object], key) for key in keys]))
            here = tuple_(*keys)
            found = found.where(here < last if newest else here > last)
        return found.order_by(*(key.desc() if newest else key.asc() for key in keys)).limit(self.size + 1)

    def part(self, rows: Sequence[R], place: Callable[[R], Sequence[object]]) -> "Part[R]":
        """`place`: a row's values of the keys."""
        if len(rows) <= self.size:
            return Part(rows)
        shown = rows[: self.size]
        return Part(shown, cursor(place(shown[-1])))

    def among(
        self, rows: Sequence[R], place: Callable[[R], Sequence[object]], *, newest: bool = False
    ) -> "Part[R]":
        """For lists that a family has in its head, read as a whole and in the order of their places."""
        placed = sorted(((_plain(place(row)), n) for n, row in enumerate(rows)), reverse=newest)
        if self.after and placed:
            last = self._said()
            if [type(value) for value in last] != [type(value) for value in placed[0][0]]:
                raise nowhere()
            placed = [one for one in placed if (one[0] < last if newest else last < one[0])]
        return self.part([rows[n] for _where, n in placed], place)

    def _said(self) -> list[object]:
        try:
            said = json.loads(base64.urlsafe_b64decode(self.after.encode("ascii") + b"=="))
        except (ValueError, binascii.Error, RecursionError) as wrong:
            raise nowhere() from wrong
        if not isinstance(said, list):
            raise nowhere()
        return said

    def _place(self, keys: Sequence[ColumnElement[object]]) -> list[ColumnElement[object]]:
        try:
            return [
                literal(_read(value, _kind(key.type)), key.type)
                for key, value in zip(keys, self._said(), strict=True)
            ]
        except (ValueError, TypeError) as wrong:
            raise nowhere() from wrong


NO_PLACE = _("This is not a place in this list. Take it from the link to the next page.")


def nowhere() -> Invalid:
    return Invalid(NO_PLACE, {"after": NO_PLACE})


@dataclass(frozen=True)
class Part(Generic[R]):
    """`next`: where the following page begins, empty at the end."""

    rows: Sequence[R]
    next: str = ""

    def each(self, shown: Callable[[R], T]) -> "Part[T]":
        return Part([shown(row) for row in self.rows], self.next)


def cursor(place: Sequence[object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(_plain(place)).encode()).decode().rstrip("=")


def _plain(place: Sequence[object]) -> list[object]:
    return [value.isoformat() if isinstance(value, date) else value for value in place]


def _kind(stored: TypeEngine[object]) -> type:
    return (stored.impl_instance if isinstance(stored, TypeDecorator) else stored).python_type


def _read(value: object, kind: type) -> object:
    if kind in (datetime, date) and isinstance(value, str):
        moment: datetime | date = kind.fromisoformat(value)
        if isinstance(moment, datetime) and moment.tzinfo is None:
            raise ValueError(value)
        return moment
    if type(value) is not kind or (isinstance(value, int) and abs(value) >= WHOLE_NUMBERS):
        raise ValueError(value)
    return value
