"""What was asked and what became of it: all of the family's for parents, a child's own."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import and_, col, or_, select
from sqlmodel.sql.expression import Select

from appliance.core.database import Database
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.paging import Page, Part
from appliance.core.people import Role
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries import parents_first
from appliance.household.queries.known import called, joined_names, shown_name
from appliance.screen_time.models import TimeRequest
from appliance.screen_time.queries.balance import Balance
from appliance.screen_time.rules import OPEN, State, beds_around, fewer, hours_on, hours_spans, last_moment

KEPT = timedelta(days=7)  # that an answer waits to be read
REQUESTS = select(TimeRequest, Member).outerjoin(Member, col(Member.id) == TimeRequest.answered_by)
UNREAD = and_(
    col(TimeRequest.read_at).is_(None),
    col(TimeRequest.state).in_((State.GRANTED, State.REFUSED, State.LAPSED)),
    col(TimeRequest.asked_at) > bindparam("since"),
)
KNOWN = REQUESTS.where(
    TimeRequest.family_id == bindparam("family"), or_(col(TimeRequest.state).in_(OPEN), UNREAD)
).order_by(col(TimeRequest.asked_at), col(TimeRequest.id))


@dataclass(frozen=True)
class SeenRequest:
    """`by` answered, as a parent reads it; `called` as a child says it. Both are empty before."""

    id: int
    member_id: int
    minutes: int
    reason: str
    state: State
    asked_at: datetime
    lapses_at: datetime
    later_at: datetime | None
    granted: int
    bonus_id: int | None
    note: str
    answered_by: int
    answered_at: datetime | None
    read_at: datetime | None
    turn: int
    by: str
    called: str

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def fewer(self) -> int:
        return fewer(self.minutes)

    def waits(self, now: datetime) -> bool:
        """For an answer, now: not for a time that a parent named."""
        return self.is_open and (self.later_at is None or self.later_at <= now)


class KnownRequests:
    """What is open, and what was answered and not read: every Today asks. Looked up after any change only.

    To be asked first of all in a look: one that began to read before a change would keep what was before it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changes = -1
        self._known: dict[int, list[tuple[TimeRequest, Member | None]]] = {}

    async def of(self, look: Reading) -> list[SeenRequest]:
        """Longest waiting first. A child's own; for others what is open."""
        family, changes = look.viewer.family_id, self._database.changes
        if self._changes != changes:
            self._known, self._changes = {}, changes
        known = self._known
        if family not in known:
            known[family] = list(
                await look.db.exec(KNOWN, params={"family": family, "since": look.now - KEPT})
            )
        found = [seen(look, *row) for row in known[family]]
        return [one for one in found if _concerns(look, one)]

    async def waiting(self, look: Reading) -> list[SeenRequest]:
        """What needs a parent or a guest now."""
        if not look.viewer.cares:
            return []
        return [one for one in await self.of(look) if one.waits(look.now)]


def _concerns(look: Reading, one: SeenRequest) -> bool:
    return one.is_open if look.viewer.cares else one.member_id == look.viewer.member_id


async def request_of(look: Reading, request_id: int) -> SeenRequest:
    row = (await look.db.exec(_visible(look).where(TimeRequest.id == request_id))).first()
    if row is None:
        raise NotFound(_("We could not find that request."))
    return seen(look, *row)


@dataclass(frozen=True)
class AskedRequests:
    """What is wanted of the history; None leaves it open."""

    member_id: int | None = None
    state: State | None = None


async def requests_asked(look: Reading, asked: AskedRequests, page: Page) -> Part[SeenRequest]:
    """Newest first."""
    wanted = _visible(look)
    if asked.member_id is not None:
        wanted = wanted.where(TimeRequest.member_id == asked.member_id)
    if asked.state is not None:
        wanted = wanted.where(_in_state(look, asked.state))
    found = await look.db.exec(page.of(wanted, col(TimeRequest.id), newest=True))
    return page.part([seen(look, *row) for row in found], lambda one: (one.id,))


def _in_state(look: Reading, state: State) -> ColumnElement[bool]:
    """Until the job comes by, what lapsed a moment ago still stands there as open."""
    over = and_(col(TimeRequest.state).in_(OPEN), TimeRequest.lapses_at <= look.now)
    stored = col(TimeRequest.state) == state
    if state is State.LAPSED:
        return or_(stored, over)
    return and_(stored, TimeRequest.lapses_at > look.now) if state in OPEN else stored


def _visible(look: Reading) -> Select[TimeRequest, Member | None]:
    ours = REQUESTS.where(TimeRequest.family_id == look.viewer.family_id)
    if look.viewer.is_parent:
        return ours
    if look.viewer.is_guest:
        mine = TimeRequest.answered_by == look.viewer.member_id
        return ours.where(or_(col(TimeRequest.state).in_(OPEN), mine))
    return ours.where(TimeRequest.member_id == look.viewer.member_id)


def seen(look: Reading, row: TimeRequest, by: Member | None) -> SeenRequest:
    facts = row.model_dump(exclude={"family_id", "state"})
    over = row.state in OPEN and row.lapses_at <= look.now
    return SeenRequest(
        **facts,
        state=State.LAPSED if over else State(row.state),
        by=shown_name(look, by.name, by.left_at) if by else "",
        called=called(by) if by else "",
    )


async def parents_called(look: Reading) -> str:
    """`Mum or Dad`, in the viewer's language."""
    found = await look.db.exec(
        select(Member)
        .where(Member.family_id == look.viewer.family_id, Member.role == Role.PARENT)
        .where(col(Member.left_at).is_(None))
        .order_by(*parents_first())
    )
    return joined_names([called(member) for member in found], say(look.viewer.language, _("or")))


def sense_until(look: Reading, balance: Balance) -> datetime | None:
    """Until when more minutes can be used today; None: not any more."""
    child, zone = balance.child, look.viewer.zone
    hours = hours_spans(hours_on(child.rules, child.exceptions, look.today), look.today, zone)
    return last_moment(look.now, zone, *beds_around(child, look.now, zone), hours)
