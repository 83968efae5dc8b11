"""Whether alerts reach the parents' phones: what the last delivery said, and with leave, a try."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from appliance.core.checkup import Check, Finding, Patient, green, red, yellow
from appliance.core.database import looking_at
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _

PATIENCE = 5.0  # seconds for one server
CAN_SEE = _("The parent whose phone it is sees why on the page of alerts.")


@dataclass(frozen=True)
class Phone:
    server: str
    enabled: bool
    trouble: str


def phones(patient: Patient) -> Iterator[Finding]:
    try:
        with looking_at(patient.settings.database) as db:
            rows = db.execute("SELECT server, enabled, trouble FROM notify_target").fetchall()
    except sqlite3.Error:
        yield green(_("No phone gets alerts yet."))
        return
    found = [Phone(server, bool(enabled), trouble) for server, enabled, trouble in rows]
    yield judge_phones(found)
    if patient.online and found:
        servers = {phone.server for phone in found}
        yield judge_servers(len(servers), [server for server in servers if not _answers(server)])


def judge_phones(found: Iterable[Phone]) -> Finding:
    used = [phone for phone in found if phone.enabled or phone.trouble]
    ill = [phone for phone in used if phone.trouble]
    if not used:
        return green(_("No phone gets alerts yet."))
    if ill:
        return yellow(
            counted(
                "%(num)s phone of %(all)s got no alert last time.",
                "%(num)s phones of %(all)s got no alert last time.",
            ),
            CAN_SEE,
            num=len(ill),
            all=len(used),
        )
    return green(counted("Alerts reach %(num)s phone.", "Alerts reach %(num)s phones."), num=len(used))


def judge_servers(asked: int, silent: list[str]) -> Finding:
    if silent:
        return red(
            _("No answer from %(servers)s."),
            _("Is that ntfy server running, and does this machine reach it?"),
            servers=", ".join(sorted(silent)),
        )
    return green(counted("%(num)s ntfy server answers.", "%(num)s ntfy servers answer."), num=asked)


def _answers(server: str) -> bool:
    import httpx

    try:
        return httpx.get(f"{server}/v1/health", timeout=PATIENCE, follow_redirects=False).status_code < 500
    except httpx.HTTPError:
        return False


CHECKS = (Check("ntfy", _("Alerts"), phones, 30),)
