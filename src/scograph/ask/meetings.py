"""Meetings in questions, such as `the second summit in Tashkent`."""

from __future__ import annotations

import datetime
from copy import copy
from typing import Any

from scograph.ask.order import within

_FORMATS = {"video": "format-video", "inperson": "format-in-person", "hybrid": "format-hybrid"}
_SCO = "sco"
CHG = "council-of-heads-of-government"
_OURS = (_SCO, "shanghai-five", CHG)


class Wanted:
    """What a question says of the meetings that it is about."""

    kind: str = "summit"
    # A council of ministers; empty for the heads of government.
    council: str = ""
    names: list[str]
    city: str = ""
    state: str = ""
    region: str = ""
    body: str = ""
    period: tuple[str, str] = ("", "")
    position: int = 0  # 1 is the first, -1 the last, 0 all of them
    format: str = ""
    # Whether the format is said of the noun: `the online summit`.
    form_of_noun: bool = False
    lasting: str = ""  # how many days, such as `=2`

    def __init__(self) -> None:
        self.names = []

    @property
    def located(self) -> bool:
        """True if more was said than the kind of meeting and the body."""
        return bool(
            self.names or self.city or self.state or self.region or any(self.period)
            or self.position or self.format or self.lasting
        )  # fmt: skip

    @property
    def placed_and_numbered(self) -> bool:
        """True for `the last summit in India`, which may also be the last one, in India."""
        return bool(self.position and (self.city or self.state or self.region or self.names))

    @property
    def says(self) -> bool:
        """True if anything was said but which kind of meeting it is."""
        return bool(
            self.names or self.city or self.state or self.region or self.body
            or any(self.period) or self.position or self.format or self.lasting or self.council
        )  # fmt: skip

    def found(self, lexicon: dict[str, Any]) -> list[dict[str, Any]]:
        """The meetings, in order of date."""
        known = {one["body"] for one in lexicon["meetings"]}
        # In the user's own data there may be other bodies.
        body = self._body() if self.body or self._body() in known else ""
        council = self.council or (CHG if self.kind == "session" and CHG in known else "")
        if self.names:
            rows = [one for one in lexicon["meetings"] if one["iri"] in self.names]
        else:
            kinds = ("summit", "session") if self.kind == "any" else (self.kind,)
            rows = [
                one
                for one in lexicon["meetings"]
                if one["kind"] in kinds
                and one["body"] == ((council if one["kind"] == "session" else body) or one["body"])
            ]
        rows = self._ours([
            one
            for one in rows
            if (not self.city or one["city"] == self.city)
            and (not self.state or one["state"] == self.state)
            and (not self.region or one["state"] in lexicon["regions"].get(self.region, ()))
            and (not self.period[0] or one["end"] >= self.period[0])
            and (not self.period[1] or one["start"] <= self.period[1])
            and (not self.format or one["format"] == _FORMATS[self.format])
            and (not self.lasting or within(_days(one), self.lasting))
        ])  # fmt: skip
        if self.position > 0 and self.council:
            # Not all of their sessions are recorded: only a number tells which is which.
            return [one for one in rows if one["number"] == str(self.position)]
        if self.position > 0:
            return rows[self.position - 1 : self.position]
        return rows[self.position :] if self.position else rows

    def of_number(self, lexicon: dict[str, Any]) -> list[dict[str, Any]]:
        """The meeting of the position among those of all time, if it was in the period."""
        begin, end = self.period
        of_all_time = copy(self)
        of_all_time.period = ("", "")
        return [
            one
            for one in of_all_time.found(lexicon)
            if (not begin or one["end"] >= begin) and (not end or one["start"] <= end)
        ]

    def _ours(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Without summits of other bodies, if there are some of the SCO or what it came from."""
        ours = [one for one in rows if one["body"] in _OURS]
        return rows if self.body or self.names or self.council or not ours else ours

    @property
    def assumes_sco(self) -> bool:
        """True if no body was named, and only the summits of the SCO are meant."""
        placed = self.city or self.state or self.region
        alone = not (placed or any(self.period) or self.names or self.lasting)
        return not self.body and (bool(self.position) or alone)

    def _body(self) -> str:
        return self.body or (_SCO if self.assumes_sco else "")


def _days(meeting: dict[str, Any]) -> int:
    first, last = map(datetime.date.fromisoformat, (meeting["start"], meeting["end"]))
    return (last - first).days + 1
