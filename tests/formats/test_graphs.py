"""The six formats: the same bytes on every run, tidy, with the prefixes used and no others."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.corpus import load
from scograph.entity.neighbourhood import neighbourhood
from scograph.errors import UsageError
from scograph.formats import context, write
from scograph.formats.graphs import Graphs, Node, names, node, whole
from scograph.rdf.namespaces import (
    GRAPH,
    INFERRED_GRAPH,
    NAMES_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    RECORD_GRAPH,
    SCOD,
    SCOG,
)
from tests.support import graphs

ROOT = Path(__file__).parents[2]
TIDY = [*load.data_files(), *load.ontology_files()]
SCO = ox.NamedNode(SCOD + "sco")
NOTE = ox.NamedNode(PREFIXES["skos"] + "note")


def written(name: str, which: Graphs, **options: str) -> str:
    stream = io.BytesIO()
    write.write(which, name, stream, **options)
    return stream.getvalue().decode()


def written_store(name: str, store: ox.Store, graph: Node | None = None) -> str:
    stream = io.BytesIO()
    write.write_store(store, name, stream, graph)
    return stream.getvalue().decode()


@pytest.mark.record
def test_shipped_files_are_in_the_style_that_is_written() -> None:
    assert [str(path) for path in TIDY if as_written(path) != path.read_text("utf-8")] == []


def as_written(path: Path) -> str:
    triples = [quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
    return written("turtle", {None: triples})


@pytest.mark.slow
def test_the_same_bytes_whatever_the_hash_seed_and_the_order() -> None:
    code = (
        "import hashlib, io, random\n"
        "from scograph.formats import graphs as found, write as export\n"
        "from tests.support import graphs\n"
        "for source in (graphs.awkward(), found.whole(graphs.small_store())):\n"
        "    for triples in source.values():\n"
        "        random.shuffle(triples)\n"
        "    for name in export.FORMATS:\n"
        "        stream = io.BytesIO()\n"
        "        export.write(source, name, stream)\n"
        "        print(name, hashlib.sha256(stream.getvalue()).hexdigest())\n"
    )
    answers = set()
    for seed in ("0", "1", "4242"):
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")])
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, check=True
        )
        answers.add(done.stdout)
    assert len(answers) == 1
    assert answers.pop().count(b"\n") == 2 * len(write.FORMATS)


def test_blank_nodes_do_not_keep_the_labels_of_the_store() -> None:
    one, other = (
        {None: [ox.Triple(SCO, NOTE, node), ox.Triple(node, NOTE, node)]}
        for node in (ox.BlankNode("a"), ox.BlankNode("b"))
    )
    for name in write.FORMATS:
        assert written(name, one) == written(name, other)


@pytest.mark.parametrize("name", ["turtle", "trig", "rdfxml", "jsonld"])
def test_only_the_prefixes_that_are_used(name: str) -> None:
    text = written(name, {None: [ox.Triple(SCO, NOTE, SCO)]})
    declared = set(re.findall(r'(?:@prefix |xmlns:|")([a-z]+)(?:: <|=|": "http)', text))
    assert declared == {"rdf", "skos"} if name == "rdfxml" else {"scod", "skos"}


def test_the_graph_of_names_is_never_exported() -> None:
    store = ox.Store()
    key = ox.Quad(SCO, NOTE, ox.Literal("sco"), ox.NamedNode(NAMES_GRAPH))
    store.extend([ox.Quad(SCO, NOTE, SCO), key])
    assert list(whole(store)) == [None, INFERRED_GRAPH]
    assert NAMES_GRAPH not in written_store("nquads", store)
    assert list(neighbourhood(store, SCO)) == [None, INFERRED_GRAPH]
    with pytest.raises(UsageError, match="The graphs are: inferred, default"):
        node(store, "names")


def test_datasets_hold_everything_and_where_it_comes_from() -> None:
    found = whole(graphs.small_store())
    named = {name for name in found if name is not None}
    assert {ONTOLOGY_GRAPH, RECORD_GRAPH, GRAPH + "source/river-herald-2006"} <= named
    assert INFERRED_GRAPH not in named
    assert set(found[None]) == {triple for name in named for triple in found[name]}


def test_one_graph_by_name_or_iri() -> None:
    store = graphs.small_store()
    record = node(store, "record")
    assert record == node(store, RECORD_GRAPH) == ox.NamedNode(RECORD_GRAPH)
    assert node(store, "default") == ox.DefaultGraph()
    assert f"<{RECORD_GRAPH}> {{" in written_store("trig", store, record)
    assert f" <{RECORD_GRAPH}> .\n" in written_store("nquads", store, record)
    assert RECORD_GRAPH not in written_store("ntriples", store, record)
    with pytest.raises(UsageError, match=r"no graph 'nope'.*ontology, record, source/"):
        node(store, "nope")


def test_a_thing_comes_with_its_facts_their_claims_and_the_names_around_it() -> None:
    summit = SCOD + "borton-summit-2006"
    found = neighbourhood(graphs.small_store(), ox.NamedNode(summit))
    triples = {str(triple) for triple in found[None]}

    def has(subject: str, predicate: str, value: str) -> bool:
        return f"<{SCOD}{subject}> <{predicate}> {value}" in triples

    assert has("borton-summit-2006", SCOG + "heldIn", f"<{SCOD}borton>")
    assert has("borton-summit-2006-ana-arlen", SCOG + "participant", f"<{SCOD}ana-arlen>")
    assert has("borton-summit-2006-claim-1", SCOG + "claimAbout", f"<{summit}>")
    about_facts = [t for t in triples if f"{SCOG}claimAbout> <{summit}-ana-arlen>" in t]
    places = [t for t in triples if "#TextPositionSelector" in t]
    assert about_facts and places
    assert has("ana-arlen", PREFIXES["skos"] + "prefLabel", '"Ana Arlen"@en')
    assert not any(t.startswith(f"<{SCOD}borton-declaration-claim") for t in triples)
    assert {None, RECORD_GRAPH} < set(found)
    every = {str(triple) for name, some in found.items() if name for triple in some}
    assert every == triples


def test_the_context_is_embedded_or_referred_to() -> None:
    triples = whole(graphs.small_store())
    embedded = json.loads(written("jsonld", triples))["@context"]
    published = context.published()
    assert embedded.items() <= published.items()
    referring = written("jsonld", triples, context_url=context.IRI)
    assert json.loads(referring)["@context"] == context.IRI


def test_an_iri_whose_scheme_is_a_prefix_is_not_mistaken_for_a_short_name() -> None:
    place = ox.Triple(SCO, ox.NamedNode(PREFIXES["geo"] + "lat"), ox.NamedNode("geo:41.3,69.2"))
    text = written("jsonld", {None: [place]})
    back = {quad.triple for quad in ox.parse(text, ox.RdfFormat.JSON_LD)}
    assert back == {place}
    with pytest.raises(UsageError, match="scheme geo:"):
        written("jsonld", {None: [place]}, context_url=context.IRI)


@pytest.mark.parametrize(
    ("triple", "message"),
    [
        (ox.Triple(SCO, ox.NamedNode("http://example.org/1"), SCO), "cannot name the property"),
        (ox.Triple(SCO, ox.NamedNode(PREFIXES["rdf"] + "li"), SCO), "cannot name the property"),
        (ox.Triple(SCO, ox.NamedNode(PREFIXES["rdf"] + "bagID"), SCO), "cannot name the property"),
        (ox.Triple(SCO, NOTE, ox.Literal("a\x01b")), "cannot hold a control character"),
        (ox.Triple(SCO, NOTE, ox.Literal("\\\b")), "cannot hold a control character"),
        (ox.Triple(SCO, NOTE, ox.Literal("\uffff")), "cannot hold a control character"),
    ],
)
def test_what_rdf_xml_cannot_say_is_a_sentence(triple: ox.Triple, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        written("rdfxml", {None: [triple]})


@pytest.mark.parametrize("text", ["\\b", "\\u0001", "\x7f", "line\r\nline\r", "&amp;<a>]]>'\""])
@pytest.mark.parametrize("name", write.FORMATS)
def test_texts_with_escapes_read_back_as_they_were(name: str, text: str) -> None:
    triple = ox.Triple(SCO, NOTE, ox.Literal(text))
    known = ox.RdfFormat.from_media_type(write.FORMATS[name].media_type)
    (quad,) = ox.parse(written(name, {None: [triple]}), known)
    assert quad.triple == triple


def test_a_prefix_that_only_values_use_is_declared() -> None:
    """Even where the published context has a term for what is named."""
    text = written("jsonld", {None: [ox.Triple(SCO, NOTE, ox.NamedNode(SCOG + "rank"))]})
    (quad,) = ox.parse(text, ox.RdfFormat.JSON_LD)
    assert quad.object == ox.NamedNode(SCOG + "rank")


def test_what_only_the_default_graph_holds_is_the_graph_inferred() -> None:
    store = ox.Store()
    known, inferred = ox.Triple(SCO, NOTE, SCO), ox.Triple(SCO, NOTE, ox.Literal("a"))
    store.extend([ox.Quad(*known), ox.Quad(*inferred), ox.Quad(*known, ox.NamedNode(RECORD_GRAPH))])
    assert names(store) == ["inferred", "record"]
    assert whole(store)[INFERRED_GRAPH] == [inferred]
    for name in ("nquads", "trig"):
        known = ox.RdfFormat.from_media_type(write.FORMATS[name].media_type)
        quads = ox.parse(written_store(name, store, ox.NamedNode(INFERRED_GRAPH)), known)
        assert list(quads) == [ox.Quad(*inferred, ox.NamedNode(INFERRED_GRAPH))]
    assert written_store("ntriples", store, ox.NamedNode(INFERRED_GRAPH)) == f"{inferred} .\n"
    store.remove(ox.Quad(*inferred))
    assert names(store) == ["record"]
    assert INFERRED_GRAPH not in whole(store)
    with pytest.raises(UsageError, match="There is no graph 'inferred'"):
        node(store, "inferred")


def test_triples_inside_triples_are_refused() -> None:
    inner = ox.Triple(SCO, NOTE, SCO)
    with pytest.raises(UsageError, match=r"RDF 1\.1 has no triples inside triples"):
        written("turtle", {None: [ox.Triple(SCO, NOTE, inner)]})


def test_a_graph_in_memory_and_in_a_store_gives_the_same_bytes() -> None:
    store = graphs.small_store()
    for name in write.FORMATS:
        assert written(name, whole(store)) == written_store(name, store)
