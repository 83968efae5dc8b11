"""Coming in. Looking up, hashing and entering are three steps, so that argon2 runs in no transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlmodel import col, select

from appliance.core.errors import Invalid, NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import the_house
from appliance.core.work import Office, Work
from appliance.household import policy
from appliance.household.actions.devices import put_device
from appliance.household.actions.secrets import renew_hash
from appliance.household.actions.sessions import LIFETIME, Entry, begin_sign_in, replace_sign_in
from appliance.household.actions.tries import count_try, forget_tries
from appliance.household.credentials import Credentials, Hashed
from appliance.household.credentials.throttle import Standing, free_tries
from appliance.household.events import NewBrowser, SignInBlocked, SignInFailed
from appliance.household.models import Device, Member, SignIn, actor_of
from appliance.household.queries import Person, people_named, person
from appliance.household.queries.doors import NEWS_LAST
from appliance.household.queries.homes import last_entered

log = structlog.get_logger("sign_in")


@dataclass(frozen=True)
class Visitor:
    """A browser that asks to come in: from where, as which device, with which session until now."""

    address: str
    device: Device | None = None
    sign_in_id: int | None = None
    browser: str = "Browser"
    lifetime: timedelta = LIFETIME

    def knows(self, member: Member) -> bool:
        return self.device is not None and member.id in self.device.known_to


@dataclass(frozen=True)
class Claim:
    """Who someone says they are: the one they touched on the wall, or a name; `family` where names repeat."""

    name: str = ""
    family: str = ""
    member_id: int | None = None
    stay: bool = True  # False: a shared device, the sign-in ends soon after the last tap


async def sign_in_with_password(
    office: Office, credentials: Credentials, visitor: Visitor, claim: Claim, password: str
) -> Entry:
    people = await _claimed(office, visitor, claim)
    keys, is_known = _password_keys(visitor, claim, people)
    counted = await count_try(office, keys, blocks=not is_known)
    extra = counted[keys[0]].failed - free_tries(keys[0]) if is_known else 0
    async with credentials.line.slowly(keys[0], extra):
        right = await _who_fits(credentials, people, password)
    if not right:
        await _refuse(office, visitor, people, "password", counted)
        raise _wrong(_("This name and this password do not belong together."), "password")
    found = await _entered_last(office, right)
    _ask_for_time(found, office.clock())
    stored = found.member.password
    renewed = await credentials.password(password) if credentials.outdated(stored) else None
    return await _enter(office, visitor, found, keys, _Proof("password", stored, renewed), claim.stay)


async def sign_in_with_pin(
    office: Office, credentials: Credentials, visitor: Visitor, member_id: int, pin: str
) -> Entry:
    """Only on a browser that a parent enrolled, and never into a parent's account."""
    async with office.reading(the_house()) as look:
        found = await person(look.db, member_id)
    device = visitor.device
    if device is None or not device.enrolled or found is None or found.family.id != device.family_id:
        raise NotFound(_("We could not find that person."))
    if not policy.may_have_pin(found.member.role):
        raise NotFound(_("Grown-ups sign in with their password."))
    if found.member.disabled_at:
        raise NotFound(_("We could not find that person."))
    keys = [f"member:{member_id}", f"device:{device.id}"]
    counted = await count_try(office, keys)
    stored = found.member.pin
    if not await credentials.pin_fits(stored, pin):
        await _refuse(office, visitor, [found], "pin", counted)
        raise _wrong(_("That was not it. Try again."), "pin")
    renewed = await credentials.pin(pin) if credentials.outdated(stored) else None
    return await _enter(office, visitor, found, keys, _Proof("pin", stored, renewed), True)


@dataclass(frozen=True)
class _Proof:
    """`field` of the member held `stored`, which fitted; `renewed` replaces it when its costs are old."""

    field: str
    stored: str
    renewed: Hashed | None


async def _claimed(office: Office, visitor: Visitor, claim: Claim) -> list[Person]:
    """Those who may be meant. On a device of a family its own people come before others of the same name."""
    async with office.reading(the_house()) as look:
        if claim.member_id is not None:
            found = await person(look.db, claim.member_id)
            home = visitor.device.family_id if visitor.device and visitor.device.enrolled else None
            return [found] if found and found.family.id == home and not found.member.disabled_at else []
        people = await people_named(look.db, claim.name, claim.family)
    people = [found for found in people if not found.member.disabled_at]
    known = [found for found in people if visitor.knows(found.member)]
    return known if known and one_person(known) and not claim.family else people


def _password_keys(visitor: Visitor, claim: Claim, people: Sequence[Person]) -> tuple[list[str], bool]:
    """A browser where this adult came in before has a count of its own, which nobody elsewhere can raise."""
    at_home = all(visitor.knows(found.member) for found in people)
    if people and one_person(people) and visitor.device and at_home:
        return [f"member:{people[0].member.id}:device:{visitor.device.id}"], True
    if claim.member_id is not None and visitor.device:
        return [f"member:{claim.member_id}:unknown", f"address:{visitor.address}"], False
    # By name, not by member: a name that nobody has must be throttled just the same.
    return [f"name:{claim.name.strip().casefold()[:80]}", f"address:{visitor.address}"], False


async def _who_fits(credentials: Credentials, people: Sequence[Person], password: str) -> list[Person]:
    if not people:
        await credentials.password_fits("", password)
    fits = {
        stored: await credentials.password_fits(stored, password)
        for stored in {found.member.password for found in people}
    }
    return [found for found in people if fits[found.member.password]]


