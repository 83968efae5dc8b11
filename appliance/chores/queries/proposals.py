"""Ideas for chores. Parents see all of them, children and teenagers their own, guests none."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import bindparam
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from appliance.chores.models import Chore, Proposal
from appliance.chores.rules.repeats import Repeat, read_repeat
from appliance.chores.rules.words import repeat_words
from appliance.core.database import Database
from appliance.core.errors import NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.paging import Page, Part
from appliance.core.work import Reading

FEW = 50
Proposals: TypeAlias = Select[Proposal, str, int]
# With what became of it.
PROPOSALS = select(Proposal, Chore.title, Chore.points).outerjoin(Chore, col(Chore.id) == Proposal.chore_id)
WAITING = PROPOSALS.where(Proposal.family_id == bindparam("family"), Proposal.state == "waiting").order_by(
    col(Proposal.asked_at), col(Proposal.id)
)


@dataclass(frozen=True)
class SeenProposal:
    """`chore_id`, `chore_title`, `chore_points`: what became of it. `answer`: a parent's word."""

    id: int
    member_id: int
    title: str
    points: int
    repeat: Repeat
    note: str
    state: str
    answer: str
    chore_id: int | None
    chore_title: str | None
    chore_points: int | None
    asked_at: datetime
    decided_by: int | None
    decided_at: datetime | None

    def often(self, language: str) -> str:
        return repeat_words(self.repeat, language)


async def proposal_of(look: Reading, proposal_id: int) -> SeenProposal:
    found = (await look.db.exec(_visible(look).where(Proposal.id == proposal_id))).first()
    if found is None:
        raise NotFound(_("We could not find that idea."))
    return _seen(*found)


async def latest_proposals(look: Reading) -> list[SeenProposal]:
    """Those that wait first, the newest of each first."""
    _not_for_guests(look)
    waiting = (col(Proposal.state) == "waiting").desc()
    found = await look.db.exec(_visible(look).order_by(waiting, col(Proposal.id).desc()).limit(FEW))
    return [_seen(*row) for row in found]


async def proposals_asked(look: Reading, state: str | None, page: Page) -> Part[SeenProposal]:
    """Newest first."""
    _not_for_guests(look)
    wanted = _visible(look)
    if state is not None:
        wanted = wanted.where(Proposal.state == state)
    found = await look.db.exec(page.of(wanted, col(Proposal.id), newest=True))
    return page.part([_seen(*row) for row in found], lambda one: (one.id,))


class WaitingProposals:
    """What waits for a parent: Today asks on every visit. Looked up again after any change only.

    To be asked first of all in a look: one that began to read before a change would keep what was before it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changes = -1
        self._known: dict[int, list[SeenProposal]] = {}

    async def of(self, look: Reading) -> list[SeenProposal]:
        """Longest waiting first; none for whoever does not answer them."""
        if not look.viewer.is_parent:
            return []
        family, changes = look.viewer.family_id, self._database.changes
        if self._changes != changes:
            self._known, self._changes = {}, changes
        known = self._known
        if family not in known:
            found = await look.db.exec(WAITING, params={"family": family})
            known[family] = [_seen(*row) for row in found]
        return known[family]


def _not_for_guests(look: Reading) -> None:
    if look.viewer.is_guest:
        raise NotAllowed(_("Ideas are between the children and their parents."))


def _visible(look: Reading) -> Proposals:
    ours = PROPOSALS.where(Proposal.family_id == look.viewer.family_id)
    return ours if look.viewer.is_parent else ours.where(Proposal.member_id == look.viewer.member_id)


def _seen(proposal: Proposal, chore_title: str | None, chore_points: int | None) -> SeenProposal:
    facts = proposal.model_dump(exclude={"family_id", "repeat"})
    return SeenProposal(
        **facts, repeat=read_repeat(proposal.repeat), chore_title=chore_title, chore_points=chore_points
    )
