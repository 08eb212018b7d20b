"""References of the Russian standard GOST R 7.0.5-2008."""

from __future__ import annotations

from scograph.formats.references import quotes
from scograph.formats.references.record import Record, ended


def written(record: Record) -> str:
    """The reference for a record.

    >>> written(Record("x", "webpage", "Саммит", "ru", issued="2005", accessed="2026-11-25",
    ...     url="http://kreml.ru"))
    'Саммит [Электронный ресурс]. 2005. URL: http://kreml.ru (дата обращения: 25.11.2026).'
    """
    record = quotes.in_record(record, quotes.RUSSIAN)
    author = f"{ended(', '.join(record.authors))} " if record.authors else ""
    site = f" // {record.site}" if record.site and record.site not in record.authors else ""
    url = record.archived or record.url
    version = f" Версия {record.version}." if record.version else ""
    text = f"{author}{record.title} [Электронный ресурс]{site}.{version}"
    if record.issued:
        text += f" {record.year}."
    if url:
        text += f" URL: {url}"
        text += f" (дата обращения: {_day(record.accessed)})." if record.accessed else "."
    return text


def _day(date: str) -> str:
    return ".".join(reversed(date.split("-")))
