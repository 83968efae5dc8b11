from datetime import UTC, datetime, timedelta

import pytest

from appliance.notifications.rules import (
    SENTENCES,
    Trouble,
    shortened,
    tidy_server,
    trouble_of_answer,
    trouble_with_server,
    trouble_with_topic,
    wait_asked,
)

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.1.20:8090",
        "http://127.0.0.1:2586",
        "http://localhost",
        "https://ntfy.example/",
        "http://[fd00::5]:80",
        "HTTPS://Ntfy.Example",
    ],
)
def test_a_familys_own_server_may_be_anywhere_at_home(address: str) -> None:
    assert trouble_with_server(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ntfy.example",
        "ftp://ntfy.example",
        "file:///etc/passwd",
        "http://",
        "http://me:secret@ntfy.example",
        "https://ntfy.example/my-topic",
        "https://ntfy.example?x=1",
        "http://169.254.169.254",
        "http://[fe80::1]",
        "http://[fe80::1%25eth0]",
        "http://[::ffff:169.254.1.1]",
        "http://host:99999",
        "http://[broken",
    ],
)
def test_what_is_no_server_is_sent_back_with_a_sentence(address: str) -> None:
    assert trouble_with_server(address)


def test_capital_letters_of_a_topic_count_and_spaces_do_not_fit() -> None:
    assert trouble_with_topic("Riveras-Elena_2") == ""
    assert trouble_with_topic("our home")
    assert trouble_with_topic("a" * 65)
    assert tidy_server("HTTPS://Ntfy.Example/") == "https://ntfy.example"


def test_every_trouble_names_its_mend() -> None:
    assert set(SENTENCES) == set(Trouble)


def test_an_answer_is_taken_as_the_protocol_says() -> None:
    assert trouble_of_answer(200, "application/json") is None
    assert trouble_of_answer(204, "") is None
    assert trouble_of_answer(408, "") is Trouble.SLOW
    assert trouble_of_answer(507, "") is Trouble.SERVER


def test_a_wait_is_seconds_or_a_date() -> None:
    assert wait_asked("120", NOW) == timedelta(minutes=2)
    assert wait_asked("Tue, 10 Mar 2026 15:10:00 GMT", NOW) == timedelta(minutes=10)
    assert wait_asked("Tue, 10 Mar 2026 14:10:00 GMT", NOW) == timedelta(0)
    assert wait_asked("soon", NOW) is None
    assert wait_asked("", NOW) is None


def test_a_letter_is_never_cut_within_a_letter_of_the_alphabet() -> None:
    assert shortened("ää", 3) == "ä…"
    assert shortened("cat") == "cat"
