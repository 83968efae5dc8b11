"""CSV that nobody's spreadsheet runs, and that comes back as it went."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.chores.rules.tables import as_csv, decoded, guarded, rows_of, separator_for, unguarded

TITLES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30).map(str.strip)


@pytest.mark.parametrize(
    "title",
    ["=HYPERLINK(1)", "+49 30", "-1+1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1", "'=1", "''@x", "' -1"],
)
def test_what_a_spreadsheet_would_calculate_is_written_as_text(title: str) -> None:
    assert guarded(title).startswith("'") and unguarded(guarded(title)) == title


@pytest.mark.parametrize("title", ["Feed the cat", "1 = 1", "it's", "'tis the season", "", "ÄÖÜ"])
def test_ordinary_words_stay_as_they_are(title: str) -> None:
    assert guarded(title) == title == unguarded(title)


def test_numbers_are_numbers_also_below_zero() -> None:
    assert as_csv(["a"], [[-5], [None], [3]], ",") == 'a\r\n-5\r\n""\r\n3\r\n'


@given(st.lists(st.tuples(TITLES, TITLES, TITLES), min_size=1, max_size=5), st.sampled_from(["en", "de"]))
def test_a_table_comes_back_as_it_went(rows: list[tuple[str, str, str]], language: str) -> None:
    text = as_csv(["one", "two", "three"], rows, separator_for(language))
    found = [cells for _line, cells in rows_of(text)]
    assert found == [["one", "two", "three"], *(list(row) for row in rows if any(row))]


@given(st.tuples(TITLES, TITLES))
def test_no_cell_of_a_table_begins_with_a_formula(row: tuple[str, str]) -> None:
    for line in as_csv(["a", "b"], [row], ",").splitlines()[1:]:
        for cell in line.split('","') if '"' in line else line.split(","):
            assert not cell.strip('" ').startswith(("=", "+", "@", "＝", "＋", "＠"))


def test_each_line_knows_its_place_also_behind_a_cell_of_two_lines() -> None:
    assert rows_of('a;b\r\n"x\ny";1\r\n\r\n;\r\nz;2\r\n') == [
        (1, ["a", "b"]),
        (2, ["x\ny", "1"]),
        (6, ["z", "2"]),
    ]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_however_the_spreadsheet_saved_it(code: str) -> None:
    assert rows_of(decoded("Müll;grün".encode(code))) == [(1, ["Müll", "grün"])]
