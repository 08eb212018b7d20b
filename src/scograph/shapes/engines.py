"""The SHACL engines, behind one function."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TypeAlias

from scograph.errors import UsageError, boundary
from scograph.shapes.result import Result

Validator: TypeAlias = Literal["pyshacl", "shacl"]
VALIDATORS: tuple[Validator, ...] = ("pyshacl", "shacl")


def choose(engine: Validator | None) -> Validator:
    """The engine asked for, or by default the fastest one that is installed."""
    if engine is None:
        return "shacl" if find_spec("shacl") else "pyshacl"
    if find_spec(engine) is None:
        raise UsageError(
            f"The engine {engine} is not installed. Install it with: pip install 'scograph[fast]', "
            "or use --engine pyshacl."
        )
    return engine


def results(data: Path | str, shapes: str, engine: Validator) -> Iterator[Result]:
    """The results of an engine on N-Triples without blank nodes, or on a file of them."""
    with boundary(f"The SHACL engine {engine} failed on this graph"):
        if engine == "pyshacl":
            yield from _pyshacl(data if isinstance(data, str) else data.read_text("utf-8"), shapes)
        else:
            yield from _shacl(data, shapes)


def _shacl(data: Path | str, shapes: str) -> Iterator[Result]:
    import shacl

    compiled = shacl.Shapes.from_text(shapes, format="ntriples")
    if isinstance(data, str):
        report = compiled.validate_text(data, format="ntriples")
    else:
        report = compiled.validate_file(str(data))
    for found in report.results:
        yield Result(
            _plain(found.source_shape),
            _plain(found.focus_node),
            found.path and _plain(found.path),
            None if found.value == found.focus_node else found.value,
            found.component_iri,
            found.severity,
            min(found.messages, default=""),
        )


def _pyshacl(data: str, shapes: str) -> Iterator[Result]:
    from scograph.shapes import pyshacl

    return pyshacl.results(data, shapes)


def _plain(term: str | None) -> str:
    return re.sub(r"^<(.*)>$", r"\1", term or "", flags=re.DOTALL)
