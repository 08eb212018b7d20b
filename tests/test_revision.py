"""A store made from another one by what has changed is the store that a full build makes."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import URIRef

from scograph import building, constraints, fingerprint, infer, layout, load, store
from scograph.errors import InconsistentGraph
from scograph.revision import patterns
from scograph.revision.base import Known
from scograph.revision.derivation import Rules
from scograph.revision.reach import Anchored
from scograph.revision.recheck import Shapes
from scograph.revision.revise import flawless, revise
from tests import patches
from tests.project import WORLD, Project

RULES = sorted(layout.RULES.glob("*.rq"))
CONSTRAINTS = constraints.split(load.read(load.shape_files()).triples())[1]
QUERIES = {path.name: path.read_text("utf-8") for path in RULES} | {
    f"{one.shape.rpartition('/')[2]}": one.query for one in CONSTRAINTS
}
TRIALS = 24


# What a query says


def predicates(path: Any) -> list[str]:
    """The properties that rdflib found in the place of a predicate."""
    if isinstance(path, URIRef):
        return [f"<{path}>"]
    if hasattr(path, "args"):
        return [found for part in path.args for found in predicates(part)]
    if hasattr(path, "path") or hasattr(path, "arg"):
        found = predicates(path.path if hasattr(path, "path") else path.arg)
        return [*found, patterns.SAME] if getattr(path, "mod", None) == "?" else found
    return ["?"]


def of_rdflib(sparql: str) -> Counter[str]:
    found: Counter[str] = Counter()

    def walk(part: Any) -> None:
        if isinstance(part, CompValue):
            for name, value in part.items():
                if name == "triples":
                    for terms in value:
                        listed = list(terms)
                        found.update(kind for path in listed[1::3] for kind in predicates(path))
                else:
                    walk(value)
        elif isinstance(part, list | tuple):
            for one in part:
                walk(one)

    walk(translateQuery(parseQuery(sparql)).algebra.p)
    return found


@pytest.mark.parametrize("name", QUERIES)
def test_no_triple_pattern_is_overlooked(name: str) -> None:
    """rdflib does not translate what lies in an EXISTS within another one, so it may find less."""
    groups = patterns.where(QUERIES[name]).walk()
    read = Counter(
        "?" if predicate.startswith("?") else predicate
        for group in groups
        for _, predicate, _ in group.patterns
    )
    expected = of_rdflib(QUERIES[name])
    assert expected
    assert not expected - read


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_about_no_thing_and_about_all_things(name: str, everything: ox.Store) -> None:
    rule = name.endswith(".rq")
    template = patterns.template(QUERIES[name]) if rule else []
    query = Anchored(QUERIES[name], [template[0][0][1:]] if rule else ["this", "value"])
    things = {quad.subject for quad in everything if isinstance(quad.subject, ox.NamedNode)}
    assert rows(everything, query.about([ox.NamedNode("urn:nothing")])) == set()
    assert rows(everything, query.about(things)) == rows(everything, QUERIES[name])


def rows(graph: ox.Store, sparql: str) -> set[str]:
    found: Any = graph.query(sparql)
    if isinstance(found, ox.QueryTriples):
        return set(map(str, found))
    return {"|".join(str(row[variable.value]) for variable in found.variables) for row in found}


@pytest.fixture(scope="module")
def everything() -> ox.Store:
    """The invented world and what follows from it, with some of its names taken away."""
    world = load.read([*load.ontology_files(), WORLD])
    graph = ox.Store()
    graph.extend(
        ox.Quad(*triple)
        for number, triple in enumerate(sorted(world.triples(), key=str))
        if number % 9
    )
    return graph


def test_nothing_in_rules_and_shapes_asks_for_a_full_build() -> None:
    assert len(Rules(RULES).properties) == 6
    Shapes(load.shape_files())


# The same store


def split(folder: Path) -> None:
    """The invented world in a file for each twenty things."""
    things: dict[bytes, list[bytes]] = {}
    for line in load.lines(WORLD.read_bytes(), WORLD):
        things.setdefault(line.split(b" ", 1)[0], []).append(line)
    folder.mkdir()
    listed = list(things.values())
    for number in range(0, len(listed), 20):
        text = b"".join(line for thing in listed[number : number + 20] for line in thing)
        (folder / f"{number:03}.ttl").write_bytes(text)


def changed(folder: Path, chance: random.Random) -> None:
    """Takes lines away, gives them values of others, changes texts, doubles or removes things."""
    for _ in range(chance.choice([1, 1, 2, 4])):
        path = chance.choice(load.turtle_files([folder]))
        lines = load.lines(path.read_bytes(), path)
        kind = chance.choice(["drop", "drop", "swap", "swap", "text", "twin", "remove", "delete"])
        line = chance.choice(lines)
        subject, predicate, _ = line.split(b" ", 2)
        if kind == "drop":
            for gone in chance.sample(lines, min(chance.choice([1, 2, 6]), len(lines) - 1)):
                lines.remove(gone)
        elif kind == "swap":
            others = [
                other
                for file in load.turtle_files([folder])
                for other in load.lines(file.read_bytes(), file)
                if other.split(b" ", 2)[1] == predicate
            ]
            lines.remove(line)
            lines.append(b" ".join((subject, predicate, chance.choice(others).split(b" ", 2)[2])))
        elif kind == "text":
            lines = [
                other.replace(b'"@', b' indeed"@') if chance.random() < 0.2 else other
                for other in lines
            ]
        elif kind == "twin":
            twin = subject[:-1] + b"-twin>"
            lines += [other.replace(subject, twin) for other in lines if subject in other]
        elif kind == "remove":
            lines = [other for other in lines if not other.startswith(subject)] or lines
        if kind == "delete":
            path.unlink()
        else:
            path.write_bytes(b"".join(lines))


def whole(folder: Path) -> Path:
    """A store made from all files."""
    folder.mkdir()
    world = load.read([*load.ontology_files(), *load.data_files()])
    building.fill(folder, world, infer.closure(world.ntriples()), Known.FLAWLESS)
    return folder


def contents() -> dict[str, str]:
    return fingerprint.contents(fingerprint.shipped())


def quads(folder: Path) -> set[str]:
    """All of a store, but for blank nodes, of which each load makes new ones; and its graphs."""
    opened = ox.Store.read_only(str(folder))
    return {text for text in map(str, opened) if "_:" not in text} | {
        str(graph) for graph in opened.named_graphs()
    }


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("revision")
    split(folder / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "DATA", folder / "data")
        whole(folder / "base")
    yield folder


@pytest.fixture
def data(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the data that the base was made of, to be changed."""
    shutil.copytree(base / "data", tmp_path / "kept")
    monkeypatch.setattr(layout, "DATA", base / "data")
    yield base / "data"
    shutil.rmtree(base / "data")
    shutil.copytree(tmp_path / "kept", base / "data")


