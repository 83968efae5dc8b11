from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from appliance.core.checkup import Finding, Service, green, red, yellow
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.system.doctor.facts.surroundings import Clockwork, Named, Trial, Unit

SLACK = timedelta(minutes=5)
MANY_RESTARTS = 3
START = _("Start it: sudo systemctl start appliance, or scripts/run where it is not installed.")
SEE_LOG = _("Its log says why: sudo journalctl --namespace=appliance")


def judge_clock(seen: Clockwork, now: datetime) -> Iterator[Finding]:
    if seen.newest is not None and seen.newest > now + SLACK:
        yield red(
            _("The clock is wrong: it says %(now)s, and something was stored at %(newest)s."),
            _("Connect the machine to the network, or set the clock: sudo date --set ..."),
            now=f"{now:%Y-%m-%d %H:%M} UTC",
            newest=f"{seen.newest:%Y-%m-%d %H:%M} UTC",
        )
    elif seen.synchronised is False:
        yield yellow(
            _("Nobody sets the clock, so it drifts."),
            _("Type: sudo timedatectl set-ntp true"),
        )
    else:
        yield green(_("The clock is right: %(now)s."), now=f"{now:%Y-%m-%d %H:%M} UTC")
    if not seen.keeps_time:
        yield green(
            _("Without power the clock stands still, and is set again from the network at the start.")
        )


def judge_port(service: Service) -> Finding:
    port, health = service.port, service.health
    if service.runs and health is None:
        return red(_("It runs, and does not answer at port %(port)s."), SEE_LOG, port=port)
    if not service.runs:
        return _judge_absence(service)
    if health is not None and health.get("status") != "ok":
        return red(_("It answers at port %(port)s, and is not well."), SEE_LOG, port=port)
    version = str((health or {}).get("version"))
    return green(_("It answers at port %(port)s, version %(version)s."), port=port, version=version)


def _judge_absence(service: Service) -> Finding:
    if service.health is not None:
        return yellow(
            _("Not running. Another appliance answers at port %(port)s."),
            _("Say which one is meant with --data DIR."),
            port=service.port,
        )
    if service.port_is_taken:
        return red(
            _("Not running, and another program has port %(port)s."),
            _("Stop that program, or choose another port: --port, or APPLIANCE_PORT."),
            port=service.port,
        )
    return yellow(_("It is not running."), START)


def judge_name(seen: Named) -> Finding:
    if seen.found:
        return green(_("Found in the home as %(name)s."), name=seen.name)
    if seen.announced:
        return yellow(
            _("%(name)s is not found, although avahi runs."),
            _("Restart it: sudo systemctl restart avahi-daemon. The address by number works."),
            name=seen.name,
        )
    return yellow(
        _("%(name)s is not found in the home."),
        _("Install avahi: sudo apt install avahi-daemon libnss-mdns. The address by number works."),
        name=seen.name,
    )


def judge_unit(seen: Unit) -> Finding:
    if not seen.installed:
        return green(_("Not installed as a service: it runs while somebody has started it."))
    if seen.active == "failed":
        return red(_("The service has failed (%(result)s)."), SEE_LOG, result=seen.result)
    if seen.active not in ("active", "activating", "reloading"):
        return yellow(_("The service is switched off."), START)
    if seen.restarts >= MANY_RESTARTS:
        return yellow(
            counted(
                "The service had to be started anew %(num)s time.",
                "The service had to be started anew %(num)s times.",
            ),
            SEE_LOG,
            num=seen.restarts,
        )
    return green(_("The service runs."))


def judge_trial(trial: Trial | None) -> Finding:
    if trial is None:
        return green(_("No upgrade is under way."))
    return yellow(
        _("Version %(new)s is being tried. If it does not live, %(old)s comes back by itself."),
        _("Wait a few minutes. If this stays, run sudo scripts/install once more."),
        new=trial.new,
        old=trial.old,
    )


def judge_jobs(service: Service) -> Finding:
    told = (service.health or {}).get("jobs")
    jobs = told if isinstance(told, Mapping) else {}
    if not service.runs or not jobs:
        return green(_("No background job has run yet.") if service.runs else _("Background jobs rest."))
    failed = [name for name, job in sorted(jobs.items()) if job.get("result") not in ("ok", "stopped")]
    if failed:
        return yellow(
            _("These background jobs failed last time: %(names)s."), SEE_LOG, names=", ".join(failed)
        )
    return green(
        counted("%(num)s background job went well.", "%(num)s background jobs went well."), num=len(jobs)
    )
