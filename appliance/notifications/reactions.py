"""Which happenings a parent's phone hears of."""

from dataclasses import astuple
from datetime import datetime

from babel.dates import format_datetime
from sqlmodel import select

from appliance.assistant.events import ModelSetAside
from appliance.backups.events import MESSAGES, TITLES, BackupsNeedALook, BackupsWellAgain, HouseBroughtBack
from appliance.chores.events import ChoreProposed, OccurrenceCompleted
from appliance.core.disk import Trouble
from appliance.core.i18n import counted, say
from appliance.core.i18n import mark as _
from appliance.core.outbox import put_in_outbox
from appliance.core.work import Work
from appliance.household.events import DiskTroubled, DiskWell, MemberLeft, NewBrowser, SignInBlocked
from appliance.household.models import Member
from appliance.notifications.actions import CHANNEL, target_of
from appliance.notifications.events import TargetRemoved
from appliance.notifications.queries import Reader, readers_of_alerts
from appliance.notifications.rules import disk_letter
from appliance.rewards.events import RewardAsked
from appliance.screen_time.events import DeviceWentQuiet, RequestEvent, TimeAsked
from appliance.screen_time.queries.alerts import RequestAlert, State, buttons_for, request_alerted

BLOCKED = {
    "pin": _("Somebody tried wrong PINs or pictures for %(name)s. Further tries have to wait."),
    "password": _("Somebody tried wrong passwords for %(name)s. Further tries have to wait."),
}

RESTS = {
    "chat": (
        _("The chat model rests"),
        _("The house fell twice while it was at work, and goes on without it. Everything else works."),
    ),
    "embedding": (
        _("The small model rests"),
        _("The house fell twice while it was at work. Things are found by their words alone."),
    ),
}


async def tell_of_completion(work: Work, event: OccurrenceCompleted) -> None:
    if not event.waiting:
        return
    name = await _name_of(work, event.member_id)
    for reader in await _others(work):
        letter = {
            "title": f"{name}: {event.title}",
            "message": say(reader.language, _("Done, says %(name)s. It waits for your OK."), name=name),
            "tags": ["white_check_mark"],
            "path": "/today",
        }
        key = f"done:{event.occurrence_id}:{work.now.isoformat()}:{reader.member_id}"
        await put_in_outbox(work, CHANNEL, reader.member_id, key, letter)


async def tell_of_proposal(work: Work, event: ChoreProposed) -> None:
    name = await _name_of(work, event.member_id)
    for reader in await _others(work):
        sentence = counted(
            "%(name)s proposes this chore for %(points)s point. It waits for your answer.",
            "%(name)s proposes this chore for %(points)s points. It waits for your answer.",
        )
        letter = {
            "title": f"{name}: {event.title}",
            "message": say(reader.language, sentence, name=name, points=event.points),
            "tags": ["bulb"],
            "path": f"/proposals/{event.proposal_id}",
        }
        key = f"proposal:{event.proposal_id}:{reader.member_id}"
        await put_in_outbox(work, CHANNEL, reader.member_id, key, letter)


async def tell_of_wish(work: Work, event: RewardAsked) -> None:
    name = await _name_of(work, event.member_id)
    for reader in await _others(work):
        sentence = counted(
            "%(name)s would like this for %(points)s point. It waits for your answer.",
            "%(name)s would like this for %(points)s points. It waits for your answer.",
        )
        last = [say(reader.language, _("It is the last one."))] if event.left == 0 else []
        letter = {
            "title": f"{name}: {event.title}",
            "message": " ".join([say(reader.language, sentence, name=name, points=event.points), *last]),
            "tags": ["gift"],
            "path": "/today",
        }
        await put_in_outbox(
            work, CHANNEL, reader.member_id, f"wish:{event.wish_id}:{reader.member_id}", letter
        )


async def tell_of_browser(work: Work, event: NewBrowser) -> None:
    """Only to the one who may have come in: it is their account."""
    for reader in await readers_of_alerts(work):
        if reader.member_id == event.member_id:
            letter = {
                "title": say(reader.language, _("A new sign-in as you")),
                "message": say(reader.language, _("%(browser)s. Was it you?"), browser=event.browser),
                "tags": ["key"],
                "path": "/me",
            }
            key = f"new-browser:{event.sign_in_id}:{reader.member_id}"
            await put_in_outbox(work, CHANNEL, reader.member_id, key, letter)


