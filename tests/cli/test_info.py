"""`scograph info`: versions, counts, sources, and whether the store is current."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from scograph import __version__
from scograph.rdf.namespaces import PREFIXES, SCOD
from tests.support.project import CORPUS, Project

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def info(project: Project, *arguments: str) -> dict[str, Any]:
    answer = project.run("info", "--format", "json", *arguments)
    assert answer.code == 0, answer.err
    content: dict[str, Any] = json.loads(answer.out)
    return content


def test_without_a_store_it_says_how_to_build_one(project: Project) -> None:
    answer = project.run("info")
    assert answer.code == 0, answer.err
    assert "scograph build" in answer.out
    assert not project.cache.exists()
    assert info(project)["store"] is None


def test_it_counts_what_is_written(project: Project) -> None:
    store = project.build()
    content = info(project)
    assert content["scograph"] == __version__
    assert content["pyoxigraph"] == ox.__version__
    assert (content["store"], content["current"]) == (str(store), True)
    written = [quad.triple for quad in ox.parse(path=CORPUS, format=ox.RdfFormat.TURTLE)]
    states = [
        triple for triple in written if triple.object == ox.NamedNode(PREFIXES["scog"] + "State")
    ]
    claims = [
        triple
        for triple in written
        if triple.predicate == ox.NamedNode(PREFIXES["scog"] + "claimFrom")
    ]
    assert content["classes"]["scog:State"] == len(states) > 0
    assert sum(source["claims"] for source in content["sources"]) == len(claims) > 0
    assert content["sources"][0]["iri"].startswith(SCOD)
    assert content["asserted"] > len(written)
    assert content["inferred"] > 0


def test_the_text_names_the_same(project: Project) -> None:
    project.build()
    content = info(project)
    text = project.run("info").out
    for word in (content["store"], "current     yes", f"{content['asserted']:,} asserted"):
        assert word in text
    for source in content["sources"]:
        assert source["title"] in text
        assert (source["url"] or "") in text


def test_it_says_why_a_store_is_not_current(project: Project) -> None:
    project.build()
    with project.data.open("a", encoding="utf-8") as file:
        file.write("# A comment.\n")
    content = info(project)
    assert not content["current"]
    assert content["reason"] == "data/corpus.ttl changed"
    assert "data/corpus.ttl changed" in project.run("info").out


def test_asserted_has_a_store_of_its_own(project: Project) -> None:
    project.build()
    assert info(project, "--asserted")["store"] is None
    project.build("--asserted")
    assert info(project, "--asserted")["inferred"] == 0


def test_coverage_says_how_complete_the_record_is(project: Project) -> None:
    answer = project.run("info", "--coverage")
    assert answer.code == 0, answer.err
    assert answer.out == (
        "River League\n"
        "  meetings\n"
        "    2006       complete               1 recorded"
        "  (compared with a list, “The River League (River Herald, 2006)”)\n"
        "  representatives of members\n"
        "    2006       complete               2 recorded  (compared within the graph)\n"
    )


def test_years_covered_alike_are_one_line(project: Project) -> None:
    next_year = project.root / "next-year.ttl"
    next_year.write_text(
        f"@prefix scod: <{SCOD}> .\n"
        f"@prefix scog: <{PREFIXES['scog']}> .\n"
        f"@prefix xsd: <{PREFIXES['xsd']}> .\n"
        "scod:coverage-river-league-member-participants-2007 a scog:Coverage ;\n"
        "  scog:checkedBy scog:check-compared-within ;\n"
        "  scog:completeness scog:completeness-complete ;\n"
        "  scog:coverageOf scod:river-league ;\n"
        '  scog:coversFrom "2007-01-01"^^xsd:date ; scog:coversThrough "2007-12-31"^^xsd:date ;\n'
        "  scog:factKind scog:fact-member-participants .\n",
        encoding="utf-8",
    )
    text = project.run("info", "--coverage", "--data", str(next_year)).out
    assert "    2006–2007  complete               2 recorded  (compared within the graph)\n" in text
    rows = json.loads(project.run("info", "--coverage", "-F", "json", "--data", str(next_year)).out)
    periods = [
        (row["since"], row["until"], row["recorded"])
        for row in rows
        if row["kind"] == "representatives of members"
    ]
    assert periods == [("2006-01-01", "2006-12-31", 2), ("2007-01-01", "2007-12-31", 0)]
