"""Today as each of the family needs it. Everything is read once and sorted here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from appliance.chores.queries import Duty, on_the_table, waiting_for_parent
from appliance.chores.queries.proposals import SeenProposal
from appliance.chores.queries.streaks import Streak, table_and_streaks
from appliance.core.clock import from_local
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import YOUNG, Role
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries.known import called, joined_names
from appliance.rewards.queries import Balance as Points
from appliance.rewards.queries import SeenWish, balance_of, wishes_waiting
from appliance.screen_time.queries import Balance, SeenRequest, family_today
from appliance.today.rules import CARDS, Part, full_blocks, in_blocks, is_of, part_at, part_of

COMING = 6
FREE = "excused"  # nobody has to do it: a pause, or a parent said so


@dataclass(frozen=True)
class ChildSum:
    """A child in one line of a parent's page. `free`: so many of today's need not be done."""

    member: Member
    done: int
    total: int
    free: int
    screen: Balance


@dataclass(frozen=True)
class Coming:
    """`at` is None for a whole day."""

    who: Member | None
    at: time | None
    tomorrow: bool
    title: str


@dataclass(frozen=True)
class ParentDay:
    people: Mapping[int, Member]
    waiting: Sequence[Duty]
    wishes: Sequence[SeenWish]
    ideas: Sequence[SeenProposal]
    requests: Sequence[SeenRequest]
    late: Sequence[Duty]
    children: Sequence[ChildSum]
    coming: Sequence[Coming]
    has_chores: bool

    @property
    def needs(self) -> int:
        return len(self.waiting) + len(self.wishes) + len(self.ideas) + len(self.requests)


@dataclass(frozen=True)
class OwnDay:
    """A child's or a teenager's. `later` and `tomorrow` only peek.

    `to_do` is what is on now: for who sees cards that of this block, `before` holding what earlier blocks
    left over; `full`: the blocks of today of which everything is done. `asked`: what brothers and sisters
    would like them to take over. `free`: what need not be done today.
    """

    part: Part
    to_do: Sequence[Duty]
    more: int
    before: Sequence[Duty]
    waiting: Sequence[Duty]
    done: Sequence[Duty]
    later: Sequence[Duty]
    free: Sequence[Duty]
    tomorrow: Sequence[Duty]
    asked: Sequence[Duty]
    full: Collection[Part]
    streak: Streak
    points: Points
    family: Sequence[tuple[Member, Balance | None]]

    @property
    def screen(self) -> Balance:
        return next(screen for _member, screen in self.family if screen)

    @property
    def parents(self) -> Mapping[int, str]:
        return names_of(self.family, Role.PARENT)

    @property
    def guests(self) -> Mapping[int, str]:
        return names_of(self.family, Role.GUEST)

    @property
    def names(self) -> Mapping[int, str]:
        return {member.id or 0: member.name for member, _screen in self.family}

    @property
    def waiting_now(self) -> Sequence[Duty]:
        return [duty for duty in self.waiting if is_of(duty, self.part)]

    @property
    def done_now(self) -> Sequence[Duty]:
        return [duty for duty in self.done if is_of(duty, self.part)]

    @property
    def next_block(self) -> tuple[Part, Sequence[Duty]] | None:
        """The nearest later block that has something to do."""
        parts = [part_of(duty, self.part) for duty in self.later]
        nearest = min(parts, default=None)
        if nearest is None:
            return None
        return nearest, [duty for duty, part in zip(self.later, parts, strict=True) if part is nearest]

    @property
    def waits_for(self) -> Sequence[str]:
        return list(self.parents.values())


async def parent_day(
    look: Reading, ideas: Sequence[SeenProposal] = (), requests: Sequence[SeenRequest] = ()
) -> ParentDay:
    """4 queries: two for people with their minutes, chores, wishes. The others wait in what is known."""
    family = await family_today(look)
    people = {member.id or 0: member for member, _screen in family}
    screens = {screen.member_id: screen for _member, screen in family if screen}
    duties = await on_the_table(look, days_ahead=1)
    wishes = await wishes_waiting(look) if look.viewer.is_parent else []
    today = [duty for duty in duties if duty.day == look.today]
    children = [person for person in people.values() if person.role in YOUNG]
    return ParentDay(
        people=people,
        waiting=sorted(
            (duty for duty in duties if duty.state == "waiting"), key=lambda duty: duty.done_at or look.now
        ),
        wishes=wishes,
        ideas=ideas,
        requests=requests,
        late=sorted((duty for duty in duties if duty.late and duty.day <= look.today), key=of_every_day),
        children=[child_sum(child, today, screens[child.id or 0]) for child in children],
        coming=coming_up(look, duties, people, screens),
        has_chores=bool(duties),
    )


def of_every_day(duty: Duty) -> bool:
    """A card of a routine: it comes again tomorrow, and is less to worry about than a chore of its own."""
    return bool(duty.part_of_day) and duty.due_time is None


def child_sum(child: Member, today: Sequence[Duty], screen: Balance) -> ChildSum:
    mine = [duty for duty in today if duty.member_id == child.id]
    done, free = sum(duty.state == "approved" for duty in mine), sum(duty.state == FREE for duty in mine)
    return ChildSum(child, done, sum(duty.is_to_do or duty.is_done for duty in mine), free, screen)


def coming_up(
    look: Reading, duties: Sequence[Duty], people: Mapping[int, Member], screens: Mapping[int, Balance]
) -> list[Coming]:
    """Later today with a time, bedtimes among them, then tomorrow without the cards of every day."""
    clock = look.viewer.local(look.now).time()
    found = [
        Coming(people.get(duty.member_id or 0), duty.due_time, False, duty.title)
        for duty in duties
        if duty.day == look.today and duty.is_to_do and duty.due_time and duty.due_time > clock
    ]
    for member_id, screen in screens.items():
        bed = screen.bed_tonight
        if bed and bed.start > clock:
            bedtime = say(look.viewer.language, _("Bedtime for screens"))
            found.append(Coming(people.get(member_id), bed.start, False, bedtime))
    found.sort(key=lambda coming: coming.at or time.max)
    tomorrow = [
        Coming(people.get(duty.member_id or 0), duty.due_time, True, duty.title)
        for duty in duties
        if duty.day > look.today and duty.is_to_do and not of_every_day(duty)
    ]
    return [*found, *tomorrow][:COMING]


async def own_day(look: Reading) -> OwnDay:
    """4 queries: chores with one's last days, two for parents and one's minutes, one for points."""
    me = look.viewer.member_id
    duties, streaks = await table_and_streaks(look, days_ahead=1)
    mine = [duty for duty in duties if duty.is_for(me)]
    today = [duty for duty in mine if duty.day <= look.today]
    blocks = in_blocks([duty for duty in today if duty.is_to_do], block_of(look), look.today)
    cards = look.viewer.sees_cards
    to_do, shown = (blocks.now, CARDS) if cards else ([*blocks.before, *blocks.now], None)
    return OwnDay(
        part=block_of(look),
        to_do=to_do[:shown],
        more=len(to_do[shown:]) if shown else 0,
        before=blocks.before if cards else [],
        waiting=[duty for duty in today if duty.state == "waiting"],
        done=[duty for duty in today if duty.state == "approved" and duty.member_id == me],
        later=blocks.later,
        free=[duty for duty in today if duty.day == look.today and duty.state == FREE and not duty.grabs],
        tomorrow=[duty for duty in mine if duty.day > look.today and duty.is_to_do and not duty.grabs],
        asked=[duty for duty in duties if duty.offered_to == me and duty.is_to_do],
        full=full_blocks([duty for duty in today if duty.day == look.today and duty.member_id == me]),
        streak=streaks.get(me, Streak()),
        points=await balance_of(look, me),
        family=await family_today(look),
    )


def block_of(look: Reading) -> Part:
    return part_at(look.viewer.local(look.now).time(), look.viewer.blocks)


def names_of(family: Sequence[tuple[Member, Balance | None]], role: Role) -> dict[int, str]:
    return {member.id or 0: called(member) for member, _screen in family if member.role == role}


def waits_for(day: OwnDay, language: str) -> str:
    return joined_names(day.waits_for, say(language, _("or")))


async def count_needs(look: Reading) -> int:
    """For the badge of the navigation."""
    if not look.viewer.cares:
        return 0
    return len(await waiting_for_parent(look)) + len(await wishes_waiting(look))


def moments_of(look: Reading, coming: Sequence[Coming]) -> list[tuple[datetime, str]]:
    """Points of the day line, in local time."""
    zone = look.viewer.zone
    return [
        (look.viewer.local(from_local(look.today, item.at, zone)), item.who.hue if item.who else "stone")
        for item in coming
        if item.at and not item.tomorrow
    ]
