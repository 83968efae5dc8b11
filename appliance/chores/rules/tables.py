"""Tables for other programs: CSV that no spreadsheet runs as formulas, and that comes back as it went."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

# OWASP's list, with the wide signs of East Asian keyboards, which spreadsheets take for the same.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "'"
BOM = "\ufeff"
SEPARATORS = (";", ",", "\t")


def guarded(text: str) -> str:
    """With a mark in front of what a spreadsheet would calculate, and of what looks guarded already."""
    return MARK + text if _is_risky(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith(MARK) and _is_risky(text) else text


def _is_risky(text: str) -> bool:
    return text.lstrip(f" {MARK}").startswith(BEGINS_A_FORMULA) or text.startswith(("\t", "\r", "\n"))


def separator_for(language: str) -> str:
    """German spreadsheets write decimals with a comma, and take the semicolon between cells."""
    return ";" if language == "de" else ","


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[object]], separator: str) -> str:
    """Numbers stay numbers; texts are guarded."""
    file = StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    for row in (heads, *rows):
        writer.writerow([_cell(value) for value in row])
    return file.getvalue()


def _cell(value: object) -> str:
    return guarded(value) if isinstance(value, str) else "" if value is None else str(value)


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """The lines that hold something, each with the number that an editor shows beside it."""
    plain = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(StringIO(plain, newline=""), delimiter=_separator_in(plain))
    found: list[tuple[int, list[str]]] = []
    begins = 1
    for row in reader:
        cells = [unguarded(cell).strip() for cell in row]
        if any(cells):
            found.append((begins, cells))
        begins = reader.line_num + 1
    return found


def _separator_in(text: str) -> str:
    """Whichever stands most often in the first line."""
    first = text.lstrip("\n").partition("\n")[0]
    return max(SEPARATORS, key=first.count)


def decoded(sent: bytes) -> str:
    """As spreadsheets save: UTF-8, UTF-16 with its mark, or the letters of an old Windows."""
    if sent.startswith((b"\xff\xfe", b"\xfe\xff")):
        return sent.decode("utf-16", "replace")
    try:
        return sent.decode("utf-8-sig")
    except UnicodeDecodeError:
        return sent.decode("cp1252", "replace")
