"""Tables for a terminal: whole words, and what all rows share said once."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from scograph.formats import table

HEADINGS = ["person", "office", "summit", "date"]
ROWS = [
    [person, office, "Tashkent summit 2004", "2004-06-17"]
    for person, office in (
        ("Nursultan Nazarbayev", "President of Kazakhstan"),
        ("Hamid Karzai", "President of the Transitional Islamic State of Afghanistan"),
        ("Hu Jintao", "President of China"),
        ("胡锦涛", "中华人民共和国主席"),
    )
]
WORDS = {word for row in ROWS for cell in row for word in cell.split() if word.isascii()}


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_word_is_broken_and_no_line_is_too_long(width: int) -> None:
    printed = table.written(HEADINGS, ROWS, width)
    assert set(printed.split()) >= WORDS
    assert all(cell_len(line) <= width for line in printed.splitlines())


def test_what_all_rows_share_is_said_once_where_the_table_is_too_wide() -> None:
    narrow = table.written(HEADINGS, ROWS, 80)
    assert narrow.count("Tashkent summit 2004") == 1
    assert re.match(r" summit +Tashkent summit 2004\n date +2004-06-17\n\n person +office", narrow)
    wide = table.written(HEADINGS, ROWS, 200)
    assert wide.count("Tashkent summit 2004") == len(ROWS)


def test_a_column_without_values_is_named_above() -> None:
    printed = table.written([*HEADINGS, "mode"], [[*row, ""] for row in ROWS], 80)
    assert " mode     –\n" in printed


def test_rows_that_do_not_fit_are_blocks() -> None:
    headings = [f"column{number}" for number in range(12)]
    rows = [[f"value-{row}-{number}" for number in range(12)] for row in range(3)]
    blocks = table.written(headings, rows, 60).split(f"\n {'─' * 58}\n")
    assert len(blocks) == 3
    assert blocks[0].splitlines()[0].split() == ["column0", "value-0-0"]


def test_addresses_may_be_broken() -> None:
    rows = [[f"https://example.org/{'a' * 100}", "some words"]]
    printed = table.written(["url", "note"], rows, 60)
    assert all(cell_len(line) <= 60 for line in printed.splitlines())
    assert "some words" in printed


def test_nothing_is_printed_of_no_rows_but_the_head() -> None:
    assert table.written(HEADINGS, [], 80).splitlines()[0].split() == HEADINGS
