"""Days that are different, as a parent asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from appliance.core.i18n import mark as _
from appliance.screen_time.rules.week import Stretch

LONGEST_DAYS = 366
KINDS: Mapping[str, str] = {
    "holiday": _("Holiday"),
    "sick": _("Sick"),
    "party": _("Party"),
    "day": _("Another day"),
}


@dataclass(frozen=True, slots=True)
class Different:
    kind: str
    first: date
    last: date
    minutes: int | None = None
    unlimited: bool = False
    open_hours: bool = False
    no_bed: bool = False
    bed: Stretch | None = None
    why: str = ""

    def trouble(self, today: date) -> dict[str, str]:
        """Sentences by field. Days that are over keep what they had."""
        trouble = {}
        if self.kind not in KINDS:
            trouble["kind"] = _("Choose one of these.")
        if not today <= self.first <= today + timedelta(days=LONGEST_DAYS):
            trouble["first"] = _("Choose today or a day within a year.")
        if not self.first <= self.last or (self.last - self.first).days >= LONGEST_DAYS:
            trouble["last"] = _("The last day is the first or later, within a year.")
        if self.minutes is not None and not 0 <= self.minutes <= 1440:
            trouble["minutes"] = _("Choose 0 to 1440 minutes.")
        if self.bed is not None and (self.no_bed or self.bed.start == self.bed.end):
            trouble["bed_until"] = _("Choose another bedtime, or none.")
        if not trouble and not self._says_something:
            trouble["minutes"] = _("Say what is different on these days.")
        return trouble

    @property
    def _says_something(self) -> bool:
        asked = (self.unlimited, self.open_hours, self.no_bed, self.bed is not None)
        return self.minutes is not None or any(asked)