async def tell_of_block(work: Work, event: SignInBlocked) -> None:
    """Once a day for each person that somebody tries to be: a thousand tries are few alerts."""
    if not event.member_id:
        return
    name = await _name_of(work, event.member_id)
    for reader in await readers_of_alerts(work):
        letter = {
            "title": say(reader.language, _("Wrong tries for %(name)s"), name=name),
            "message": say(reader.language, BLOCKED[event.way], name=name),
            "tags": ["lock"],
            "path": "/devices",
        }
        key = f"blocked:{event.member_id}:{work.now.date()}:{reader.member_id}"
        await put_in_outbox(work, CHANNEL, reader.member_id, key, letter)


async def tell_of_model(work: Work, event: ModelSetAside) -> None:
    title, message = RESTS[event.kind]
    for reader in await readers_of_alerts(work):
        letter = {
            "title": say(reader.language, title),
            "message": say(reader.language, message),
            "tags": ["zzz"],
            "path": "/settings/assistant",
        }
        key = f"model-aside:{event.file}:{work.now.isoformat()}:{reader.member_id}"
        await put_in_outbox(work, CHANNEL, reader.member_id, key, letter)


async def tell_of_disk(work: Work, event: DiskTroubled) -> None:
    """At most once a day for each trouble: a disk may come and go."""
    passed = isinstance(event, DiskWell)
    for reader in await readers_of_alerts(work):
        letter = disk_letter(reader.language, Trouble(event.trouble), passed)
        key = f"disk:{type(event).__name__}:{event.trouble}:{work.now.date()}:{reader.member_id}"
        await put_in_outbox(work, CHANNEL, reader.member_id, key, letter)


async def tell_of_backups(work: Work, event: BackupsNeedALook) -> None:
    """Once for each week in which it stays so: the key says which."""
    for reader in await readers_of_alerts(work):
        letter = {
            "title": say(reader.language, TITLES[event.what]),
            "message": say(reader.language, MESSAGES[event.what]),
            "tags": ["floppy_disk"],
            "path": "/backups",
        }
        key = f"backups-{event.what}:{event.since.isoformat()}:{event.week}:{reader.member_id}"
        await put_in_outbox(work, CHANNEL, reader.member_id, key, letter)


async def tell_of_good_backups(work: Work, event: BackupsWellAgain) -> None:
    for reader in await readers_of_alerts(work):
        letter = {
            "title": say(reader.language, _("The backups are well again")),
            "message": say(reader.language, _("What was in the way is mended. There is nothing to do.")),
            "tags": ["white_check_mark"],
            "path": "/backups",
        }
        key = f"backups-well:{event.what}:{event.run_id}:{reader.member_id}"
        await put_in_outbox(work, CHANNEL, reader.member_id, key, letter)


QUIET = {
    "used": _("Nothing heard since %(when)s. It counts as used in the allowed hours until it tells more."),
    "nothing": _("Nothing heard since %(when)s. Is it switched on, and does it reach the house?"),
}


async def tell_of_quiet(work: Work, event: DeviceWentQuiet) -> None:
    """Once for each silence, where the family wants it."""
    if not event.alert:
        return
    for reader in await readers_of_alerts(work):
        when = format_datetime(work.actor.local(event.since), "short", locale=reader.language)
        letter = {
            "title": say(reader.language, _("%(name)s says nothing"), name=event.name),
            "message": say(reader.language, QUIET[event.counts], when=when),
            "tags": ["mute"],
            "path": f"/screen/devices/{event.device_id}",
        }
        await put_in_outbox(
            work, CHANNEL, reader.member_id, f"quiet:{event.quiet_id}:{reader.member_id}", letter
        )


BROUGHT_BACK = {
    "backup": _("It is as it was on %(when)s. %(name)s did it."),
    "setup": _("It is as it was on %(when)s, on a machine that was set up anew."),
    "back": _("The restore was taken back: it is as it was before. %(name)s did it."),
    "command": _("It is as it was on %(when)s. Whoever runs the machine did it."),
}


