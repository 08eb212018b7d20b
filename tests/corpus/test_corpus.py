"""Reading Turtle: what is refused, and in which graph each triple ends up."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.corpus import load
from scograph.errors import InputError
from scograph.rdf.namespaces import ONTOLOGY_GRAPH, RECORD_GRAPH, SCOD, SCOG, SOURCE_GRAPHS

PREFIXES = """\
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix scod: <https://w3id.org/scograph/id/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

TWO_SOURCES = (
    PREFIXES
    + """
scod:a a scog:City ; scog:inState scod:s ; skos:altLabel "A"@en , "Aa"@en ; skos:prefLabel "a"@en .
scod:a-claim-1 a scog:Claim ; scog:claimAbout scod:a ; scog:claimFor scog:inState ;
    scog:claimFrom scod:paper-p1 .
scod:a-claim-2 a scog:Claim ; scog:claimAbout scod:a ; scog:claimFor scog:inState ;
    scog:claimFrom scod:radio-p1 .
scod:a-claim-3 a scog:Claim ; scog:claimAbout scod:a ; scog:claimFor skos:altLabel ;
    scog:claimedValue "Aa"@en ; scog:claimFrom scod:radio-p1 .
scod:s a scog:State ; skos:prefLabel "s"@en .
scod:s-claim-1 a scog:Claim ; scog:claimAbout scod:s ; scog:claimFrom scod:paper-p1 .
scod:paper a scog:Source ; skos:prefLabel "paper"@en .
scod:paper-p1 a scog:SourcePlace ; oa:hasSource scod:paper ; oa:hasSelector scod:paper-p1-at .
scod:paper-p1-at a oa:TextPositionSelector ; oa:start 1 .
scod:radio a scog:Source .
scod:radio-p1 a scog:SourcePlace ; oa:hasSource scod:radio .
"""
)

REFUSED = {
    "syntax": ("<http://a.example/a> a\n  ;; .", (2, 3)),
    "iri": ("<http://a.example/a> a <b c> .", (1, 24)),
    "triple-term": ('# <<\n<urn:a:a> <urn:a:b> "<<" ,\n <<( <urn:a:a> a <urn:a:c> )>> .', (3, 2)),
    "annotation": ("<urn:a:a> <urn:a:b> 'it''s', 1 {| a 2 |} .".replace("''", "\\'"), (1, 32)),
    "direction": ('<urn:a:a> <urn:a:b> "x"@en--ltr .', (1, 27)),
}


def write(folder: Path, **files: str) -> list[Path]:
    for name, text in files.items():
        (folder / f"{name}.ttl").write_text(text, encoding="utf-8")
    return [folder / f"{name}.ttl" for name in files]


def by_graph(corpus: load.Corpus) -> dict[str, set[ox.Triple]]:
    graphs: dict[str, set[ox.Triple]] = defaultdict(set)
    for quad in corpus.quads():
        name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        graphs[name].add(quad.triple)
    return graphs


def said(triples: set[ox.Triple], thing: str) -> set[str]:
    """The properties of a thing, as local names, with their literal values."""
    return {
        triple.predicate.value.rpartition("#")[2]
        + (f" {triple.object.value}" if isinstance(triple.object, ox.Literal) else "")
        for triple in triples
        if triple.subject == ox.NamedNode(SCOD + thing)
    }


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_placed(name: str, tmp_path: Path) -> None:
    text, place = REFUSED[name]
    (path,) = write(tmp_path, bad=text)
    with pytest.raises(InputError) as caught:
        load.read([path])
    assert (caught.value.line, caught.value.column) == place, str(caught.value)
    assert str(caught.value).startswith(f"{path}:{place[0]}:{place[1]}: ")
    assert "Parser error" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.ttl"):
        load.read([tmp_path / "none.ttl"])
    with pytest.raises(InputError, match="none"):
        load.turtle_files([tmp_path / "none"])


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin1.ttl"
    path.write_bytes('<urn:a:a> <urn:a:b> "é" .'.encode("latin-1"))
    with pytest.raises(InputError, match="UTF-8"):
        load.read([path])


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "bom.ttl"
    path.write_bytes(b"\xef\xbb\xbf<urn:a:a> a <urn:a:b> .")
    assert len(load.read([path]).triples()) == 1


