"""What follows from a world, once it is known that both conform to the shapes."""

from __future__ import annotations

from collections.abc import Callable

from scograph import infer, load, ntriples, validate
from scograph.engines import Validator
from scograph.errors import CheckFailed, InconsistentGraph
from scograph.findings import VIOLATION
from scograph.reasoners import Engine
from scograph.revision.base import Known


def closure(world: load.World) -> bytes:
    """The inferred N-Triples; CheckFailed with the findings where the graph breaks a shape."""
    found = entailed(world)
    check(world, found)
    return ntriples.sort(found.inferred.lines())


def entailed(
    world: load.World,
    *,
    engine: Engine | None = None,
    step: Callable[[str], None] = lambda label: None,
) -> infer.Entailed:
    """What follows, unchecked; a contradiction is reported with the files it is in."""
    step("Reasoning")
    try:
        return infer.entail(world.asserted, engine=engine)
    except InconsistentGraph as error:
        files = [world.files_of(thing) for thing in error.things]
        clashes = [
            f"{clash} See {', '.join(map(str, written))}." if written else clash
            for clash, written in zip(error.clashes, files, strict=False)
        ]
        raise InconsistentGraph(clashes or error.clashes, error.things) from None


def check(
    world: load.World,
    found: infer.Entailed,
    *,
    validator: Validator | None = None,
    step: Callable[[str], None] = lambda label: None,
) -> Known:
    """What is known of the graph now, or CheckFailed with the findings.

    The store of `found` is changed.
    """
    step("Checking")
    inferred, store = found
    findings = validate.check(world, inferred, load.shape_files(), validator, store=store)
    broken = [finding for finding in findings if finding.severity == VIOLATION]
    if broken:
        listed = "\n".join(str(finding) for finding in broken)
        raise CheckFailed(f"The data do not conform, so no store was built.\n{listed}")
    return Known.CONFORMS if findings else Known.FLAWLESS
