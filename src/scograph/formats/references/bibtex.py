"""Records as BibTeX, with the fields that biblatex and natbib styles know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scograph.formats.references.record import Record

_ESCAPED = re.compile(r"[&%$#_]")
_PLAIN = re.compile(r"[^A-Za-z0-9:.-]")


def written(records: Sequence[Record]) -> str:
    """The records as a file."""
    return "\n".join(map(_entry, records))


def _entry(record: Record) -> str:
    year, _, month = record.issued[:7].partition("-")
    fields = {
        "title": f"{{{_text(record.title)}}}",
        "author": " and ".join(f"{{{_text(name)}}}" for name in record.authors),
        "organization": _text(record.site),
        "year": year,
        "month": str(int(month)) if month else "",
        "date": record.issued,
        "version": _text(record.version),
        "url": record.url,
        "urldate": record.accessed,
        "language": record.language,
        "note": _text(record.locator),
    }
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    kind = "dataset" if record.kind == "dataset" else "online"
    return f"@{kind}{{{_PLAIN.sub('-', record.id)},\n{''.join(lines)}}}\n"


def _text(text: str) -> str:
    """A text in which no character is a command of TeX."""
    text = text.replace("\\", "\\textbackslash ").replace("{", "\\{").replace("}", "\\}")
    text = text.replace("~", "\\textasciitilde ").replace("^", "\\textasciicircum ")
    return _ESCAPED.sub(lambda found: f"\\{found[0]}", text)
