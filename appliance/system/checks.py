"""What the doctor looks at in the machine, the directory and the service."""

from collections.abc import Iterator
from datetime import timedelta

from appliance.core.ballast import MIB
from appliance.core.checkup import Check, Finding, Patient
from appliance.core.files import SHARE as FLOOR_SHARE
from appliance.core.i18n import mark as _
from appliance.core.migrate import revisions
from appliance.core.trial import tried
from appliance.system.doctor.facts import machine, storage, surroundings
from appliance.system.doctor.rules import machine as machine_rules
from appliance.system.doctor.rules import storage as storage_rules
from appliance.system.doctor.rules import surroundings as surroundings_rules

SECRET = frozenset(
    {"secrets.json", "setup-code", "recovery-key", "restic-password", "demo-credentials.json", "appliance.db"}
)
OURS = SECRET | {
    "appliance.db-wal",
    "appliance.db-shm",
    "backups",
    "ballast",
    "migrating.db",
    "rehearsal",
    "broken",
    "cache",
    "command.sock",
    "demo.json",
    "failed-upgrade.db",
    "failed-upgrade.db-wal",
    "files",
    "house-id",
    "incoming",
    "lock",
    "models",
    "replaced",
    "restic-password",
    "restored.json",
}
TRIALS = "appliance.system.doctor.trials"
NATIVE = 30.0  # seconds for a child process on a slow machine


def interpreter(_patient: Patient) -> Iterator[Finding]:
    yield machine_rules.judge_interpreter(machine.interpreter())


def sqlite(_patient: Patient) -> Iterator[Finding]:
    yield machine_rules.judge_sqlite(machine.sqlite())


def vectors(_patient: Patient) -> Iterator[Finding]:
    yield machine_rules.judge_vectors(tried(TRIALS, "vectors", seconds=NATIVE))


def llama(_patient: Patient) -> Iterator[Finding]:
    yield machine_rules.judge_llama(tried(TRIALS, "llama", seconds=NATIVE), machine.processor())


def disk(patient: Patient) -> Iterator[Finding]:
    settings = patient.settings
    wanted = settings.ballast_bytes if patient.service.runs else 0
    seen = storage.disk_of(settings.data, wanted)
    floor = min(settings.upload_floor * MIB, seen.total // FLOOR_SHARE)
    yield from storage_rules.judge_disk(seen, floor)


def shares(patient: Patient) -> Iterator[Finding]:
    data = patient.settings.data
    yield storage_rules.judge_shares(storage.shares_of(data), storage.disk_of(data))


def directory(patient: Patient) -> Iterator[Finding]:
    data = patient.settings.data
    yield from storage_rules.judge_directory(storage.directory(data, SECRET, OURS), str(data))


def database(patient: Patient) -> Iterator[Finding]:
    known, newest = revisions()
    yield from storage_rules.judge_database(storage.stored_in(patient.settings.database), known, newest)


def clock(patient: Patient) -> Iterator[Finding]:
    ahead = timedelta(minutes=patient.settings.clock_ahead)
    yield from surroundings_rules.judge_clock(
        surroundings.clockwork(patient.settings.database), patient.now + ahead
    )


def port(patient: Patient) -> Iterator[Finding]:
    yield surroundings_rules.judge_port(patient.service)


def name(patient: Patient) -> Iterator[Finding]:
    yield surroundings_rules.judge_name(surroundings.named(patient.settings.name))


def unit(_patient: Patient) -> Iterator[Finding]:
    yield surroundings_rules.judge_unit(surroundings.unit())


def upgrade(_patient: Patient) -> Iterator[Finding]:
    yield surroundings_rules.judge_trial(surroundings.trial())


def jobs(patient: Patient) -> Iterator[Finding]:
    yield surroundings_rules.judge_jobs(patient.service)


MACHINE = (
    Check("interpreter", _("Python"), interpreter),
    Check("sqlite", _("SQLite"), sqlite),
    Check("vectors", _("Search by meaning"), vectors, NATIVE + 5),
    Check("llama", _("llama.cpp"), llama, NATIVE + 5),
)
STORAGE = (
    Check("disk", _("Disk"), disk),
    Check("storage", _("Stored here"), shares, 60),
    Check("directory", _("Directory"), directory),
    Check("database", _("Database"), database, 120),
)
SURROUNDINGS = (
    Check("clock", _("Clock"), clock),
    Check("port", _("The appliance"), port),
    Check("name", _("Name"), name),
    Check("service", _("Service"), unit),
    Check("upgrade", _("Upgrade"), upgrade),
    Check("jobs", _("Background jobs"), jobs),
)