@pytest.mark.parametrize("seed", range(TRIALS))
def test_after_any_change(seed: int, base: Path, data: Path, tmp_path: Path) -> None:
    changed(data, random.Random(seed))  # noqa: S311
    made = revise(tmp_path / "revised", [base / "base"], contents(), Known.NOTHING)
    try:
        whole(tmp_path / "whole")
    except InconsistentGraph:
        assert made is None
        return
    assert made is not None
    assert quads(tmp_path / "revised") == quads(tmp_path / "whole" / "oxigraph")
    before, after = store.counts(base / "base"), store.counts(tmp_path / "whole")
    assert before["asserted"] + made.stated == after["asserted"]
    assert before["inferred"] + made.inferred == after["inferred"]
    assert before["quads"] + made.quads == after["quads"]


@pytest.mark.parametrize(
    "line",
    [
        "scog:Summit rdfs:subClassOf scog:Person .",
        "scod:arland owl:sameAs scod:borland .",
        "[] skos:altLabel 'nobody'@en .",
        "scog:Summit a owl:Class .",
    ],
)
def test_what_is_left_to_a_full_build(line: str, base: Path, data: Path, tmp_path: Path) -> None:
    heads = "".join(
        f"@prefix {name}: <{iri}> .\n"
        for name, iri in (
            ("owl", "http://www.w3.org/2002/07/owl#"),
            ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
            ("scod", "https://w3id.org/scograph/id/"),
            ("scog", "https://w3id.org/scograph/ontology#"),
            ("skos", "http://www.w3.org/2004/02/skos/core#"),
        )
    )
    (data / "new.ttl").write_text(heads + line, encoding="utf-8")
    assert revise(tmp_path / "revised", [base / "base"], contents(), Known.NOTHING) is None
    assert not (tmp_path / "revised").exists()