async def tell_of_return(work: Work, event: HouseBroughtBack) -> None:
    """To every parent, also to the one who did it: it is asked for with nothing but a password."""
    for reader in await readers_of_alerts(work):
        at = work.actor.local(event.created or event.at)
        when = format_datetime(at, "short", locale=reader.language)
        sentence = BROUGHT_BACK[event.way]
        letter = {
            "title": say(reader.language, _("The house was brought back")),
            "message": say(reader.language, sentence, when=when, name=event.by),
            "tags": ["rewind"],
            "path": "/restoration",
        }
        key = f"brought-back:{event.at.isoformat()}:{reader.member_id}"
        await put_in_outbox(work, CHANNEL, reader.member_id, key, letter)


ENDED = {
    State.REFUSED: _("%(name)s said no."),
    State.WITHDRAWN: _("It was taken back."),
    State.LAPSED: _("Nobody answered in time, and it has lapsed."),
}
GIVEN = counted("%(name)s gave %(num)s minute.", "%(name)s gave %(num)s minutes.")


async def tell_of_request(work: Work, event: TimeAsked) -> None:
    """With buttons that answer. What waits again gets new ones: those of before are worth nothing."""
    alert = await request_alerted(work, event.request_id)
    for reader in await _others(work):
        lapses = say(reader.language, _("It lapses at %(time)s."), time=_clock(work, alert.lapses_at))
        letter = {
            "title": _asks(reader, alert),
            "message": f"{alert.reason}\n{lapses}" if alert.reason else lapses,
            "tags": ["hourglass_flowing_sand"],
            "path": f"/screen/requests/{alert.id}",
            "sequence": _sequence(alert),
            "buttons": [list(astuple(button)) for button in buttons_for(alert, reader.language)],
        }
        key = f"asked:{alert.id}:{alert.turn}:{reader.member_id}"
        await put_in_outbox(work, CHANNEL, reader.member_id, key, letter)


async def tell_of_answer(work: Work, event: RequestEvent) -> None:
    """Takes the place of the alert with the buttons, without a sound; not where it was pressed just now."""
    alert = await request_alerted(work, event.request_id)
    for reader in await readers_of_alerts(work):
        if work.door == "alert" and reader.member_id == work.actor.member_id:
            continue
        letter = {
            "title": _asks(reader, alert),
            "message": _ended(work, reader, alert),
            "tags": ["white_check_mark"],
            "priority": 1,
            "path": f"/screen/requests/{alert.id}",
            "sequence": _sequence(alert),
        }
        key = f"ended:{alert.id}:{alert.turn}:{alert.state}:{work.now.isoformat()}:{reader.member_id}"
        await put_in_outbox(work, CHANNEL, reader.member_id, key, letter)


def _asks(reader: Reader, alert: RequestAlert) -> str:
    sentence = counted("%(name)s asks for %(num)s minute", "%(name)s asks for %(num)s minutes")
    return say(reader.language, sentence, name=alert.name, num=alert.minutes)


def _ended(work: Work, reader: Reader, alert: RequestAlert) -> str:
    if alert.state is State.GRANTED:
        return say(reader.language, GIVEN, name=alert.by, num=alert.granted)
    if alert.later_at is not None and alert.state is State.LATER:
        time = _clock(work, alert.later_at)
        return say(reader.language, _("%(name)s said later: at %(time)s."), name=alert.by, time=time)
    return say(reader.language, ENDED[alert.state], **({"name": alert.by} if alert.by else {}))


def _sequence(alert: RequestAlert) -> str:
    return f"request-{alert.id}"


def _clock(work: Work, moment: datetime) -> str:
    return work.actor.local(moment).strftime("%H:%M")


async def _others(work: Work) -> list[Reader]:
    """Nobody is told of what they did themselves."""
    return [reader for reader in await readers_of_alerts(work) if reader.member_id != work.actor.member_id]


async def _name_of(work: Work, member_id: int) -> str:
    found = await work.db.exec(select(Member.name).where(Member.id == member_id))
    return found.first() or ""


async def stop_alerts(work: Work, event: MemberLeft) -> None:
    """Nothing of the family reaches the phone of someone who has left."""
    target = await target_of(work, event.member_id)
    if target is not None:
        await work.db.delete(target)
        await work.emit(TargetRemoved(family_id=target.family_id, member_id=target.member_id))
