"""New passwords and PINs. Whoever was signed in with the old one is signed out."""

from dataclasses import dataclass, replace

from sqlmodel import select

from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office, Work
from appliance.household import policy
from appliance.household.actions.sessions import end_sign_ins
from appliance.household.actions.tokens import end_tokens
from appliance.household.actions.tries import count_try, forget_tries
from appliance.household.credentials import Credentials, Hashed, check_password
from appliance.household.events import SecretChanged
from appliance.household.models import Member, actor_of
from appliance.household.queries import member_of
from appliance.household.queries.homes import same_person
from appliance.household.rules import Ending


async def set_password(work: Work, member_id: int, password: Hashed) -> None:
    """For someone else who forgot theirs; all their sign-ins end, and their keys for programs."""
    row = await member_of(work, member_id)
    if not policy.may_reset_secret(work.actor, row) or not policy.may_have_password(row.role):
        raise NotAllowed(_("You cannot set this password."))
    row.password = password
    if work.actor.is_house:
        await _everywhere(work, row)
    else:
        row.person = ""  # whoever sets it here must not open another family's door with it
    await _changed(work, row, None)
    await end_tokens(work, member_id)


async def set_pin(work: Work, member_id: int, pin: Hashed, kind: str) -> None:
    row = await member_of(work, member_id)
    if not policy.may_reset_secret(work.actor, row) or not policy.may_have_pin(row.role):
        raise NotAllowed(_("Only a parent can set a PIN."))
    row.pin, row.pin_kind = pin, kind
    await forget_tries(work, [f"member:{member_id}"])  # a parent stands beside them
    await _changed(work, row, None)


@dataclass(frozen=True)
class OwnPassword:
    """`sign_in_id` is the one in use, which stays; `end_keys`: keys for programs end as well."""

    old: str
    new: str
    sign_in_id: int | None = None
    end_keys: bool = False


async def change_own_password(
    office: Office, credentials: Credentials, actor: Actor, change: OwnPassword
) -> None:
    """Needs the old one, or a teen's PIN before their first. Ends all sign-ins but the one in use."""
    _ask_for_own(actor.role)
    check_password(change.new, actor.name, actor.family_name)
    await prove_oneself(office, credentials, actor, change.old, "old")
    hashed = await credentials.password(change.new)
    async with office.work(actor) as work:
        row = await member_of(work, actor.member_id)
        _ask_for_own(row.role)
        await forget_tries(work, own_keys(actor))
        row.password = hashed
        await _everywhere(work, row)
        await _changed(work, row, change.sign_in_id)
        if change.end_keys:
            await end_tokens(work, actor.member_id)


async def prove_oneself(
    office: Office, credentials: Credentials, actor: Actor, secret: str, field: str
) -> None:
    """Whoever sits at an open browser is not yet its owner. The verb that follows forgets the try."""
    if not actor.may_write:
        raise NotAllowed(_("This key may only read."))
    await count_try(office, own_keys(actor))
    async with office.reading(actor) as look:
        row = await member_of(look, actor.member_id)
    if not await _knows(credentials, row, secret):
        sentence = _("That is not your present one.")
        raise Invalid(sentence, errors={field: sentence})


def own_keys(actor: Actor) -> list[str]:
    return [f"own:{actor.member_id}"]


def _ask_for_own(role: str) -> None:
    if not policy.may_have_password(role):
        raise NotAllowed(_("Your PIN is changed by a parent."))


async def _everywhere(work: Work, row: Member) -> None:
    """One person has one password, whichever family they change it in."""
    for other, family in await same_person(work.db, row):
        other.password = row.password
        await _changed(replace(work, viewer=actor_of(other, family)), other, None)


async def renew_hash(work: Work, member_id: int, field: str, hashed: Hashed) -> None:
    """The same secret under today's costs; nobody is signed out."""
    found = await work.db.exec(select(Member).where(Member.id == member_id))
    row = found.one()
    others = await same_person(work.db, row) if field == "password" else ()
    for one in (row, *(other for other, _family in others)):
        setattr(one, field, hashed)
        work.db.add(one)


async def _knows(credentials: Credentials, row: Member, old: str) -> bool:
    if row.password or not policy.may_have_pin(row.role):
        return await credentials.password_fits(row.password, old)
    return await credentials.pin_fits(row.pin, old)


async def _changed(work: Work, row: Member, but: int | None) -> None:
    assert row.id is not None
    work.db.add(row)
    await end_sign_ins(work, row.id, but, Ending.SECRET)
    await work.emit(SecretChanged(family_id=row.family_id, member_id=row.id))
