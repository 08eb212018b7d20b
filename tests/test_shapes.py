"""Each shape against the cases in `tests/shapes`, with both engines."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph import infer, load, validate
from scograph.findings import SHAPE, Finding
from scograph.namespaces import PREFIXES, curie
from tests import patches

CASES = sorted((Path(__file__).parent / "shapes").glob("*/*.ttl"))
INVALID = [case for case in CASES if case.name.startswith("invalid.")]
SHACL, RDF, RDFS = (PREFIXES[name] for name in ("sh", "rdf", "rdfs"))


def ids(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


@cache
def blocks() -> dict[str, str]:
    """The text of each shape, by its IRI, and the prefixes of all, by the empty name."""
    found = {"": ""}
    for path in load.shape_files():
        head, *shapes = path.read_text(encoding="utf-8").split("\nshape:")
        found[""] += head
        found |= {SHAPE + text.split()[0]: f"\nshape:{text}" for text in shapes}
    return found


def only(shapes: set[str], folder: Path) -> Path:
    """A file with these shapes alone."""
    file = folder / "shapes.ttl"
    file.write_text("".join(blocks()[name] for name in sorted({"", *shapes})), encoding="utf-8")
    return file


def line(finding: Finding) -> str:
    thing = "_:" if finding.thing.startswith("_:") else curie(finding.thing)
    path = curie(finding.path) if finding.path else "-"
    return f"{finding.code}  {thing}  {path}\n"


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_case(case: Path, tmp_path: Path) -> None:
    world = patches.whole(case, tmp_path)
    inferred = infer.closure(world.ntriples())
    found = validate.check(world, inferred, load.shape_files(), "shacl")
    expected = case.with_suffix(".expected.txt")
    lines = sorted({line(finding) for finding in found})
    wanted = expected.read_text(encoding="utf-8") if case in INVALID else ""
    assert "".join(lines) == wanted, [finding.reason for finding in found]
    # pyshacl takes its time, so it is asked about these shapes only.
    code = f'sh:name "{case.parent.name}"'
    shapes = {name for name, text in blocks().items() if code in text}
    files = [only(shapes | {finding.shape or "" for finding in found}, tmp_path)]
    compiled = validate.check(world, inferred, files, "shacl")
    assert validate.check(world, inferred, files, "pyshacl") == compiled
    assert validate.check(world, inferred, files, "shacl", one_by_one=True) == compiled
    assert validate.check(world, inferred, files, "pyshacl", one_by_one=True) == compiled


def test_every_code_has_an_invalid_case() -> None:
    codes = {
        code
        for path in load.shape_files()
        for code in re.findall(r'sh:name "([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    expected = {
        (case.parent.name, case.with_suffix(".expected.txt").read_text(encoding="utf-8"))
        for case in INVALID
    }
    assert {code for code, text in expected if f"{code}  " in text} == codes


def test_every_shape_has_something_to_look_at() -> None:
    world = load.read([*load.ontology_files(), patches.WORLD])
    text = world.ntriples() + infer.closure(world.ntriples())
    triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)]
    present = {
        "targetClass": {t.object for t in triples if t.predicate.value == RDF + "type"},
        "targetSubjectsOf": {t.predicate for t in triples},
        "targetObjectsOf": {t.predicate for t in triples},
        "targetNode": {t.subject for t in triples},
    }
    targets: dict[str, bool] = defaultdict(bool)
    for triple in load.read(load.shape_files()).triples():
        if triple.predicate.value.startswith(SHACL + "target"):
            kind = triple.predicate.value.removeprefix(SHACL)
            targets[str(triple.subject)] |= triple.object in present[kind]
    assert [shape for shape, looks in targets.items() if not looks] == []


def test_the_shipped_graph_conforms_and_both_engines_say_so() -> None:
    world = load.read([*load.ontology_files(), *load.data_files()])
    inferred = infer.closure(world.ntriples())
    compiled = validate.check(world, inferred, load.shape_files(), "shacl")
    assert [str(finding) for finding in compiled if finding.severity == "Violation"] == []
    assert validate.check(world, inferred, load.shape_files(), "pyshacl") == compiled


def test_every_shape_has_a_code_a_message_and_a_remedy() -> None:
    told: dict[str, set[str]] = {}
    triples = load.read(load.shape_files()).triples()
    for triple in triples:
        told.setdefault(str(triple.subject), set()).add(triple.predicate.value)
    shapes = {
        str(triple.subject)
        for triple in triples
        if triple.predicate.value.startswith(SHACL + "target")
    }
    for shape in shapes:
        assert {SHACL + "name", RDFS + "comment"} <= told[shape], shape
        assert {SHACL + "message", SHACL + "sparql"} & told[shape], shape
