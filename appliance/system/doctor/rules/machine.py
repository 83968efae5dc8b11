from collections.abc import Collection, Sequence

from appliance.core.checkup import Finding, green, red, yellow
from appliance.core.i18n import mark as _
from appliance.core.trial import Trial
from appliance.system.doctor.facts.machine import Interpreter, Sqlite

SET_UP_AGAIN = _("Run scripts/run once more: it brings back what is missing.")
FIRST_RACE, LAST_RACE = (3, 7, 0), (3, 51, 2)
MENDED_RACES = {(3, 44): 6, (3, 50): 7}  # series that got the mend later
AMX = ("AMX_INT8", "AMX")


def judge_interpreter(seen: Interpreter) -> Finding:
    if not seen.loads_extensions:
        return red(
            _("Python %(version)s cannot load extensions of SQLite."),
            _("Install Debian's python3, then run scripts/run once more."),
            version=seen.version,
        )
    return green(_("Python %(version)s loads extensions of SQLite."), version=seen.version)


def judge_sqlite(seen: Sqlite) -> Finding:
    if seen.missing:
        return red(
            _("SQLite %(version)s lacks %(missing)s."),
            _("Install Debian's python3 and libsqlite3-0, then run scripts/run once more."),
            version=seen.version,
            missing=", ".join(seen.missing),
        )
    if has_race(seen.version):
        return yellow(
            _("SQLite %(version)s can lose changes when two programs write. Here only one does."),
            _("Nothing to do, as long as no other program opens appliance.db. From 3.51.3 on it is mended."),
            version=seen.version,
        )
    return green(_("SQLite %(version)s has all that we need."), version=seen.version)


def has_race(version: str) -> bool:
    """The WAL-reset race: two connections that write or checkpoint may lose a committed change."""
    series, minor, patch = (int(part) for part in version.split(".")[:3])
    mended = MENDED_RACES.get((series, minor))
    if mended is not None and patch >= mended:
        return False
    return FIRST_RACE <= (series, minor, patch) <= LAST_RACE


def judge_vectors(trial: Trial) -> Finding:
    if trial.fault:
        return red(_("sqlite-vec does not work: %(why)s"), SET_UP_AGAIN, why=trial.fault)
    return green(_("sqlite-vec %(version)s stores and finds."), version=str(trial.told["version"]))


def judge_llama(trial: Trial, abilities: Collection[str]) -> Finding:
    if trial.fault:
        return red(
            _("llama.cpp does not start: %(why)s"),
            _("It was built for another machine. Remove .venv and run scripts/run: it is built anew."),
            why=trial.fault,
        )
    uses = _names(trial.told.get("uses"))
    version = str(trial.told.get("version", ""))
    if set(AMX) & set(uses) and any(one.startswith("amx") for one in abilities):
        return red(
            _("llama.cpp %(version)s was built with AMX, which makes it crash on this machine."),
            _("Remove .venv and run scripts/run: it builds it without."),
            version=version,
        )
    if "asimddp" in abilities and "DOTPROD" not in uses:
        return yellow(
            _("llama.cpp %(version)s does without what this processor does best, so answers are slow."),
            _("Remove .venv and run scripts/run: it is built anew, for this machine."),
            version=version,
        )
    return green(_("llama.cpp %(version)s, with %(uses)s."), version=version, uses=", ".join(uses) or "-")


def _names(told: object) -> Sequence[str]:
    return [str(one) for one in told] if isinstance(told, list) else []
