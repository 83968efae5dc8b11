"""Founding a family, and what it is called and keeps time by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import LANGUAGES
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.household import policy
from appliance.household.actions.devices import put_device
from appliance.household.actions.members import NewMember, put_member
from appliance.household.actions.sessions import Entry, begin_sign_in
from appliance.household.events import FamilyChanged, FamilyFounded
from appliance.household.models import Family, Member
from appliance.household.queries import families_exist, family_of
from appliance.household.rules import known_zones


@dataclass(frozen=True, kw_only=True)
class NewFamily:
    name: str
    zone: str = "Europe/Berlin"
    language: str = "en"
    week_start: int = 0
    afternoon_from: time = time(12)
    evening_from: time = time(18)


async def found_family(work: Work, family: NewFamily, parent: NewMember, browser: str) -> Entry:
    """The first family, its first parent, and their browser as its first device: all of it or nothing.

    One write at a time: of two foundings at once, the second finds a family.
    """
    if await families_exist(work.db):
        raise NotFound(_("There is no such page."))
    founded, (member,) = await add_family(work, family, [parent])
    assert founded.id is not None and member.id is not None
    device, token = await put_device(work, founded.id, member.id, browser, [member.id], enrolled=True)
    entry = await begin_sign_in(work, member, founded, "founding", device_id=device.id)
    return replace(entry, device_token=token)


async def add_family(
    work: Work, family: NewFamily, members: Sequence[NewMember]
) -> tuple[Family, list[Member]]:
    """A family with its people; asked by the house itself: founding, the demo, the command line."""
    if not work.actor.is_house:
        raise NotAllowed(_("Only the house itself can add a family."))
    check_family(family)
    row = Family(
        name=family.name.strip(),
        zone=family.zone,
        language=family.language,
        week_start=family.week_start,
        afternoon_from=family.afternoon_from,
        evening_from=family.evening_from,
        created_at=work.now,
        keeps_house=not await families_exist(work.db),
    )
    work.db.add(row)
    await work.db.flush()
    assert row.id is not None
    await work.emit(FamilyFounded(family_id=row.id, name=row.name))
    return row, [await put_member(work, row.id, member) for member in members]


async def change_family(work: Work, family: NewFamily) -> None:
    if not policy.may_change_family(work.actor):
        raise NotAllowed(_("Only a parent can change this."))
    check_family(family)
    row = await family_of(work)
    row.name, row.zone = family.name.strip(), family.zone
    row.language, row.week_start = family.language, family.week_start
    row.afternoon_from, row.evening_from = family.afternoon_from, family.evening_from
    work.db.add(row)
    await work.emit(FamilyChanged(family_id=work.actor.family_id, name=row.name))


def check_family(family: NewFamily) -> None:
    errors: dict[str, str] = {}
    if not 1 <= len(family.name.strip()) <= 60:
        errors["name"] = _("A family has a name of at most 60 letters.")
    if family.zone not in known_zones():
        errors["zone"] = _("Choose a time zone from the list, such as Europe/Berlin.")
    if family.language not in LANGUAGES:
        errors["language"] = _("Choose one of these languages.")
    if not 0 <= family.week_start <= 6:
        errors["week_start"] = _("Choose a day of the week.")
    if not time() < family.afternoon_from < family.evening_from:
        errors["evening_from"] = _(
            "The evening begins after the afternoon, and the afternoon after midnight."
        )
    if errors:
        raise Invalid(_("Something needs another look."), errors=errors)
