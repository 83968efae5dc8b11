"""Everyone whose name the family's history may hold: also those who have left."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries import parents_first


def shown_name(look: Reading, name: str, left_at: datetime | None) -> str:
    return name if left_at is None else say(look.viewer.language, _("%(name)s (left)"), name=name)


def called(member: Member) -> str:
    """As the children say it."""
    return member.called[0].capitalize() if member.called else member.name


def joined_names(names: Sequence[str], last: str) -> str:
    """`Mum or Dad`; `last` is the reader's word for or."""
    return f" {last} ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def as_known(look: Reading, member: Member) -> Member:
    """To show, never to change: a copy that says so where they have left."""
    if member.left_at is None:
        return member
    return Member(**{**member.model_dump(), "name": shown_name(look, member.name, member.left_at)})


async def everyone_known(look: Reading) -> Sequence[Member]:
    """Those who are here first."""
    found = await look.db.exec(
        select(Member)
        .where(Member.family_id == look.viewer.family_id)
        .order_by(col(Member.left_at).is_not(None), *parents_first())
    )
    return [as_known(look, member) for member in found.all()]


async def name_known(look: Reading, member_id: int) -> str:
    found = await look.db.exec(
        select(Member.name, Member.left_at).where(
            Member.id == member_id, Member.family_id == look.viewer.family_id
        )
    )
    row = found.first()
    return shown_name(look, *row) if row else ""