def test_folders_are_searched_and_hidden_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path, b="", a="")
    write(tmp_path / "sub", c="")
    (tmp_path / ".draft.ttl").write_text("not Turtle")
    (tmp_path / "notes.txt").write_text("not Turtle")
    found = load.turtle_files([tmp_path])
    assert [path.name for path in found] == ["a.ttl", "b.ttl", "c.ttl"]


def test_blank_nodes_of_two_files_stay_apart_and_keep_their_labels(tmp_path: Path) -> None:
    files = write(
        tmp_path,
        one="_:x <urn:a:says> 1 ; <urn:a:knows> _:y .",
        two="_:x <urn:a:says> 2 ; <urn:a:knows> _:y .",
    )
    text = load.read(files).ntriples()
    assert len({line.split()[0] for line in text.splitlines()}) == 2
    assert load.read(files).ntriples() == text


def test_ntriples_are_sorted_and_unique(tmp_path: Path) -> None:
    files = write(
        tmp_path, one="<urn:a:b> a <urn:a:c> .", two="<urn:a:b> a <urn:a:c> , <urn:a:a> ."
    )
    lines = load.read(files).ntriples().splitlines()
    assert len(lines) == 2
    assert lines == sorted(lines)


def test_a_thing_knows_its_files(tmp_path: Path) -> None:
    files = write(tmp_path, one="<urn:a:b> a <urn:a:c> .", two="<urn:a:b> a <urn:a:d> .")
    corpus = load.read(files)
    assert corpus.files_of("urn:a:b") == files
    assert corpus.files_of("urn:a:c") == []


def test_each_source_has_what_its_claims_cover(tmp_path: Path) -> None:
    graphs = by_graph(load.read(write(tmp_path, corpus=TWO_SOURCES)))
    paper, radio = graphs[SOURCE_GRAPHS + "paper"], graphs[SOURCE_GRAPHS + "radio"]
    assert said(paper, "a") == {"inState"}
    assert said(radio, "a") == {"inState", "altLabel Aa"}
    assert said(paper, "s") == {"type", "prefLabel s"}
    assert said(graphs[RECORD_GRAPH], "a") == {"type", "altLabel A", "prefLabel a"}
    assert said(graphs[RECORD_GRAPH], "s") == set()


def test_claims_and_places_are_in_the_graph_of_their_source(tmp_path: Path) -> None:
    graphs = by_graph(load.read(write(tmp_path, corpus=TWO_SOURCES)))
    subjects = {
        name: {triple.subject.value.removeprefix(SCOD) for triple in triples}
        for name, triples in graphs.items()
    }
    assert subjects[SOURCE_GRAPHS + "paper"] == {
        *("a", "a-claim-1", "s", "s-claim-1", "paper", "paper-p1", "paper-p1-at")
    }
    assert subjects[SOURCE_GRAPHS + "radio"] == {"a", "a-claim-2", "a-claim-3", "radio", "radio-p1"}


def test_sources_with_one_local_name_have_two_graphs(tmp_path: Path) -> None:
    text = PREFIXES + "<http://a.example/x> a scog:Source . <http://b.example/x> a scog:Source ."
    graphs = by_graph(load.read(write(tmp_path, corpus=text)))
    assert {name for name in graphs if name.startswith(SOURCE_GRAPHS)} == {
        SOURCE_GRAPHS + "x",
        SOURCE_GRAPHS + "http%3A%2F%2Fb.example%2Fx",
    }


@pytest.mark.record
def test_the_shipped_graphs_together_are_the_default_graph() -> None:
    corpus = load.read([*load.ontology_files(), *load.data_files()])
    graphs = by_graph(corpus)
    everything = graphs.pop("")
    assert set().union(*graphs.values()) == everything == corpus.triples()
    assert {ONTOLOGY_GRAPH, RECORD_GRAPH, SOURCE_GRAPHS + "globalsecurity-sco-2018"} < set(graphs)
    assert ox.NamedNode(SCOG + "Summit") in {triple.subject for triple in graphs[ONTOLOGY_GRAPH]}
    assert len(list(corpus.quads())) == len(everything) + sum(map(len, graphs.values()))
