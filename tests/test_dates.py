"""Dates as users write them."""

from __future__ import annotations

import datetime

import pytest

from scograph import dates
from scograph.errors import BadRequest
from tests.cases import parts


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2004", "2004-01-01", "2004-12-31"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("2005-02", "2005-02-01", "2005-02-28"),
        ("2004-12", "2004-12-01", "2004-12-31"),
        ("2004-06-17", "2004-06-17", "2004-06-17"),
        (" 2004 ", "2004-01-01", "2004-12-31"),
    ],
)
def test_bounds(text: str, first: str, last: str) -> None:
    assert (dates.first_day(text), dates.last_day(text)) == (first, last)


@pytest.mark.parametrize(("text", "message"), parts("bad_dates.txt"))
def test_no_date(text: str, message: str) -> None:
    with pytest.raises(BadRequest, match=message) as caught:
        dates.first_day(text, "from")
    assert str(caught.value).startswith("--from: ")


def test_one_day() -> None:
    assert dates.one_day("2004-06-17") == "2004-06-17"
    assert dates.one_day("today") == datetime.date.today().isoformat()
    with pytest.raises(BadRequest, match="not one day"):
        dates.one_day("2004-06")
