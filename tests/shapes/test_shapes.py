"""Each shape against the cases in `tests/shapes/cases`, with both engines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.corpus import load
from scograph.rdf.namespaces import PREFIXES, SCOG, curie
from scograph.reason import closure
from scograph.shapes import validate
from scograph.shapes.findings import SHAPE, Finding, every, violations
from scograph.shapes.result import Result
from tests.support import patches
from tests.support.samples import marked

TOGETHER = 20
CASES = sorted((Path(__file__).parent / "cases").glob("*/*.ttl"))
# Some of both kinds, which a run of the tests of the code takes.
SAMPLE = CASES[::14]
INVALID = [case for case in CASES if case.name.startswith("invalid.")]
DCT, SHACL, RDF = (PREFIXES[name] for name in ("dct", "sh", "rdf"))


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


def code_of(shape: str) -> str:
    """The code of a shape's findings; empty where it has none of its own."""
    found = re.search(r'dct:identifier "([a-z-]+)"', blocks()[shape])
    return found[1] if found else ""


def only(shapes: set[str], folder: Path) -> Path:
    """A file with these shapes alone."""
    file = folder / "shapes.ttl"
    file.write_text("".join(blocks()[name] for name in sorted({"", *shapes})), encoding="utf-8")
    return file


def line(finding: Finding) -> str:
    thing = patches.without_case(finding.thing)
    thing = "_:" if thing.startswith("_:") else curie(thing)
    path = curie(finding.path) if finding.path else "-"
    return f"{finding.code}  {thing}  {path}\n"


def listed(found: list[Finding]) -> str:
    """A line for each finding, its consequences indented below it."""
    blocks = {
        line(finding) + "".join(sorted({f"  {line(one)}" for one in finding.consequences}))
        for finding in found
    }
    return "".join(sorted(blocks))


def alone(case: Path) -> bool:
    """True if a case changes the ontology, which all have in common, or has a blank node."""
    subjects = [triple.subject for triple in load.read([case]).triples()]
    return any(isinstance(one, ox.BlankNode) or one.value.startswith(SCOG) for one in subjects)


def _groups() -> Iterator[list[Path]]:
    """The cases that are checked together: some dozen, in one graph with a corpus for each."""
    lonely = [case for case in CASES if alone(case)]
    yield from ([case] for case in lonely)
    for chosen in (SAMPLE, [case for case in CASES if case not in SAMPLE]):
        others = [case for case in chosen if case not in lonely]
        yield from (others[n : n + TOGETHER] for n in range(0, len(others), TOGETHER))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], list[Finding]]:
    """The findings of a case, for which all of its group are found."""
    folder = tmp_path_factory.mktemp("cases")
    group_of = {case: tuple(group) for group in _groups() for case in group}
    findings = cache(lambda group: checked(list(group), folder))
    return lambda case: findings(group_of[case])[case]


def checked(cases: list[Path], folder: Path) -> dict[Path, list[Finding]]:
    """The findings of some cases, each without those that compare it with another one."""
    file = folder / "corpora.nt"
    texts = (patches.apart(patches.patched(case), number) for number, case in enumerate(cases))
    file.write_text("".join(texts), encoding="utf-8")
    corpus = load.read([*load.ontology_files(), file])
    entailed = closure.entail(corpus.asserted)
    results: dict[int, list[Result]] = defaultdict(list)
    for one in validate.results(
        corpus, entailed.inferred, load.shape_files(), "shacl", entailed.store
    ):
        of = patches.case_of(f"{one.thing} {one.term} {one.message}") or {0}
        if len(of) == 1:
            results[of.pop()].append(one)
    groups = [results[number] for number in range(len(cases))]
    findings = validate.findings(corpus, groups, load.shape_files(), entailed.store)
    return dict(zip(cases, findings, strict=True))


@pytest.mark.parametrize("case", marked(CASES, SAMPLE, pytest.mark.slow), ids=ids)
def test_case(case: Path, found: Callable[[Path], list[Finding]]) -> None:
    wanted = case.with_suffix(".expected.txt").read_text("utf-8") if case in INVALID else ""
    assert listed(found(case)) == wanted, [finding.reason for finding in every(found(case))]


@pytest.mark.reference
@pytest.mark.parametrize("case", marked(CASES, CASES[1::24], pytest.mark.whole), ids=ids)
def test_case_with_the_other_engine_and_without_batches(case: Path, tmp_path: Path) -> None:
    corpus = patches.whole(case, tmp_path)
    inferred = closure.closure(corpus.ntriples())
    # pyshacl takes its time, so it is asked about the shapes of this case and its findings only.
    text = case.with_suffix(".expected.txt").read_text("utf-8") if case in INVALID else ""
    codes = {case.parent.name, *re.findall(r"^ *([a-z-]+)  ", text, re.MULTILINE)}
    files = [only({name for name in blocks() if code_of(name) in codes}, tmp_path)]
    compiled = validate.check(corpus, inferred, files, "shacl")
    assert (listed(compiled) != "") == (case in INVALID)
    assert validate.check(corpus, inferred, files, "pyshacl") == compiled
    assert validate.check(corpus, inferred, files, "shacl", one_by_one=True) == compiled
    assert validate.check(corpus, inferred, files, "pyshacl", one_by_one=True) == compiled


def test_every_code_has_an_invalid_case() -> None:
    codes = {
        code
        for path in load.shape_files()
        for code in re.findall(r'dct:identifier "([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    expected = {
        (case.parent.name, case.with_suffix(".expected.txt").read_text(encoding="utf-8"))
        for case in INVALID
    }
    assert {code for code, text in expected if f"{code}  " in text} == codes


def test_every_shape_has_something_to_look_at() -> None:
    corpus = load.read([*load.ontology_files(), patches.CORPUS])
    text = corpus.ntriples() + closure.closure(corpus.ntriples())
    triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)]
    triples += [triple for case in CASES for triple in load.read([case]).triples()]
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
            by_hand = triple.object.value.startswith("urn:scograph:asserted:")
            targets[str(triple.subject)] |= triple.object in present[kind] or by_hand
    assert [shape for shape, looks in targets.items() if not looks] == []


# The build of each wheel, and `scograph validate` in tests/cli, check it with the compiled engine.
@pytest.mark.record
@pytest.mark.reference
@pytest.mark.whole
def test_the_shipped_graph_conforms_and_both_engines_say_so() -> None:
    corpus = load.read([*load.ontology_files(), *load.data_files()])
    inferred = closure.closure(corpus.ntriples())
    compiled = validate.check(corpus, inferred, load.shape_files(), "shacl")
    assert list(map(str, violations(compiled))) == []
    assert validate.check(corpus, inferred, load.shape_files(), "pyshacl") == compiled


def test_every_shape_has_a_code_a_message_and_a_remedy() -> None:
    described: dict[str, set[str]] = {}
    triples = load.read(load.shape_files()).triples()
    for triple in triples:
        described.setdefault(str(triple.subject), set()).add(triple.predicate.value)
    shapes = {
        str(triple.subject)
        for triple in triples
        if triple.predicate.value.startswith(SHACL + "target")
    }
    for shape in shapes:
        assert {DCT + "identifier", SHACL + "name", SHACL + "description"} <= described[shape], (
            shape
        )
        assert {SHACL + "message", SHACL + "sparql"} & described[shape], shape
