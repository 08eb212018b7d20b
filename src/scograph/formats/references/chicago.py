"""Notes of the Chicago Manual of Style, 18th edition."""

from __future__ import annotations

from scograph.formats.references import quotes
from scograph.formats.references.record import Record, month_first
from scograph.formats.references.title_case import title_case


def written(record: Record) -> str:
    """The note for a record.

    >>> written(Record("x", "webpage", "Iran foreign minister fired", "en", site="Al Jazeera",
    ...     issued="2010-12-13", url="https://aljazeera.com/x", locator="paragraph 2"))
    '“Iran Foreign Minister Fired,” Al Jazeera, December 13, 2010, paragraph 2, https://aljazeera.com/x.'
    """
    record = quotes.in_record(record, quotes.ENGLISH, quotes.ENGLISH_INSIDE)
    title = title_case(record.title) if record.is_in("en", "") else record.title
    accessed = f"accessed {month_first(record.accessed)}" if record.accessed else ""
    parts = [
        _names(record.authors),
        f"“{title},”",
        f"version {record.version}" if record.version else "",
        record.site if record.site not in record.authors else "",
        month_first(record.issued) if record.issued else _undated(record),
        record.locator,
        "" if record.issued else accessed,
        record.archived or record.url,
    ]
    text = ", ".join(part for part in parts if part).replace(",”,", ",”")
    return quotes.inside(f"{text}.")


def _undated(record: Record) -> str:
    return "n.d." if record.kind == "dataset" else ""


def _names(names: tuple[str, ...]) -> str:
    if len(names) > 2:
        return f"{names[0]} et al."
    return " and ".join(names)
