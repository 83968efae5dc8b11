"""How the house looks to someone: face, colour, language, week, and how much there is to read."""

from dataclasses import dataclass

from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import LANGUAGES
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.household import policy
from appliance.household.events import MemberChanged
from appliance.household.models import FACES, HUES, READING, Member
from appliance.household.queries import member_of

THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, kw_only=True)
class Profile:
    """`language` empty and `week_start` None: the family's; `reading` empty: as it is."""

    face: str
    hue: str
    theme: str = "auto"
    language: str = ""
    week_start: int | None = None
    reading: str = ""


async def change_profile(work: Work, member_id: int, profile: Profile) -> Member:
    row = await member_of(work, member_id)
    if not policy.may_change_looks(work.actor, row):
        raise NotAllowed(_("You can change only your own page."))
    _check(profile)
    row.face, row.hue, row.theme = profile.face, profile.hue, profile.theme
    row.language, row.week_start = profile.language, profile.week_start
    if profile.reading and policy.may_choose_reading(work.actor, row):
        row.reading = profile.reading
    work.db.add(row)
    fields = "face hue theme language week_start reading"
    await work.emit(MemberChanged(family_id=row.family_id, member_id=member_id, fields=fields))
    return row


def _check(profile: Profile) -> None:
    wrong = {
        "face": profile.face not in FACES,
        "hue": profile.hue not in HUES,
        "theme": profile.theme not in THEMES,
        "language": profile.language not in ("", *LANGUAGES),
        "week_start": profile.week_start is not None and not 0 <= profile.week_start <= 6,
        "reading": profile.reading not in ("", *READING),
    }
    choose = _("Please choose one of these.")
    errors = {field: choose for field, is_wrong in wrong.items() if is_wrong}
    if errors:
        raise Invalid(choose, errors=errors)
