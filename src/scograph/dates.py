"""Dates as users write them: a year, a month or a day."""

from __future__ import annotations

import datetime
import re

from scograph.errors import BadRequest

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def first_day(text: str, option: str = "") -> str:
    """The first day of what is meant, as `YYYY-MM-DD`; BadRequest where it is no date.

    >>> first_day("2004"), first_day("2004-02")
    ('2004-01-01', '2004-02-01')
    """
    return _bounds(text, option)[0]


def last_day(text: str, option: str = "") -> str:
    """The last day of what is meant, as `YYYY-MM-DD`; BadRequest where it is no date.

    >>> last_day("2004"), last_day("2004-02"), last_day("2004-02-03")
    ('2004-12-31', '2004-02-29', '2004-02-03')
    """
    return _bounds(text, option)[1]


def one_day(text: str, option: str = "") -> str:
    """A day, as `YYYY-MM-DD`; `today` is one; BadRequest for a month or a year."""
    if text == "today":
        return datetime.date.today().isoformat()
    first, last = _bounds(text, option)
    if first != last:
        raise BadRequest(f"{_where(option)}{text!r} is not one day. Write YYYY-MM-DD, say {first}.")
    return first


def _bounds(text: str, option: str) -> tuple[str, str]:
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise BadRequest(
            f"{_where(option)}{text!r} is not a date. "
            "Write YYYY, YYYY-MM or YYYY-MM-DD, say 2004-06."
        )
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = datetime.date(year or 0, month or 1, day or 1)
        if month is None:
            last = datetime.date(first.year, 12, 31)
        elif day is None:
            next_month = first.replace(day=28) + datetime.timedelta(days=4)
            last = next_month.replace(day=1) - datetime.timedelta(days=1)
        else:
            last = first
    except (ValueError, OverflowError):
        raise BadRequest(f"{_where(option)}there is no such day as {text!r}.") from None
    return first.isoformat(), last.isoformat()


def _where(option: str) -> str:
    return f"--{option}: " if option else ""
