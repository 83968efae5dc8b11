"""A picture of one's own: whatever was sent is decoded, cut and written anew, outside of any transaction."""

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import select

from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.photos import decoded, redraw, refused
from appliance.core.work import Office, Work
from appliance.household import policy
from appliance.household.events import MemberChanged
from appliance.household.models import Member, MemberPicture
from appliance.household.queries import member_of

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 8 * 1024 * 1024  # bytes
LARGE, SMALL = 256, 96  # pixels
KIND = "image/webp"
FIELD = "picture"


@dataclass(frozen=True)
class Cut:
    large: bytes
    small: bytes

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.large).hexdigest()[:32]


async def set_picture(
    office: Office, actor: Actor, member_id: int, sent: bytes, door: str = "page"
) -> Member:
    """Asked for permission first: nobody makes the house decode what they may not put anywhere."""
    async with office.reading(actor) as look:
        _ask(actor, await member_of(look, member_id))
    cut = await redraw(lambda: cut_picture(sent))
    async with office.work(actor, door) as work:
        return await _put(work, member_id, cut)


async def remove_picture(work: Work, member_id: int) -> Member:
    member = await member_of(work, member_id)
    _ask(work.actor, member)
    if not member.picture:
        raise RuleBroken(_("There is no picture to take away."))
    await forget_picture(work, member)
    return await _changed(work, member)


async def forget_picture(work: Work, member: Member) -> None:
    row = await _row(work, member.id or 0)
    if row is not None:
        await work.db.delete(row)
    member.picture = ""
    work.db.add(member)


async def _put(work: Work, member_id: int, cut: Cut) -> Member:
    member = await member_of(work, member_id)
    _ask(work.actor, member)
    row = await _row(work, member_id) or MemberPicture(
        family_id=member.family_id, member_id=member_id, hash="", large=b"", small=b"", made_at=work.now
    )
    row.hash, row.large, row.small, row.made_at = cut.hash, cut.large, cut.small, work.now
    member.picture = cut.hash
    work.db.add_all((row, member))
    return await _changed(work, member)


async def _row(work: Work, member_id: int) -> MemberPicture | None:
    found = await work.db.exec(select(MemberPicture).where(MemberPicture.member_id == member_id))
    return found.first()


async def _changed(work: Work, member: Member) -> Member:
    await work.emit(MemberChanged(family_id=member.family_id, member_id=member.id or 0, fields="picture"))
    return member


def _ask(actor: Actor, member: Member) -> None:
    if not actor.may_write:
        raise NotAllowed(_("This key may only read."))
    if not policy.may_change_looks(actor, member):
        raise NotAllowed(_("You can change only your own page."))


def cut_picture(sent: bytes) -> Cut:
    """A square from the middle in two sizes, upright, with nothing of the file's own words in it."""
    if len(sent) > LARGEST_FILE:
        raise refused(_("This picture is too large. Choose one of at most 8 MB."), FIELD)
    whole = decoded(sent, 2 * LARGE, FIELD)
    return Cut(_written(whole, LARGE), _written(whole, SMALL))


def _written(whole: "Image", size: int) -> bytes:
    from PIL import Image, ImageOps

    square = ImageOps.fit(whole, (size, size), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    square.info = {}  # colour profile, comment, place and camera stay behind
    out = io.BytesIO()
    square.save(out, "WEBP", quality=82)
    return out.getvalue()
