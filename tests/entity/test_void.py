"""The VoID and DCAT description is true of the graph it describes."""

from __future__ import annotations

import hashlib
import io

import pyoxigraph as ox
import pytest

from scograph import __version__
from scograph.entity import void
from scograph.formats import write
from scograph.formats.graphs import whole as whole_of
from scograph.query import catalog, template
from scograph.rdf.namespaces import GRAPH, PREFIXES, SCOD
from scograph.store import cache
from tests.support import graphs
from tests.support.terminal import ROOT

HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
CANNED = void.CannedQuery(
    "members", "Members", "Who is a member?", ["membership"], "SELECT ?state { ?state a ?kind }"
)


@pytest.fixture(scope="module")
def described() -> ox.Store:
    small = graphs.small_store()
    about = void.dataset(small, void.numbers(small))
    void.add_files(about, small)
    void.add_queries(about, [CANNED])
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in about.triples)
    return store


def values(store: ox.Store, query: str) -> list[str]:
    rows = store.query(HEAD + query)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(str(getattr(row[0], "value", "")) for row in rows)


def one(store: ox.Store, query: str) -> str:
    (value,) = values(store, query)
    return value


def test_counts(described: ox.Store) -> None:
    whole = graphs.small_store()
    for stated, counted in {
        "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
        "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
        "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
        "classes": "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c FILTER(isIRI(?c)) }",
        "entities": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o "
        f'FILTER(STRSTARTS(STR(?s), "{SCOD}")) }}',
    }.items():
        query = f"SELECT ?n {{ <{void.DATASET}> void:{stated} ?n }}"
        assert one(described, query) == one(whole, counted)


def test_partitions(described: ox.Store) -> None:
    whole = graphs.small_store()
    part = f"<{void.DATASET}> void:classPartition [ void:class ?c ; void:entities ?n ]"
    stated = values(described, f"SELECT (CONCAT(STR(?c), ' ', STR(?n)) AS ?x) {{ {part} }}")
    counted = values(
        whole,
        "SELECT (CONCAT(STR(?c), ' ', STR(?n)) AS ?x) {{ SELECT ?c (COUNT(DISTINCT ?s) AS ?n) "
        "{ ?s a ?c FILTER(isIRI(?c)) } GROUP BY ?c }}",
    )
    assert stated == counted
    part = f"<{void.DATASET}> void:propertyPartition [ void:property ?c ; void:triples ?n ]"
    stated = values(described, f"SELECT (CONCAT(STR(?c), ' ', STR(?n)) AS ?x) {{ {part} }}")
    counted = values(
        whole,
        "SELECT (CONCAT(STR(?c), ' ', STR(?n)) AS ?x) {{ SELECT ?c (COUNT(*) AS ?n) "
        "{ ?s ?c ?o } GROUP BY ?c }}",
    )
    assert stated == counted


def test_licence_version_titles_and_sources(described: ox.Store) -> None:
    about = f"<{void.DATASET}>"
    licence = one(described, f"SELECT ?x {{ {about} dct:license ?x }}")
    assert licence == "https://creativecommons.org/licenses/by/4.0/"
    assert one(described, f"SELECT ?x {{ {about} dcat:version ?x }}") == __version__
    tags = values(described, f"SELECT (LANG(?t) AS ?x) {{ {about} dct:title ?t }}")
    assert tags == ["en", "ru", "zh"]
    sources = values(described, f"SELECT ?x {{ {about} dct:source ?x }}")
    assert SCOD + "river-herald-2006" in sources
    assert sources == values(graphs.small_store(), "SELECT ?x { ?x a scog:Source }")


def test_each_named_graph_is_a_subset_with_its_size(described: ox.Store) -> None:
    whole = whole_of(graphs.small_store())
    for name, triples in whole.items():
        if name is not None:
            query = f"SELECT ?n {{ ?all void:subset <{name}> . <{name}> void:triples ?n }}"
            assert one(described, query) == str(len(triples))
    assert GRAPH + "record" in whole


@pytest.mark.parametrize("name", write.FORMATS)
def test_checksums_are_those_of_the_files_that_export_writes(
    described: ox.Store, name: str
) -> None:
    stream = io.BytesIO()
    write.write_store(graphs.small_store(), name, stream)
    file = f"scograph.{write.FORMATS[name].extension}"
    query = f'?d a dcat:Distribution ; dct:title "{file}"'
    checksum = one(described, f"SELECT ?x {{ {query} ; spdx:checksum/spdx:checksumValue ?x }}")
    assert checksum == hashlib.sha256(stream.getvalue()).hexdigest()
    size = one(described, f"SELECT ?x {{ {query} ; dcat:byteSize ?x }}")
    assert size == str(len(stream.getvalue()))


def test_prefixes_and_queries(described: ox.Store) -> None:
    declared = "[ sh:declare [ sh:prefix ?p ; sh:namespace ?n ] ]"
    pairs = values(described, f"SELECT (CONCAT(?p, ' ', STR(?n)) AS ?x) {{ {declared} }}")
    assert pairs == sorted(f"{prefix} {namespace}" for prefix, namespace in PREFIXES.items())
    kinds = "a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ; rdfs:label 'Members'@en"
    assert one(described, f"SELECT ?x {{ [] {kinds} ; sh:select ?x }}") == CANNED.sparql


@pytest.mark.parametrize("name", write.FORMATS)
def test_it_can_be_written_in_each_format(described: ox.Store, name: str) -> None:
    graph = {None: [quad.triple for quad in described]}
    stream = io.BytesIO()
    write.write(graph, name, stream)
    known = ox.RdfFormat.from_media_type(write.FORMATS[name].media_type)
    read = ox.Dataset(ox.parse(stream.getvalue(), known))
    assert graphs.canonical(read) == graphs.dataset(graph)


@pytest.mark.record
def test_the_canned_queries_can_be_run() -> None:
    store, about = cache.open(), void.Description()
    void.add_queries(about, void.runnable(store, catalog.load().values()))
    texts = {
        triple.subject.value.rpartition("/")[2]: triple.object.value
        for triple in about.triples
        if triple.predicate.value == PREFIXES["sh"] + "select"
    }
    canned = set((ROOT / "queries").glob("*/*.rq")) - set((ROOT / "queries" / "internal").iterdir())
    assert set(texts) == {path.stem for path in canned}
    answers = {name: store.query(template.with_prefixes(text)) for name, text in texts.items()}
    assert [name for name, rows in answers.items() if next(iter(rows), None) is None] == []
