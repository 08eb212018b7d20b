"""References of the Chinese standard GB/T 7714-2015, numeric."""

from __future__ import annotations

from scograph.formats.references import quotes
from scograph.formats.references.record import Record, ended

_KINDS = {"dataset": "DS/OL", "webpage": "EB/OL", "document": "EB/OL"}


def written(record: Record) -> str:
    """The reference for a record.

    >>> written(Record("x", "webpage", "上海合作组织成立宣言", "zh", site="新华网",
    ...     issued="2001-06-15", accessed="2026-11-25", url="http://xinhuanet.com/x"))
    '上海合作组织成立宣言[EB/OL]. (2001-06-15)[2026-11-25]. http://xinhuanet.com/x.'
    """
    record = quotes.in_record(record, quotes.CHINESE)
    author = (
        f"{ended(', '.join(name.upper() for name in record.authors))} " if record.authors else ""
    )
    # The standard wants the publisher of a web page only where it is not its author.
    named = record.kind == "dataset" and record.site and record.site not in record.authors
    site = f"{record.site}, " if named else ""
    issued = f"({record.issued})" if record.issued else ""
    if named:
        # A year in brackets is one that is inferred.
        issued = record.year or f"[{record.accessed[:4]}]"
    accessed = f"[{record.accessed}]" if record.accessed else ""
    kind = _KINDS.get(record.kind, "EB/OL")
    url = record.archived or record.url
    if not url:
        return f"{author}{record.title}[{kind.partition('/')[0]}]. {record.year}."
    text = f"{author}{record.title}[{kind}]."
    if site or issued or accessed:
        text += f" {site}{issued}{accessed}."
    return f"{text} {url}."
