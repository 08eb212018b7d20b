"""Dates as users write them: a year, a month or a day."""

from __future__ import annotations

import datetime
import re

from scograph.errors import BadRequest
from scograph.names import shortened

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def days(text: str, option: str = "") -> tuple[str, str]:
    """The first and the last day of what is meant, as `YYYY-MM-DD`; `today` is one day.

    BadRequest where it is no date; `option` names the option in the message.

    >>> days("2004"), days("2004-02"), days("2004-06-17")
    (('2004-01-01', '2004-12-31'), ('2004-02-01', '2004-02-29'), ('2004-06-17', '2004-06-17'))
    """
    if text.strip() == "today":
        today = datetime.date.today().isoformat()
        return today, today
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise BadRequest(
            f"{_where(option)}{shortened(text)} is not a date. "
            "Write YYYY, YYYY-MM or YYYY-MM-DD, say 2004-06."
        )
    year, month, day = found.groups()
    try:
        first = datetime.date.fromisoformat(f"{year}-{month or '01'}-{day or '01'}")
    except ValueError:
        raise BadRequest(f"{_where(option)}there is no such day as {text!r}.") from None
    if day:
        return first.isoformat(), first.isoformat()
    if month is None or month == "12":
        return first.isoformat(), f"{year}-12-31"
    last = first.replace(month=first.month + 1) - datetime.timedelta(days=1)
    return first.isoformat(), last.isoformat()


def _where(option: str) -> str:
    return f"--{option}: " if option else ""
