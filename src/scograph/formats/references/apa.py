"""References of the Publication Manual of the American Psychological Association, 7th edition."""

from __future__ import annotations

from scograph.formats.references import quotes
from scograph.formats.references.record import MONTHS, Record, ended, month_first, parts


def written(record: Record) -> str:
    """The reference for a record.

    >>> written(Record("x", "webpage", "Iran foreign minister fired", "en", site="Al Jazeera",
    ...     issued="2010-12-13", url="https://aljazeera.com/x"))
    'Iran foreign minister fired. (2010, December 13). Al Jazeera. https://aljazeera.com/x'
    """
    record = quotes.in_record(record, quotes.ENGLISH)
    version = f" (Version {record.version})" if record.version else ""
    title = ended(record.title + version)
    kind = "[Dataset]. " if record.kind == "dataset" else ""
    site = f"{ended(record.site)} " if record.site and record.site not in record.authors else ""
    author = f"{ended(_names(record.authors))} " if record.authors else ""
    # Of data, the year alone.
    date = f"({_date(record.year if record.kind == 'dataset' else record.issued)}). "
    if author:
        head = f"{author}{date}{title[:-1] + ' ' + kind if kind else title + ' '}"
    else:
        head = f"{title} {date}{kind}"
    return quotes.inside(f"{head}{site}") + _address(record)


def _date(date: str) -> str:
    if not date:
        return "n.d."
    year, *rest = parts(date)
    if not rest:
        return str(year)
    return f"{year}, {MONTHS[rest[0] - 1]}" + (f" {rest[1]}" if len(rest) > 1 else "")


def _address(record: Record) -> str:
    url = record.archived or record.url
    if url and not record.issued and record.accessed:
        return f"Retrieved {month_first(record.accessed)}, from {url}"
    return url


def _names(names: tuple[str, ...]) -> str:
    return " & ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, & {names[-1]}"
