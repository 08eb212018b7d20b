"""References to sources, in the styles of bibliographies and the formats of reference managers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TypeAlias

from scograph.formats.references.record import Record

# Styles as text, one line for a record.
TEXTS = ("chicago", "apa", "mla", "gost", "gbt")
# What reference managers read, all records in one file.
FILES = ("bibtex", "ris", "csl-json")
STYLES = (*TEXTS, *FILES)
_Style: TypeAlias = Callable[[Record], str]


def line(record: Record, style: str) -> str:
    """A reference in a style that is text, in one line."""
    write: _Style = import_module(f"scograph.formats.references.{style}").written
    return " ".join(write(record).split())


def file(records: Sequence[Record], style: str) -> str:
    """References in any style: lines of text, each once, or a file for a reference manager.

    Two places in one source are one line in a style that names no places.
    """
    if style in TEXTS:
        return "".join(dict.fromkeys(f"{line(record, style)}\n" for record in records))
    module = import_module(f"scograph.formats.references.{style.replace('-', '_')}")
    found: str = module.written(records)
    return found
