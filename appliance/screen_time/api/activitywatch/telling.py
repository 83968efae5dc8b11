"""What watchers tell. Each answer says that it is stored, for then the watcher forgets it."""

import msgspec

from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.screen_time.activitywatch.events import (
    SentBucket,
    SentEvent,
    Unreadable,
    is_a_name,
    read_pulse,
    said_time,
    tidied,
    told_by,
)
from appliance.screen_time.activitywatch.mailbox import Beat, Bundle, Introduction
from appliance.screen_time.activitywatch.merging import Stretch
from appliance.screen_time.api.activitywatch.visits import Reply, Visit, told

EVENT = msgspec.json.Decoder(SentEvent)
EVENTS = msgspec.json.Decoder(list[SentEvent] | SentEvent)
BUCKET = msgspec.json.Decoder(SentBucket)
MANY = 500  # events of one transaction


def teller_of(visit: Visit) -> int:
    if visit.who.device_id is None:
        raise NotAllowed(_("Only a device tells what was used on it: this needs the device's own token."))
    if visit.bucket and not is_a_name(visit.bucket):
        raise Unreadable(_("This name is too long, or has signs in it that none should have."))
    return visit.who.device_id


async def heartbeat(visit: Visit) -> Reply:
    device = teller_of(visit)
    if "pulsetime" not in visit.asked:
        raise Unreadable(_("pulsetime is missing: the seconds that may lie between two of the same."))
    pulse = read_pulse(visit.asked["pulsetime"])
    sent = await visit.read(EVENT)
    stored = await visit.mailbox.put(Beat(device, visit.bucket, told_by(sent), pulse))
    assert isinstance(stored, Stretch)
    return Reply(event_text(stored))


async def introduce(visit: Visit) -> Reply:
    """Again and again, whenever a watcher connects: 304 is how it hears that it is known."""
    device = teller_of(visit)
    sent = await visit.read(BUCKET)
    kind = [tidied(text) for text in (sent.type, sent.client, sent.hostname)]
    is_new = await visit.mailbox.put(Introduction(device, visit.bucket, *kind))
    return told({}) if is_new else Reply(b"", 304)


async def add_events(visit: Visit) -> Reply:
    device = teller_of(visit)
    sent = await visit.read(EVENTS)
    events = [told_by(event) for event in (sent if isinstance(sent, list) else [sent])]
    stored: list[Stretch] = []
    for start in range(0, len(events), MANY):
        answer = await visit.mailbox.put(Bundle(device, visit.bucket, events[start : start + MANY]))
        assert isinstance(answer, list)
        stored += answer
    return Reply(event_text(stored[0])) if len(stored) == 1 else told(None)


async def keep(visit: Visit) -> Reply:
    raise NotAllowed(
        _("What was measured is not deleted here. A parent decides in the settings how long it is kept.")
    )


def event_text(event: Stretch) -> bytes:
    """Put together by hand: `words` is JSON already."""
    return (
        f'{{"id":{event.id},"timestamp":"{said_time(event.start)}",'
        f'"duration":{(event.end - event.start) / 1000},"data":{event.words}}}'
    ).encode()
