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

from scograph import context, export, load
from scograph.errors import BadRequest
from scograph.jsonld import jsonld
from scograph.namespaces import (
    GRAPH,
    INFERRED_GRAPH,
    NAMES_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    RECORD_GRAPH,
    SCOD,
    SCOG,
)
from scograph.neighbourhood import neighbourhood
from scograph.rdfxml import rdfxml
from scograph.turtle import turtle
from tests import graphs

ROOT = Path(__file__).parents[1]
TIDY = [*load.data_files(), *load.ontology_files()]
SCO = ox.NamedNode(SCOD + "sco")
NOTE = ox.NamedNode(PREFIXES["skos"] + "note")


def written(name: str, which: export.Graphs, **options: str) -> str:
    stream = io.BytesIO()
    export.write(which, name, stream, **options)
    return stream.getvalue().decode()


@pytest.mark.parametrize("path", TIDY, ids=lambda path: path.stem)
def test_turtle_is_in_the_style_of_the_data(path: Path) -> None:
    triples = [quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
    assert "".join(turtle(triples)) == path.read_text(encoding="utf-8")


def test_the_same_bytes_whatever_the_hash_seed_and_the_order() -> None:
    code = (
        "import hashlib, io, random\n"
        "from scograph import export\n"
        "from tests import graphs\n"
        "for source in (graphs.awkward(), export.whole(graphs.shipped_store())):\n"
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
    assert answers.pop().count(b"\n") == 2 * len(export.FORMATS)


def test_blank_nodes_do_not_keep_the_labels_of_the_store() -> None:
    one, other = (
        {None: [ox.Triple(SCO, NOTE, node), ox.Triple(node, NOTE, node)]}
        for node in (ox.BlankNode("a"), ox.BlankNode("b"))
    )
    for name in export.FORMATS:
        assert written(name, one) == written(name, other)


@pytest.mark.parametrize("name", ["turtle", "trig", "rdfxml", "jsonld"])
def test_only_the_prefixes_that_are_used(name: str) -> None:
    text = written(name, {None: [ox.Triple(SCO, NOTE, SCO)]})
    declared = set(re.findall(r'(?:@prefix |xmlns:|")([a-z]+)(?:: <|=|": "http)', text))
    assert declared == {"rdf", "skos"} if name == "rdfxml" else {"scod", "skos"}


def test_the_graph_of_names_is_never_exported() -> None:
    store = ox.Store()
    store.extend([ox.Quad(SCO, NOTE, SCO), ox.Quad(SCO, NOTE, SCO, ox.NamedNode(NAMES_GRAPH))])
    assert list(export.whole(store)) == [None]
    assert list(neighbourhood(store, SCO.value)) == [None]
    with pytest.raises(BadRequest, match="The graphs are: default"):
        export.one_graph(store, "names")


def test_datasets_hold_everything_and_where_it_comes_from() -> None:
    whole = export.whole(graphs.shipped_store())
    named = {name for name in whole if name is not None}
    assert {ONTOLOGY_GRAPH, RECORD_GRAPH, GRAPH + "source/globalsecurity-sco-2018"} <= named
    assert set(whole[None]) == {triple for name in named for triple in whole[name]}


def test_one_graph_by_name_or_iri() -> None:
    store = graphs.shipped_store()
    by_name = export.one_graph(store, "record")
    assert by_name == export.one_graph(store, RECORD_GRAPH)
    assert len(export.one_graph(store, "default")[None]) > len(by_name[RECORD_GRAPH]) > 100
    assert f"<{RECORD_GRAPH}> {{" in written("trig", by_name)
    with pytest.raises(BadRequest, match=r"no graph 'nope'.*ontology, record, source/"):
        export.one_graph(store, "nope")


def test_a_thing_comes_with_its_facts_their_claims_and_the_names_around_it() -> None:
    summit = SCOD + "tashkent-summit-2004"
    found = neighbourhood(graphs.shipped_store(), summit)
    triples = {str(triple) for triple in found[None]}

    def has(subject: str, predicate: str, value: str) -> bool:
        return f"<{SCOD}{subject}> <{predicate}> {value}" in triples

    assert has("tashkent-summit-2004", SCOG + "heldIn", f"<{SCOD}tashkent>")
    assert has("tashkent-summit-2004-hu-jintao", SCOG + "participant", f"<{SCOD}hu-jintao>")
    assert has("tashkent-summit-2004-claim-1", SCOG + "claimAbout", f"<{summit}>")
    about_facts = [t for t in triples if f"{SCOG}claimAbout> <{summit}-hu-jintao>" in t]
    places = [t for t in triples if "#TextPositionSelector" in t]
    assert about_facts and places
    assert has("hu-jintao", PREFIXES["skos"] + "prefLabel", '"Hu Jintao"@en')
    assert not any(t.startswith(f"<{SCOD}moscow-summit") for t in triples)
    assert {None, RECORD_GRAPH} < set(found)
    every = {str(triple) for name, some in found.items() if name for triple in some}
    assert every == triples


def test_the_context_is_embedded_or_referred_to() -> None:
    triples = export.whole(graphs.shipped_store())
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
    with pytest.raises(BadRequest, match="scheme geo:"):
        "".join(jsonld([place], context.published(), context_url=context.IRI))


@pytest.mark.parametrize(
    ("triple", "message"),
    [
        (ox.Triple(SCO, ox.NamedNode("http://example.org/1"), SCO), "cannot name the property"),
        (ox.Triple(SCO, NOTE, ox.Literal("a\x01b")), "cannot hold a control character"),
    ],
)
def test_what_rdf_xml_cannot_say_is_a_sentence(triple: ox.Triple, message: str) -> None:
    with pytest.raises(BadRequest, match=message):
        list(rdfxml([triple]))


def test_an_inferred_graph_is_a_graph_like_others() -> None:
    store = ox.Store()
    store.add(ox.Quad(SCO, NOTE, SCO, ox.NamedNode(INFERRED_GRAPH)))
    assert export.graph_names(store) == ["inferred"]