CASES = sorted((Path(__file__).parent / "shapes").glob("*/*.ttl"))
WARNINGS = {
    match[1]
    for path in load.shape_files()
    for shape in path.read_text("utf-8").split("\nshape:")
    if "sh:severity sh:Warning" in shape and (match := re.search(r'sh:name "([a-z-]+)"', shape))
}
# They state axioms.
LEFT_TO_A_FULL_BUILD = {
    "definition-is-no-sentence/valid.a-whole-term.ttl",
    "same-name/valid.said-to-differ.ttl",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_whatever_breaks_a_shape_is_found(
    case: Path, base: Path, data: Path, tmp_path: Path
) -> None:
    for path in load.turtle_files([data]):
        path.unlink()
    (data / "world.ttl").write_text(patches.patched(case), encoding="utf-8")
    made = revise(tmp_path / "revised", [base / "base"], contents(), Known.CONFORMS)
    expected = case.with_suffix(".expected.txt")
    found = expected.read_text("utf-8").splitlines() if expected.exists() else []
    left = case.relative_to(case.parents[1]).as_posix() in LEFT_TO_A_FULL_BUILD
    conforms = all(line.split()[0] in WARNINGS for line in found)
    assert (made is not None) == (conforms and not left)
    assert flawless([base / "base"], contents()) == (not found and not left)


# From the command line


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def made_from(folder: Path) -> str | None:
    """The name of the store that this one was made from; None where from all files."""
    found = json.loads((folder / "info.json").read_bytes())
    return found.get("base")


def edit(project: Project, old: str, new: str) -> None:
    text = project.data.read_text("utf-8")
    assert old in text
    project.data.write_text(text.replace(old, new), encoding="utf-8")


NAMED = """
    SELECT ?name {
      scod:ana-arlen-president-of-arland skos:prefLabel ?name
      FILTER(LANG(?name) = "en")
    }"""


def test_each_edit_starts_from_the_last_full_build(project: Project) -> None:
    first = project.build()
    assert made_from(first) is None
    last = "Ana Arlen"
    for name in ("Ana of Arland", "Anna Arlen"):
        edit(project, f'"{last}"@en', f'"{name}"@en')
        assert f"{name}, President" in project.run("query", NAMED).out
        revised = project.build()
        assert made_from(revised) == first.name
        last = name
    whole = project.build("--force")
    assert made_from(whole) is None
    assert project.count(whole) == project.count(revised)


def test_findings_are_those_of_a_full_build(project: Project) -> None:
    project.build()
    edit(project, '"安娜·阿伦"@zh', '"Ana Arlen"@zh')
    quick, full = project.run("build"), project.run("build", "--force")
    assert quick.code == full.code == 1
    assert "[wrong-script]" in quick.err
    assert quick.err.splitlines()[1:] == full.err.splitlines()[1:]


def test_validate_finds_the_same_by_what_has_changed(project: Project) -> None:
    project.build()
    for old, new in (("Ana Arlen", "Anna Arlen"), ("安娜·阿伦", "Ana Arlen")):
        edit(project, f'"{old}"@', f'"{new}"@')
        quick, full = project.run("validate"), project.run("validate", "--engine", "shacl")
        assert quick == full
    assert quick.code == 1
    assert "[wrong-script]" in quick.out


def test_a_changed_axiom_is_a_full_build(project: Project) -> None:
    project.build()
    places = project.root / "ontology" / "places.ttl"
    places.write_text(places.read_text("utf-8").replace("scog:State", "scog:Agent", 1), "utf-8")
    answer = project.run("build")
    assert answer.code == 0, answer.err
    assert made_from(Path(answer.out.splitlines()[-1])) is None


def test_a_changed_query_leaves_the_graph_alone(project: Project) -> None:
    first = project.build()
    query = next((project.root / "queries").rglob("founders.rq"))
    text = query.read_text("utf-8")
    query.write_text(text.replace("#+ summary: ", "#+ summary: Once "), encoding="utf-8")
    revised = project.build()
    assert made_from(revised) == first.name
    assert "Once " in project.run("queries").out


def test_own_files_beside_the_shipped_ones(project: Project, tmp_path: Path) -> None:
    first = project.build()
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix scod: <https://w3id.org/scograph/id/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "scod:arland skos:altLabel 'Old Arland'@en .\n",
        encoding="utf-8",
    )
    assert made_from(project.build("--data", own)) == first.name
    answer = project.run("run", "memberships", "--state", "old arland", "--data", own)
    assert answer.code == 0, answer.err
    assert answer.out.count("\n") > 1


def test_the_store_to_start_from_stays(project: Project) -> None:
    first = project.build()
    edit(project, '"Ana Arlen"@en', '"Anna Arlen"@en')
    project.build()
    os.utime(first, (0, 0))
    edit(project, '"Anna Arlen"@en', '"Ana of Arland"@en')
    assert made_from(project.build()) == first.name
    assert first.exists()


def test_a_store_that_is_read_stays(project: Project) -> None:
    first = project.build()
    reader = subprocess.Popen(
        [sys.executable, "-c", READER],
        env=project.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert reader.stdin
    assert reader.stdout
    assert reader.stdout.readline() == "open\n"
    project.build("--force")
    os.utime(first, (0, 0))
    project.build("--force")
    assert first.exists()
    reader.communicate("\n")
    project.build("--force")
    assert not first.exists()


READER = """\
import sys
from scograph import store
found = store.open()
print("open", flush=True)
sys.stdin.readline()
"""
