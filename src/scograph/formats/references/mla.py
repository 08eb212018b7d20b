"""Works cited of the MLA Handbook, 9th edition."""

from __future__ import annotations

from scograph.formats.references import quotes
from scograph.formats.references.record import MONTHS, Record, ended, parts
from scograph.formats.references.title_case import title_case

_SHORT = {
    name: name if len(name) < 5 else ("Sept." if name == "September" else f"{name[:3]}.")
    for name in MONTHS
}


def written(record: Record) -> str:
    """The entry for a record.

    >>> written(Record("x", "webpage", "Iran foreign minister fired", "en", site="Al Jazeera",
    ...     issued="2010-12-13", url="https://aljazeera.com/x"))
    '“Iran Foreign Minister Fired.” Al Jazeera, 13 Dec. 2010, https://aljazeera.com/x.'
    """
    record = quotes.in_record(record, quotes.ENGLISH, quotes.ENGLISH_INSIDE)
    title = title_case(record.title) if record.is_in("en", "") else record.title
    author = f"{ended(_names(record.authors))} " if record.authors else ""
    parts_ = [
        f"Version {record.version}" if record.version else "",
        record.site if record.site not in record.authors else "",
        _date(record.issued) if record.issued else "",
        record.archived or record.url,
    ]
    text = f"{author}“{ended(title)}” {', '.join(part for part in parts_ if part)}."
    text = quotes.inside(text)
    if not record.issued and record.accessed:
        text += f" Accessed {_date(record.accessed)}."
    return text


def _date(date: str) -> str:
    year, *rest = parts(date)
    if not rest:
        return str(year)
    month = MONTHS[rest[0] - 1]
    if len(rest) == 1:
        return f"{_SHORT[month]} {year}"
    return f"{rest[1]} {_SHORT[month]} {year}"


def _names(names: tuple[str, ...]) -> str:
    if len(names) > 2:
        return f"{names[0]}, et al"
    return " and ".join(names)
