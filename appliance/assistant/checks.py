"""Whether the models that this house uses are the right files, and answer."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from appliance.assistant.queries.chat_models import BESIDE_THE_FILE
from appliance.core.checkup import Check, Finding, Patient, green, red, yellow
from appliance.core.database import looking_at
from appliance.core.i18n import mark as _
from appliance.core.trial import Trial, tried

# By its module's name: importing the engine here would let a broken build end the doctor too.
PROBE = "appliance.assistant.engine.probe_child"
SLOW = 2  # tokens a second
SHIPPED = "bf1d74689ea4b1d2db7bc1ee52ed8f4618984437d05ba47d7513d24a8c5f18ed"
BRING_BACK = _("Bring it back: git checkout -- models, in the folder of the appliance.")
USE_ANOTHER = _("Use another one on the page of the assistant, or add it once more.")


@dataclass(frozen=True)
class Chosen:
    """The chat model in use; `there`: bytes of its file, `free`: of the machine's memory."""

    name: str
    size: int
    there: int
    free: int


def embedded(patient: Patient) -> Iterator[Finding]:
    file = patient.settings.embedding
    if file.name in patient.service.resting:
        yield resting(file.name)
    if not file.exists():
        yield red(_("%(file)s is missing."), BRING_BACK, file=file.name)
        return
    with file.open("rb") as read:
        found = hashlib.file_digest(read, "sha256").hexdigest()
    yield judge_embedded(found, tried(PROBE, str(file), "embedding", seconds=30))


def judge_embedded(found: str, trial: Trial) -> Finding:
    if found != SHIPPED:
        return red(_("The small model is not the file that came with the appliance."), BRING_BACK)
    why = trial.fault or str(trial.told["why"])
    if why:
        return red(
            _("The small model cannot be used: %(why)s"),
            _("See the line of llama.cpp above. Until then things are found by their words alone."),
            why=why,
        )
    return green(_("The small model is as it came, and answers."))


def chat(patient: Patient) -> Iterator[Finding]:
    chosen = _chosen(patient)
    if chosen is None:
        yield green(_("No chat model: everyday questions are answered without one."))
        return
    name, file = chosen
    if file.name in patient.service.resting:
        yield resting(name)
        return
    there = file.stat().st_size if file.exists() else 0
    fits = judge_chat(Chosen(name, _size(patient, name), there, _free_memory()))
    if fits is not None or not patient.thorough:
        yield fits or green(_("%(name)s is in use."), name=name)
        return
    yield judge_trial(name, tried(PROBE, str(file), seconds=100))


def judge_chat(seen: Chosen) -> Finding | None:
    """None: nothing speaks against trying it."""
    if seen.there != seen.size:
        return red(_("The file of %(name)s is missing or cut short."), USE_ANOTHER, name=seen.name)
    if seen.free < seen.there + BESIDE_THE_FILE:
        return green(
            _("%(name)s is in use. There is no memory for a second one, so it was not tried."), name=seen.name
        )
    return None


def judge_trial(name: str, trial: Trial) -> Finding:
    why = trial.fault or str(trial.told["why"])
    if why:
        return red(_("%(name)s cannot be used: %(why)s"), USE_ANOTHER, name=name, why=why)
    pace = float(str(trial.told["tokens_per_second"]))
    if pace < SLOW:
        return yellow(
            _("%(name)s says %(pace)s words a second, which is slow."),
            _("Use a smaller model on the page of the assistant."),
            name=name,
            pace=pace,
        )
    return green(_("%(name)s answers, at %(pace)s words a second."), name=name, pace=pace)


def resting(name: str) -> Finding:
    return yellow(
        _("%(name)s rests: the house fell twice while it was at work."),
        _("Let it try again on the page of the assistant, or use another one."),
        name=name,
    )


def _chosen(patient: Patient) -> tuple[str, Path] | None:
    found = _row(patient, "SELECT name, file FROM chat_model_file WHERE in_use")
    return (str(found[0]), patient.settings.models / str(found[1])) if found else None


def _size(patient: Patient, name: str) -> int:
    found = _row(patient, "SELECT size FROM chat_model_file WHERE name = ?", name)
    return int(found[0]) if found else 0


def _row(patient: Patient, asked: str, *values: str) -> tuple[str, ...] | None:
    try:
        with looking_at(patient.settings.database) as db:
            found: tuple[str, ...] | None = db.execute(asked, values).fetchone()
            return found
    except sqlite3.Error:
        return None


def _free_memory(told: Path = Path("/proc/meminfo")) -> int:
    """What programs may still take, with what the kernel can drop."""
    try:
        lines = dict(line.split(":", 1) for line in told.read_text().splitlines())
        return int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_AVPHYS_PAGES")


CHECKS = (
    Check("embedding", _("The small model"), embedded, 35),
    Check("chat", _("Chat model"), chat, 110),
)
