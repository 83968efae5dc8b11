"""Whether the devices that measure are heard. Beside the service: as its job noted it last."""

import sqlite3
from collections.abc import Iterator

from appliance.core.checkup import Check, Finding, Patient, green, yellow
from appliance.core.database import looking_at
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _

SILENT = """
    SELECT count(*), count(quiet.id) FROM measured_device AS device
    LEFT JOIN device_quiet AS quiet ON quiet.device_id = device.id AND quiet.heard_at IS NULL
    WHERE device.revoked_at IS NULL
"""
NONE = _("No device measures screen time.")


def devices(patient: Patient) -> Iterator[Finding]:
    try:
        with looking_at(patient.settings.database) as db:
            yield judge_devices(*db.execute(SILENT).fetchone())
    except sqlite3.Error:
        yield green(NONE)


def judge_devices(all_of_them: int, silent: int) -> Finding:
    if not all_of_them:
        return green(NONE)
    if silent:
        return yellow(
            counted(
                "%(num)s device of %(all)s that measure says nothing.",
                "%(num)s devices of %(all)s that measure say nothing.",
            ),
            _("A parent sees which on the page of devices. Is it on, and does it reach the house?"),
            num=silent,
            all=all_of_them,
        )
    return green(counted("%(num)s device measures.", "%(num)s devices measure."), num=all_of_them)


CHECKS = (Check("devices", _("Devices that measure"), devices),)
