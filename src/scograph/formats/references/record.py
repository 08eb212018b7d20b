"""What a reference says of a source."""

from __future__ import annotations

from typing import NamedTuple


class Record(NamedTuple):
    """A source as a reference describes it; what is not known is empty.

    `kind` is a type of CSL: `webpage`, `dataset` or `document`. `site` is the medium or the body
    that published it. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. `locator` is a place in it.
    """

    id: str
    kind: str
    title: str
    language: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""
    issued: str = ""
    accessed: str = ""
    url: str = ""
    archived: str = ""
    version: str = ""
    locator: str = ""

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.issued[:4]

    def is_in(self, *languages: str) -> bool:
        """True if the source is in one of these languages."""
        return self.language.partition("-")[0].lower() in languages


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def parts(date: str) -> tuple[int, ...]:
    """Year, month and day of a date, as far as it has them.

    >>> parts("2004-06")
    (2004, 6)
    """
    return tuple(int(part) for part in date.split("-")) if date else ()


def month_first(date: str) -> str:
    """A date as in the United States.

    >>> month_first("2004-06-17"), month_first("2004-06"), month_first("2004")
    ('June 17, 2004', 'June 2004', '2004')
    """
    year, *rest = parts(date)
    if not rest:
        return str(year)
    month = MONTHS[rest[0] - 1]
    return f"{month} {year}" if len(rest) == 1 else f"{month} {rest[1]}, {year}"


def sentence(*texts: str, end: str = ".") -> str:
    """Texts that are there, each ended as a sentence.

    >>> sentence("Who came?", "", "TASS")
    'Who came? TASS.'
    """
    return " ".join(ended(text, end) for text in texts if text)


def ended(text: str, end: str = ".") -> str:
    """A text with a mark at its end, unless it ends with one."""
    closing = text.rstrip("”’»\"'")
    return text if closing.endswith((".", "?", "!")) else text + end
