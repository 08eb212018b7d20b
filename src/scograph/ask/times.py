"""Dates of a question as parameters of the query, or as a condition on its rows."""

from __future__ import annotations

import datetime
from typing import Any

from scograph.ask.match import Match
from scograph.ask.plan import Plan, RefusalError


def times(match: Match, made: Plan, parameters: dict[str, Any]) -> None:
    """Dates become a day or a period; those of a meeting choose the meeting."""
    if not match.times:
        return
    first, last = "", "9999-12-31"
    for item in match.times:
        start, _, end = item.senses[0].value.partition("/")
        if item.cues & {"before", "or-before"}:
            last = min(last, _shifted(start, -1))
        elif "until" in item.cues:
            last = min(last, end)
        elif "after" in item.cues:
            first = max(first, _shifted(end, 1))
        elif "since" in item.cues:
            first = max(first, start)
        else:
            first, last = max(first, start), min(last, end)
    last = "" if last == "9999-12-31" else last
    if first and last and first > last:
        raise RefusalError("not-understood")
    asking = match.asking
    wanted = match.meeting
    if asking.meeting and not (
        asking.time and not (wanted.located or match.concepts & {"summit", "session", "meet"})
    ):
        wanted.period = (first, last)
        return
    if asking.time == "on" and any("begun" in item.cues for item in match.times):
        last = first
    if asking.time == "on" and made.asking.query in _HELD:
        _held(match, made, first, last)
    elif asking.time == "on":
        if not first and last:
            first = last
        elif not last or len({first[:4], last[:4]}) > 1:
            raise RefusalError("not-a-day")
        made.given["on"] = _written(first, last)
    elif asking.time == "period":
        for name, day in (("from", first), ("to", last)):
            if day:
                made.given[name] = day
    else:
        made.within = (asking.time, first, last)


# Queries of terms: without a day of their own `now` is the last day of the record.
_HELD = ("office-holders", "chairmanships", "cultural-capitals")
_OFFICES = "office-holders"


def _held(match: Match, made: Plan, first: str, last: str) -> None:
    """A day or a year as when a term was held; several years as the period of several terms."""
    several = match.concepts & {"list", "howmany", "which"} or (
        # `Who has led the Secretariat since 2010`: those who did, one after the other.
        match.said("served") and "organ" in match.names
    )
    office = made.asking.query == _OFFICES
    listed = made.operation in ("list", "count")
    wide = bool(first and last and first[:4] != last[:4])
    if office and not (first and last) and not (first and listed and several):
        if first:
            raise RefusalError("not-a-day")
        made.within = ("since", "", last)
    elif wide or not (first and last):
        if office and not listed:
            raise RefusalError("not-a-day")
        made.given |= {name: day for name, day in (("from", first), ("to", last)) if day}
        made.given |= {"certainly": "true"} if office else {}
        made.one_term = wide and listed and match.one and not office
    elif office:
        _certainly(made, first, last)
    else:
        made.given["on"] = _written(first, last)


def _certainly(made: Plan, first: str, last: str) -> None:
    """Who held an office for certain: a term of which no end is known may have ended."""
    made.given |= {"from": first, "to": last, "certainly": "true"}


def present(match: Match, made: Plan, end: str) -> None:
    """Who holds an office now, where nothing says that the past is meant."""
    if made.asking.query not in _HELD or match.asking.time != "on" or match.times:
        return
    if made.asking.query == _HELD[2]:
        if match.said("now"):
            made.given["on"] = end
        return
    if match.said("past") or match.said("howmany") or match.position:
        return
    asked = made.operation == "list" and bool({"now", "who", "present"} & match.concepts)
    # `Since when has Kyrgyzstan chaired the SCO` is about the term that goes on.
    asked |= made.asking.query == "chairmanships" and match.said("since")
    if end and (asked or made.operation == "exists"):
        if made.asking.query == _OFFICES:
            year = _shifted(f"{int(end[:4]) - 1}{end[4:]}", 1)
            _certainly(made, year, end)
            made.in_office = True
        else:
            made.given["on"] = end


def _written(first: str, last: str) -> str:
    if first == last:
        return first
    if first[5:] == "01-01" and last[5:] == "12-31" and first[:4] == last[:4]:
        return first[:4]
    if first[:7] == last[:7]:
        return first[:7]
    raise RefusalError("not-a-day")


def _shifted(day: str, by: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=by)).isoformat()