async def _entered_last(office: Office, right: Sequence[Person]) -> Person:
    """Of one person's several families the one they were in last; a guest's time may be over in some."""
    if not one_person(right):
        raise _wrong(_("Two families here have someone of this name. Add your family's name."), "family")
    now = office.clock()
    open_ = [found for found in right if not _is_over(found, now)] or list(right)
    async with office.reading(the_house()) as look:
        last = await last_entered(look.db, [found.member.id or 0 for found in open_])
    return next((found for found in open_ if found.member.id == last), open_[0])


def one_person(people: Sequence[Person]) -> bool:
    persons = {found.member.person for found in people}
    return len(people) == 1 or (len(persons) == 1 and "" not in persons)


def _is_over(found: Person, now: datetime) -> bool:
    until = found.member.guest_until
    return until is not None and until <= now


def _ask_for_time(found: Person, now: datetime) -> None:
    """Told only to whoever knows the password."""
    if _is_over(found, now):
        raise _wrong(_("Your time here has ended. A parent of the family can give you more."), "password")


async def _refuse(
    office: Office, visitor: Visitor, people: Sequence[Person], way: str, counted: dict[str, Standing]
) -> None:
    """Written down for the one who was meant, or for nobody: one write less could be told by a clock."""
    log.warning("sign_in_failed", way=way, address=visitor.address, people=len(people))
    device_id = visitor.device.id if visitor.device else None
    meant = people[0].member if len(people) == 1 else None
    family_id, member_id = (meant.family_id, meant.id or 0) if meant else (0, 0)
    async with office.work(the_house(family_id)) as work:
        await work.emit(SignInFailed(family_id=family_id, member_id=member_id, way=way, device_id=device_id))
        own = next(iter(counted.values()))
        if own.blocked_until is not None:
            seconds = int((own.blocked_until - own.last_at).total_seconds())
            await work.emit(
                SignInBlocked(
                    family_id=family_id,
                    member_id=member_id,
                    way=way,
                    device_id=device_id,
                    seconds=seconds,
                )
            )


async def _still_so(work: Work, found: Person, proof: _Proof) -> Person:
    """Between the look-up and this transaction a slow hash was computed, and anything may have happened."""
    assert found.member.id is not None
    now = await person(work.db, found.member.id)
    if now is None or getattr(now.member, proof.field) != proof.stored:
        raise _wrong(_("This was changed just now. Please try again."), proof.field)
    if proof.renewed is not None:
        await renew_hash(work, found.member.id, proof.field, proof.renewed)
    return now


async def _enter(
    office: Office, visitor: Visitor, found: Person, keys: Sequence[str], proof: _Proof, stay: bool
) -> Entry:
    async with office.work(actor_of(found.member, found.family)) as work:
        now = await _still_so(work, found, proof)
        await forget_tries(work, keys)
        await replace_sign_in(work, visitor.sign_in_id)
        fresh = proof.field == "password" and await _is_new(work, visitor, now.member)
        news = fresh or await _is_asked_about(work, visitor, now.member)
        device_id, device_token = await recognise(work, visitor, now)
        shared = visitor.device is not None and visitor.device.enrolled
        entry = await begin_sign_in(
            work,
            now.member,
            now.family,
            proof.field,
            device_id=device_id,
            brief=shared and not policy.may_have_pin(now.member.role) and not stay,
            news=news,
            lifetime=visitor.lifetime,
        )
        if fresh:
            await _tell_of_browser(work, entry, visitor.browser)
    return Entry(entry.actor, entry.token, entry.sign_in_id, device_id, device_token)


async def recognise(work: Work, visitor: Visitor, found: Person) -> tuple[int | None, str]:
    """Remembers that this adult came in here; a browser enrolled by another family stays that family's."""
    assert found.member.id is not None and found.family.id is not None
    device = await work.db.get(Device, visitor.device.id) if visitor.device else None
    if device is not None and device.family_id == found.family.id:
        if found.member.id not in device.known_to:
            device.known_to = [*device.known_to, found.member.id]
        device.seen_at = work.now
        work.db.add(device)
        return device.id, ""
    if device is not None and device.enrolled:
        return None, ""
    ids = (found.family.id, found.member.id)
    made, token = await put_device(work, *ids, visitor.browser, [found.member.id], enrolled=False)
    return made.id, token


async def _is_new(work: Work, visitor: Visitor, member: Member) -> bool:
    """The very first sign-in of someone is no news to them."""
    if visitor.knows(member):
        return False
    found = await work.db.exec(select(SignIn.id).where(SignIn.member_id == member.id).limit(1))
    return found.first() is not None


async def _is_asked_about(work: Work, visitor: Visitor, member: Member) -> bool:
    """Coming in a second time does not make a browser known that nobody has confirmed."""
    if visitor.device is None:
        return False
    unanswered = select(SignIn.id).where(SignIn.member_id == member.id, col(SignIn.news))
    found = await work.db.exec(
        unanswered.where(SignIn.device_id == visitor.device.id, SignIn.created_at > work.now - NEWS_LAST)
    )
    return found.first() is not None


async def _tell_of_browser(work: Work, entry: Entry, browser: str) -> None:
    await work.emit(
        NewBrowser(
            family_id=entry.actor.family_id,
            member_id=entry.actor.member_id,
            sign_in_id=entry.sign_in_id,
            browser=browser,
        )
    )


def _wrong(sentence: str, field: str) -> Invalid:
    return Invalid(sentence, errors={field: sentence})
