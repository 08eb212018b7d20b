"""Records as CSL-JSON, which Zotero and citation processors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from scograph.formats.references.record import Record, parts


def item(record: Record) -> dict[str, Any]:
    """A record as an item of CSL-JSON."""
    publisher = "publisher" if record.kind == "dataset" else "container-title"
    found: dict[str, Any] = {
        "id": record.id,
        "type": record.kind,
        "title": record.title,
        "author": [{"literal": name} for name in record.authors],
        publisher: record.site if record.site not in record.authors else "",
        "issued": _date(record.issued),
        "accessed": _date(record.accessed),
        "URL": record.url,
        "archive_location": record.archived,
        "version": record.version,
        "language": record.language,
        "note": record.locator,
    }
    return {name: value for name, value in found.items() if value}


def written(records: Sequence[Record]) -> str:
    """The records as a file."""
    return json.dumps([item(one) for one in records], ensure_ascii=False, indent=2) + "\n"


def _date(date: str) -> dict[str, Any]:
    return {"date-parts": [list(parts(date))]} if date else {}
