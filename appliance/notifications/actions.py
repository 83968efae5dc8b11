"""A parent's address for alerts: saved, removed, tried out, and switched off when it cannot work."""

from secrets import token_urlsafe

from sqlmodel import select

from appliance.core.errors import Invalid, NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.outbox import Letter, put_in_outbox
from appliance.core.work import Work
from appliance.notifications.events import AlertTried, DeliveryNoted, TargetRemoved, TargetSaved
from appliance.notifications.models import NotifyTarget
from appliance.notifications.policy import may_have_alerts
from appliance.notifications.rules import tidy_server, trouble_with_server, trouble_with_topic

CHANNEL = "ntfy"


async def save_target(
    work: Work, server: str, topic: str, token: str | None = None, home: str = ""
) -> NotifyTarget:
    """`token` None keeps the stored one, but only for the same server; an empty one removes it."""
    _only_parents(work)
    _check(server, topic, home)
    known = await target_of(work, work.actor.member_id)
    target = known or NotifyTarget(
        family_id=work.actor.family_id,
        member_id=work.actor.member_id,
        server="",
        topic=topic,
        changed_at=work.now,
    )
    if token is not None or target.server != tidy_server(server):
        target.token = work.secrets.seal(token) if token else ""
    target.server, target.topic = tidy_server(server), topic
    target.home = tidy_server(home) if home else target.home
    target.enabled, target.trouble, target.changed_at = True, "", work.now
    work.db.add(target)
    await work.emit(TargetSaved(family_id=target.family_id, member_id=target.member_id))
    return target


def _check(server: str, topic: str, home: str) -> None:
    found = {
        "server": trouble_with_server(server),
        "topic": trouble_with_topic(topic),
        "home": trouble_with_server(home) if home else "",
    }
    errors = {name: sentence for name, sentence in found.items() if sentence}
    if errors:
        raise Invalid(_("Not saved yet."), errors)


def _only_parents(work: Work) -> None:
    if not may_have_alerts(work.actor):
        raise NotAllowed(_("Only a parent can do this."))


async def target_of(work: Work, member_id: int) -> NotifyTarget | None:
    found = await work.db.exec(select(NotifyTarget).where(NotifyTarget.member_id == member_id))
    return found.first()


async def remove_target(work: Work) -> None:
    _only_parents(work)
    target = await target_of(work, work.actor.member_id)
    if target is None:
        raise RuleBroken(_("There is no address for alerts yet."))
    await work.db.delete(target)
    await work.emit(TargetRemoved(family_id=target.family_id, member_id=target.member_id))


async def send_test(work: Work) -> None:
    """Goes the way of any alert, also where the address was switched off: it may be mended now."""
    _only_parents(work)
    target = await target_of(work, work.actor.member_id)
    if target is None:
        raise RuleBroken(_("There is no address for alerts yet."))
    key, language = f"test:{target.member_id}:{token_urlsafe(9)}", work.actor.language
    letter = {
        "title": say(language, _("A test from home")),
        "message": say(language, _("Alerts for %(name)s arrive here."), name=work.actor.name),
        "tags": ["wave"],
        "path": "/notifications",
        "test": True,
    }
    await put_in_outbox(work, CHANNEL, target.member_id, key, letter)
    await work.emit(AlertTried(family_id=target.family_id, member_id=target.member_id, key=key))


async def note_delivery(
    work: Work, tried: NotifyTarget, letter: Letter, trouble: str, permanent: bool
) -> None:
    """What the server said last. A trouble that only a person can mend switches the address off."""
    target = await target_of(work, letter.member_id)
    if target is None or target.changed_at != tried.changed_at:
        return
    result = "sent" if not trouble else "failed" if permanent else "later"
    target.last_at, target.last_result, target.trouble = work.now, result, trouble
    target.enabled = not permanent and (target.enabled or not trouble)
    work.db.add(target)
    noted = DeliveryNoted(
        family_id=target.family_id,
        member_id=target.member_id,
        letter_id=letter.id,
        result=result,
        trouble=trouble,
    )
    await work.emit(noted)
