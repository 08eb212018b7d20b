"""Records as RIS, which reference managers read."""

from __future__ import annotations

from collections.abc import Sequence

from scograph.formats.references.record import Record


def written(records: Sequence[Record]) -> str:
    """The records as a file."""
    return "".join(map(_entry, records))


def _entry(record: Record) -> str:
    fields = [
        ("TY", "DATA" if record.kind == "dataset" else "ELEC"),
        ("ID", record.id),
        ("TI", record.title),
        *(("AU", name) for name in record.authors),
        ("PB", record.site),
        ("PY", record.year),
        ("DA", record.issued.replace("-", "/")),
        ("Y2", record.accessed.replace("-", "/")),
        ("ET", record.version),
        ("UR", record.url),
        ("L2", record.archived),
        ("LA", record.language),
        ("N1", record.locator),
    ]
    lines = [f"{name}  - {' '.join(value.split())}\r\n" for name, value in fields if value]
    return "".join([*lines, "ER  - \r\n", "\r\n"])
