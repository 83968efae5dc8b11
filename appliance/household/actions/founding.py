"""Another family on the same appliance: a code, and whoever has it founds theirs. Once."""

import secrets
from dataclasses import replace
from datetime import timedelta

from sqlmodel import col, update

from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.secrets import READABLE, token_hash
from appliance.core.work import Work
from appliance.household import policy
from appliance.household.actions.devices import CODE_LENGTH, put_device
from appliance.household.actions.family import NewFamily, add_family
from appliance.household.actions.members import NewMember
from appliance.household.actions.sessions import Entry, begin_sign_in, replace_sign_in
from appliance.household.actions.sign_in import Visitor
from appliance.household.events import FoundingCodeMade, FoundingCodeRevoked
from appliance.household.models import FoundingCode
from appliance.household.queries.founding import founding_behind, founding_code_of


async def make_founding_code(work: Work, days: int = 7) -> str:
    """The code of `/found/{code}`, which is nowhere in plain."""
    _ask(work)
    if not 1 <= days <= 30:
        sentence = _("An invitation works 1 to 30 days.")
        raise Invalid(sentence, errors={"days": sentence})
    code = "".join(secrets.choice(READABLE) for _letter in range(CODE_LENGTH))
    row = FoundingCode(
        family_id=work.actor.family_id,
        code_hash=token_hash(code),
        created_by=work.actor.member_id,
        created_at=work.now,
        expires_at=work.now + timedelta(days=days),
    )
    work.db.add(row)
    await work.db.flush()
    await work.emit(FoundingCodeMade(family_id=row.family_id, code_id=row.id or 0))
    return code


async def revoke_founding_code(work: Work, code_id: int) -> None:
    _ask(work)
    row = await founding_code_of(work, code_id)
    row.revoked_at = work.now
    work.db.add(row)
    await work.emit(FoundingCodeRevoked(family_id=row.family_id, code_id=code_id))


async def found_another_family(
    work: Work, visitor: Visitor, code: str, family: NewFamily, parent: NewMember
) -> Entry:
    """By the house itself: the code is the permission. A tablet of another family stays theirs."""
    await _spend(work, code)
    founded, (member,) = await add_family(work, family, [parent])
    assert founded.id is not None and member.id is not None
    await replace_sign_in(work, visitor.sign_in_id)
    if visitor.device is not None and visitor.device.enrolled:
        return await begin_sign_in(work, member, founded, "founding", brief=True, lifetime=visitor.lifetime)
    device, token = await put_device(work, founded.id, member.id, visitor.browser, [member.id], enrolled=True)
    entry = await begin_sign_in(
        work, member, founded, "founding", device_id=device.id, lifetime=visitor.lifetime
    )
    return replace(entry, device_token=token)


async def _spend(work: Work, code: str) -> None:
    found = await founding_behind(work.db, code, work.now)
    spent = update(FoundingCode).where(
        col(FoundingCode.id) == (found.id if found else 0), col(FoundingCode.used_at).is_(None)
    )
    changed = await work.db.exec(spent.values(used_at=work.now))
    if changed.rowcount == 0:
        raise NotFound(_("This code was used, taken back or is too old. Ask for a new one."))


def _ask(work: Work) -> None:
    if not policy.may_found_another(work.actor):
        raise NotAllowed(_("Only the owner of the family can do this."))
