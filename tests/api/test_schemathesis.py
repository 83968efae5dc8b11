"""Schemathesis sends every operation what its document allows and what it forbids, with every role's key."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from tests.access.rows import Row, all_rows
from tests.api.beside import Beside

ALL = bool(os.environ.get("APPLIANCE_TEST_ALL"))
EXAMPLES = 100 if ALL else 4
WHO = ("elena", "marco", "leo", "maya", "rosa", "reader")
ROWS = list({row.route: row for row in all_rows() if row.prefix == "/api/v1"}.values())
ASKED = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.missing_required_header,
    checks.unsupported_method,
    checks.allow_header_conformance,
]
FEW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=not ALL,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def asking(row: Row) -> tuple[str, ...]:
    """Where only devices come in, members hear nothing but 401."""
    return ("phone",) if row.expects.get("phone") == "in" else WHO


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beside]:
    house = Beside()
    house.do(house.open(tmp_path_factory.mktemp("fuzzed") / "house"))
    yield house
    house.shut()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.route)
def test_an_operation_keeps_to_its_document(beside: Beside, row: Row) -> None:
    operation = beside.operations[f"{row.method} /api/v1{row.route.partition(' ')[2]}"]
    right = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    wrong = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    real = right.map(lambda case: beside.with_things(case, row))

    @FEW
    @given(case=st.one_of(right, wrong, real), who=st.sampled_from(asking(row)))
    def ask(case: Case, who: str) -> None:
        answer = beside.do(beside.ask(case, who))
        assert answer.status_code != 401, "then nothing was asked at all"
        case.validate_response(answer, checks=ASKED)

    ask()


def test_every_address_refuses_what_it_does_not_name(beside: Beside) -> None:
    taken: dict[str, set[str]] = {}
    for route in beside.operations:
        taken.setdefault(route.partition(" ")[2], set()).add(route.partition(" ")[0])
    client = beside.world.doors["api"]["elena"].client
    for path, methods in taken.items():
        address = path.replace("/days/{}", "/days/2026-03-09").replace("{}", "1")
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY"} - methods:
            answer = beside.do(client.request(method, address))
            allowed = set(answer.headers["allow"].split(", "))
            assert (answer.status_code, allowed - {"HEAD", "OPTIONS"}) == (405, methods), (method, path)
