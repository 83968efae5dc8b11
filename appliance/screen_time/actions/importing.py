"""What ActivityWatch measured before: its export, brought in as often as one likes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date

from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office
from appliance.screen_time import policy
from appliance.screen_time.activitywatch.events import SentBucket, Told, moment_of, tidied
from appliance.screen_time.activitywatch.exports import ExportReader, Found
from appliance.screen_time.activitywatch.mailbox import Brought, Introduction, Mailbox
from appliance.screen_time.events import ExportBroughtIn
from appliance.screen_time.queries.devices import measured_device_of

AT_ONCE = 500  # events of one transaction


@dataclass
class BroughtIn:
    """`new`: stretches that came or grew; `days`: on which events began; `unreadable`: could not be taken."""

    buckets: int = 0
    events: int = 0
    new: int = 0
    days: int = 0
    unreadable: int = 0


@dataclass
class _Carried:
    mailbox: Mailbox
    actor: Actor
    device_id: int
    count: BroughtIn = field(default_factory=BroughtIn)
    _bucket: str = ""
    _held: list[Told] = field(default_factory=list)
    _met: set[str] = field(default_factory=set)
    _days: set[date] = field(default_factory=set)

    async def take(self, found: Found) -> None:
        if found.bucket not in self._met:
            await self._introduce(found.bucket, found.kind)
        if found.bucket != self._bucket or len(self._held) >= AT_ONCE:
            await self.store()
            self._bucket = found.bucket
        if found.told is not None:
            self._held.append(found.told)

    async def _introduce(self, bucket: str, kind: SentBucket) -> None:
        self._met.add(bucket)
        self.count.buckets += 1
        said = [tidied(text) for text in (kind.type, kind.client, kind.hostname)]
        await self.mailbox.put(Introduction(self.device_id, bucket, *said, heard=self.actor.is_house))

    async def store(self) -> None:
        held, self._held = self._held, []
        if held:
            news = await self.mailbox.put(Brought(self.device_id, self._bucket, held, self.actor.is_house))
            assert isinstance(news, int)
            self.count.new += news
            self.count.events += len(held)
            self._days.update(self.actor.local(moment_of(told.start)).date() for told in held)
            self.count.days = len(self._days)


async def ask_to_bring_in(office: Office, actor: Actor, device_id: int) -> None:
    """A door asks before the file: nobody fills the disk with what they may not put anywhere."""
    if not actor.may_write:
        raise NotAllowed(_("This key may only read."))
    if not policy.may_change_devices(actor):
        raise NotAllowed(_("Only a parent can do this."))
    async with office.reading(actor) as look:
        await measured_device_of(look, device_id)


async def bring_in_export(
    office: Office, mailbox: Mailbox, actor: Actor, device_id: int, blocks: AsyncIterator[bytes]
) -> BroughtIn:
    """In many transactions, so that heartbeats do not wait for it. What is here already changes nothing."""
    await ask_to_bring_in(office, actor, device_id)
    reader, carried = ExportReader(), _Carried(mailbox, actor, device_id)
    async for block in blocks:
        for found in reader.feed(block):
            await carried.take(found)
    reader.end()
    await carried.store()
    carried.count.unreadable = reader.unreadable
    await _note(office, actor, device_id, carried.count)
    return carried.count


async def _note(office: Office, actor: Actor, device_id: int, count: BroughtIn) -> None:
    async with office.work(actor, "import") as work:
        event = ExportBroughtIn(
            family_id=actor.family_id, device_id=device_id, buckets=count.buckets, events=count.events
        )
        await work.emit(event)
