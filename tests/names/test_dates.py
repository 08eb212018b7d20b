"""Dates as users write them."""

from __future__ import annotations

import datetime

import pytest

from scograph.errors import UsageError
from scograph.names import dates
from tests.support.cases import parts


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2004", "2004-01-01", "2004-12-31"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("2005-02", "2005-02-01", "2005-02-28"),
        ("2004-12", "2004-12-01", "2004-12-31"),
        ("2004-06-17", "2004-06-17", "2004-06-17"),
        (" 2004 ", "2004-01-01", "2004-12-31"),
        ("9999-11", "9999-11-01", "9999-11-30"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_bounds(text: str, first: str, last: str) -> None:
    assert dates.days(text) == (first, last)


@pytest.mark.parametrize(("text", "message"), parts("bad_dates.txt"))
def test_no_date(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        dates.days(text, "from")
    assert str(caught.value).startswith("--from: ")


def test_today_is_one_day() -> None:
    today = datetime.date.today().isoformat()
    assert dates.days("today") == (today, today)
