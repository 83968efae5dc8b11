"""What the doctor says about a machine, by example."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from appliance.core.checkup import Colour, Finding, Service
from appliance.core.plurals import in_english
from appliance.core.trial import Trial
from appliance.system.doctor.facts.machine import Interpreter, Sqlite
from appliance.system.doctor.facts.storage import Directory, Disk, Stored
from appliance.system.doctor.facts.surroundings import Clockwork, Named, Unit, trial
from appliance.system.doctor.rules.machine import (
    has_race,
    judge_interpreter,
    judge_llama,
    judge_sqlite,
    judge_vectors,
)
from appliance.system.doctor.rules.storage import judge_database, judge_directory, judge_disk
from appliance.system.doctor.rules.surroundings import (
    judge_clock,
    judge_jobs,
    judge_name,
    judge_port,
    judge_trial,
    judge_unit,
)

GREEN, YELLOW, RED = Colour.GREEN, Colour.YELLOW, Colour.RED
NOW = datetime(2026, 3, 10, 16, tzinfo=UTC)
AT_HOME = Service(runs=True, host="0.0.0.0", port=8080, health={"status": "ok", "version": "1"})


def said(finding: Finding) -> str:
    """Every sentence and every mend can be said with its values; whatever is not green has a mend."""
    assert bool(finding.mend) is (finding.colour is not GREEN)
    return in_english(finding.sentence, finding.values) + in_english(finding.mend, finding.values)


@pytest.mark.parametrize(
    ("version", "ill"),
    [
        ("3.6.23", False),
        ("3.7.0", True),
        ("3.40.1", True),
        ("3.44.5", True),
        ("3.44.6", False),
        ("3.45.0", True),
        ("3.46.1", True),
        ("3.50.6", True),
        ("3.50.7", False),
        ("3.51.2", True),
        ("3.51.3", False),
        ("3.54.1", False),
    ],
)
def test_it_knows_which_sqlite_can_lose_a_change(version: str, ill: bool) -> None:
    assert has_race(version) is ill


def test_an_old_sqlite_is_no_fault_as_long_as_one_program_writes() -> None:
    old, lacking, new = Sqlite("3.40.1", ()), Sqlite("3.40.1", ("FTS5",)), Sqlite("3.51.3", ())
    assert [judge_sqlite(one).colour for one in (old, lacking, new)] == [YELLOW, RED, GREEN]
    assert "only one does" in said(judge_sqlite(old))


def test_a_python_that_cannot_load_extensions_is_red() -> None:
    assert judge_interpreter(Interpreter("3.12.1", loads_extensions=False)).colour is RED
    assert judge_interpreter(Interpreter("3.11.2", loads_extensions=True)).colour is GREEN


def test_a_build_for_another_processor_is_told_with_its_mend() -> None:
    died = judge_llama(Trial({}, "the process died of SIGILL"), ["avx2"])
    assert died.colour is RED and "built anew" in said(died)
    with_amx = Trial({"version": "1", "uses": ["AMX_INT8", "AVX2"]}, "")
    assert judge_llama(with_amx, ["amx_tile", "avx2"]).colour is RED
    assert judge_llama(with_amx, ["avx2"]).colour is GREEN
    assert judge_llama(Trial({"version": "1", "uses": ["NEON"]}, ""), ["asimddp"]).colour is YELLOW
    assert judge_llama(Trial({"version": "1", "uses": ["NEON", "DOTPROD"]}, ""), ["asimddp"]).colour is GREEN
    assert judge_vectors(Trial({}, "no such file")).colour is RED


@pytest.mark.parametrize(
    ("disk", "colours"),
    [
        (Disk(100_000_000, 10**10, False), [RED]),
        (Disk(900_000_000, 10**10, False), [YELLOW]),
        (Disk(5 * 10**9, 10**10, False), [GREEN]),
        (Disk(5 * 10**9, 10**10, True), [RED]),
        (Disk(5 * 10**9, 10**10, False, gave_up=True), [GREEN, YELLOW]),
        (Disk(5 * 10**9, 10**10, False, "SD"), [GREEN, GREEN]),
        (Disk(5 * 10**9, 10**10, False, "MMC", 10), [GREEN, RED]),
    ],
)
def test_a_disk_that_fills_up_or_wears_out_is_told_in_time(disk: Disk, colours: list[Colour]) -> None:
    found = list(judge_disk(disk, 200_000_000))
    assert [one.colour for one in found] == colours
    assert all(map(said, found))


@pytest.mark.parametrize(
    ("seen", "colours"),
    [
        (Directory(there=False), [YELLOW]),
        (Directory(there=True, readable=False), [RED]),
        (Directory(there=True, foreign=True), [RED]),
        (Directory(there=True), [GREEN]),
        (Directory(there=True, mode=0o755), [YELLOW]),
        (Directory(there=True, open_secrets=("secrets.json",)), [RED]),
        (Directory(there=True, mixed=("appliance.db",)), [RED]),
        (Directory(there=True, strays=("holiday.mp4",)), [GREEN, YELLOW]),
    ],
)
def test_the_directory_is_for_the_appliance_alone(seen: Directory, colours: list[Colour]) -> None:
    found = list(judge_directory(seen, "/var/lib/appliance"))
    assert [one.colour for one in found] == colours
    assert all(map(said, found))


@pytest.mark.parametrize(
    ("seen", "colours"),
    [
        (Stored(there=False), [YELLOW]),
        (Stored(there=True, fault="file is not a database"), [RED]),
        (Stored(there=True, revision="0002", faults=("row 7 missing from index",)), [RED]),
        (Stored(there=True, revision="0002", orphans=2), [RED]),
        (Stored(there=True, revision="0002", size=10**6), [GREEN]),
        (Stored(there=True, revision="0001"), [YELLOW]),
        (Stored(there=True, revision="0003"), [RED]),
        (Stored(there=True, revision="0002", log=10**9), [GREEN, YELLOW]),
    ],
)
def test_a_damaged_or_foreign_database_is_red(seen: Stored, colours: list[Colour]) -> None:
    found = list(judge_database(seen, {"0001", "0002"}, "0002"))
    assert [one.colour for one in found] == colours
    assert all(map(said, found))


def test_a_clock_behind_what_was_stored_is_wrong() -> None:
    behind = Clockwork(True, True, NOW + timedelta(hours=1))
    drifting, unknown = Clockwork(False, True, NOW), Clockwork(None, True, None)
    without_battery = Clockwork(True, False, NOW + timedelta(minutes=1))
    colours = [
        [one.colour for one in judge_clock(seen, NOW)]
        for seen in (behind, drifting, unknown, without_battery)
    ]
    assert colours == [[RED], [YELLOW], [GREEN], [GREEN, GREEN]]


@pytest.mark.parametrize(
    ("service", "colour"),
    [
        (AT_HOME, GREEN),
        (Service(True, "0.0.0.0", 8080, {"status": "unwell"}), RED),
        (Service(True, "0.0.0.0", 8080, None), RED),
        (Service(False, "0.0.0.0", 8080, {"status": "ok"}, port_is_taken=True), YELLOW),
        (Service(False, "0.0.0.0", 8080, None, port_is_taken=True), RED),
        (Service(False, "0.0.0.0", 8080), YELLOW),
    ],
)
def test_it_says_who_has_the_port(service: Service, colour: Colour) -> None:
    assert judge_port(service).colour is colour
    assert "8080" in said(judge_port(service)) or "not running" in said(judge_port(service))


def test_the_wildcard_is_asked_at_loopback() -> None:
    assert AT_HOME.url == "http://127.0.0.1:8080"
    assert Service(True, "fd00::1", 80).url == "http://[fd00::1]:80"


def test_the_name_of_the_house_needs_avahi() -> None:
    names = [Named("pi.local", True, True), Named("pi.local", False, True), Named("pi.local", False, False)]
    assert [judge_name(one).colour for one in names] == [GREEN, YELLOW, YELLOW]
    assert "apt install avahi-daemon" in said(judge_name(names[2]))


def test_a_service_that_falls_again_and_again_is_told() -> None:
    units = [
        Unit(installed=False),
        Unit(True, "active", "success", 0),
        Unit(True, "active", "success", 7),
        Unit(True, "failed", "core-dump"),
        Unit(True, "inactive", "success"),
    ]
    assert [judge_unit(one).colour for one in units] == [GREEN, GREEN, YELLOW, RED, YELLOW]
    assert "7 times" in said(judge_unit(units[2]))


def test_an_upgrade_that_is_being_tried_is_told(tmp_path: Path) -> None:
    assert judge_trial(trial(tmp_path / "trial")).colour is GREEN
    (tmp_path / "trial").write_text("1.0\n1.1\n0011\n")
    assert "Version 1.1 is being tried" in said(judge_trial(trial(tmp_path / "trial")))


def test_jobs_that_failed_are_named() -> None:
    good, bad = {"at": "", "result": "ok"}, {"at": "", "result": "OSError"}
    failing = Service(True, "", 1, {"jobs": {"deliver": bad, "receipts": good}})
    assert "deliver" in said(judge_jobs(failing)) and "receipts" not in said(judge_jobs(failing))
    assert judge_jobs(Service(True, "", 1, {"jobs": {"deliver": good}})).colour is GREEN
    assert judge_jobs(Service(False, "", 1)).colour is GREEN
