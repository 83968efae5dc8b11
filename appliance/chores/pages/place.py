"""Where on the board somebody is, and the addresses of what lies beside it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal
from urllib.parse import urlencode

from appliance.chores.rules.repeats import AHEAD

View = Literal["day", "week", "month"]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """`first` and `last` are the days that its view begins and ends with. `day` is any of them."""

    view: View
    day: date
    today: date
    week_start: int
    person: int | None = None

    @property
    def first(self) -> date:
        if self.view == "month":
            return self.day.replace(day=1)
        return self.day if self.view == "day" else week_start(self.day, self.week_start)

    @property
    def last(self) -> date:
        if self.view == "month":
            return month_after(self.day) - DAY
        return self.day if self.view == "day" else self.first + DAY * 6

    @property
    def is_now(self) -> bool:
        return self.first <= self.today <= self.last

    @property
    def before(self) -> "Place":
        return replace(self, day=self.first - DAY)

    @property
    def after(self) -> "Place | None":
        """None where nothing is planned yet."""
        following = self.last + DAY
        return replace(self, day=following) if following <= self.today + AHEAD else None

    @property
    def planned_until(self) -> date | None:
        """None where its last day is planned, too."""
        return self.today + AHEAD if self.last > self.today + AHEAD >= self.first else None

    @property
    def now(self) -> "Place":
        return replace(self, day=self.today)

    @property
    def href(self) -> str:
        return self._address("/chores", {} if self.view == "week" else {"view": self.view})

    @property
    def on_paper(self) -> str:
        return self._address("/chores/sheet", {})

    def _address(self, path: str, view: dict[str, str]) -> str:
        day = {} if self.is_now else {"day": self.first.isoformat()}
        person = {} if self.person is None else {"person": str(self.person)}
        asked = urlencode(view | day | person)
        return f"{path}?{asked}" if asked else path

    def seen_as(self, view: View) -> "Place":
        """The same days in another view; of what holds today, today."""
        return replace(self, view=view, day=self.today if self.is_now else self.first)

    def on(self, day: date) -> "Place":
        return replace(self, view="day", day=day)

    def of(self, person: int | None) -> "Place":
        return replace(self, person=person)


def week_start(day: date, first_weekday: int) -> date:
    return day - DAY * ((day.weekday() - first_weekday) % 7)


def month_after(day: date) -> date:
    return (day.replace(day=1) + DAY * 31).replace(day=1)
