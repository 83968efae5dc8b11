"""One round through all checks. One that breaks or hangs is itself a finding, and stops no other."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Thread

from appliance.core.checkup import Check, Colour, Finding, Patient, red
from appliance.core.i18n import mark as _


@dataclass(frozen=True)
class Seen:
    name: str
    title: str
    finding: Finding

    @property
    def is_red(self) -> bool:
        return self.finding.colour is Colour.RED


def visit(checks: Sequence[Check], patient: Patient) -> Iterator[Seen]:
    """In the order of the checks, each as soon as it and those before it are done."""
    running = [(check, _begun(check, patient)) for check in checks]
    began = time.monotonic()
    for check, answer in running:
        for finding in _in_time(check, answer, began):
            yield Seen(check.name, check.title, finding)


def _begun(check: Check, patient: Patient) -> "Queue[list[Finding]]":
    """In a thread that may be left behind: nothing can end a call that hangs in the kernel."""
    answer: Queue[list[Finding]] = Queue()

    def look() -> None:
        try:
            answer.put(list(check.look(patient)))
        except Exception as fault:
            answer.put([broken(fault)])

    Thread(target=look, name=f"doctor-{check.name}", daemon=True).start()
    return answer


def _in_time(check: Check, answer: "Queue[list[Finding]]", began: float) -> list[Finding]:
    try:
        return answer.get(timeout=max(0.0, began + check.seconds - time.monotonic()))
    except Empty:
        return [
            red(
                _("No answer within %(seconds)s seconds."),
                _("Look again. If it stays so, start the machine anew and see its log."),
                seconds=round(check.seconds),
            )
        ]


def broken(fault: Exception) -> Finding:
    return red(
        _("This could not be looked at: %(why)s"),
        _("The log of the appliance may say more."),
        why=f"{type(fault).__name__}: {fault}",
    )
