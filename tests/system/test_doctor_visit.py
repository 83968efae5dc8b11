"""One check that breaks or hangs is told, and stops no other."""

from collections.abc import Iterator
from threading import Event

from appliance.core.checkup import Check, Colour, Finding, Patient, Service, green
from appliance.core.settings import Settings
from appliance.system.doctor import visit

PATIENT = Patient(Settings(), None, Service(False, "", 8080))  # type: ignore[arg-type]


def well(_patient: Patient) -> Iterator[Finding]:
    yield green("Fine.")


def breaks(_patient: Patient) -> Iterator[Finding]:
    yield green("Half of it is fine.")
    raise OSError("the disk is gone")


def test_a_check_that_breaks_is_a_red_line_and_the_others_go_on() -> None:
    seen = list(visit([Check("a", "A", breaks), Check("b", "B", well)], PATIENT))
    assert [(one.name, one.finding.colour) for one in seen] == [("a", Colour.RED), ("b", Colour.GREEN)]
    assert "the disk is gone" in str(seen[0].finding.values["why"])


def test_a_check_that_hangs_is_given_up() -> None:
    never = Event()

    def hangs(_patient: Patient) -> Iterator[Finding]:
        never.wait()
        yield green("At last.")

    seen = list(visit([Check("a", "A", hangs, seconds=0.05), Check("b", "B", well)], PATIENT))
    never.set()
    assert [one.finding.colour for one in seen] == [Colour.RED, Colour.GREEN]
