"""Facts, claims and descriptions of things, on a graph of a few lines."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.entity import writers
from scograph.entity.claims import NORMAL, Claims
from scograph.entity.describe import Describer
from scograph.entity.facts import Facts
from scograph.rdf.labels import Labels
from scograph.rdf.namespaces import GRAPH, PREFIXES, SCOG
from scograph.web.pages.tables import KINDS
from tests.support import graphs

TURTLE = """
scog:Tenure scog:isFactClass true .
ex:Regency rdfs:subClassOf scog:Tenure .
ex:ann a scog:Person ; skos:prefLabel "Ann"@en , "Анна"@ru ; ex:height 170 .
ex:reign a ex:Regency ; scog:holder ex:ann ; skos:prefLabel "Ann, regent"@en ;
  scog:earliest "2001-02-03"^^xsd:date ; scog:latest "2001-02-03"^^xsd:date .
ex:visit a scog:Event ; scog:heldBy ex:ann .
ex:all a scog:Claim ; scog:claimAbout ex:ann ; scog:claimFrom ex:p8 , ex:heading .
ex:height-claim a scog:Claim ; scog:claimAbout ex:ann ; scog:claimFor ex:height ;
  scog:claimedValue 171 ; scog:claimFrom ex:p8 ; scog:rank scog:rank-deprecated ;
  scog:rankReason "A typing error."@en .
ex:p8 a scog:SourcePlace ; oa:hasSource ex:book ; scog:paragraph 8 ; scog:sentence 1 ;
  oa:hasSelector ex:p8-position .
ex:p8-position a oa:TextPositionSelector ; oa:start 5 ; oa:end 9 .
ex:heading a scog:SourcePlace ; oa:hasSource ex:book ; scog:heading "Kings" .
ex:zh-heading a scog:SourcePlace ; oa:hasSource ex:book ; scog:heading "第4-5段" .
ex:book a scog:Source ; skos:prefLabel "A book"@en .
"""


def ex(name: str) -> ox.NamedNode:
    return ox.NamedNode("https://example.org/" + name)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    prefixes = {**PREFIXES, "ex": "https://example.org/"}
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    for quad in ox.parse(head + TURTLE, format=ox.RdfFormat.TURTLE):
        store.add(quad)
        store.add(ox.Quad(*quad.triple, ox.NamedNode(GRAPH + "record")))
    store.add(ox.Quad(ex("reign"), ox.NamedNode(PREFIXES["org"] + "member"), ex("ann")))
    return store


def test_the_ontology_says_which_classes_are_facts(store: ox.Store) -> None:
    (fact,) = Facts(store).of(ex("ann"))
    assert (fact.node, fact.kind.value, fact.inferred) == (ex("reign"), SCOG + "Tenure", False)


def test_every_class_of_facts_of_the_ontology_has_a_table_on_pages() -> None:
    small = graphs.small_store()
    shown = {SCOG + kind.name for kind in KINDS}
    for kind in Facts(small).kinds:
        above = small.query(
            f"SELECT ?c {{ <{kind.value}> rdfs:subClassOf* ?c }}", prefixes=PREFIXES
        )
        assert isinstance(above, ox.QuerySolutions)
        assert shown & {row["c"].value for row in above}, kind


def test_a_claim_without_properties_and_rank_supports_everything(store: ox.Store) -> None:
    everything, height = Claims(store).about(ex("ann"))
    assert everything.rank == NORMAL
    assert everything.supports(ex("height"), ox.Literal(170))
    assert [place.node for place in everything.places] == [ex("heading"), ex("p8")]
    assert not height.supports(ex("height"), ox.Literal(170))
    assert height.supports(ex("height"), ox.Literal(171))


def test_a_value_that_a_source_gives_is_not_the_one_held(store: ox.Store) -> None:
    (other,) = Describer(store).describe(ex("ann")).others
    assert (other.predicate, other.value) == (ex("height"), ox.Literal(171))
    assert other.claim.reason == "A typing error."


@pytest.mark.parametrize(
    ("name", "lang", "label"),
    [
        ("all", "en", "Claim on Ann, from A book, paragraph 8, sentence 1"),
        ("all", "ru", "Утверждение: Анна; источник: A book, «Kings»"),
        ("all", "zh", "关于“Ann”的论断，出自A book，“Kings”"),
        ("p8", "en", "A book, paragraph 8, sentence 1"),
        ("p8", "zh-Hant", "A book，第8段第1句"),
        ("p8-position", "ru", "A book, абзац 8, предложение 1, символы 5–9"),
        ("heading", "fr", "A book, ‘Kings’"),
        ("zh-heading", "en", "A book, paragraphs 4–5"),
        ("visit", "en", "https://example.org/visit"),
    ],
)
def test_claims_and_places_are_named_when_they_are_shown(
    name: str, lang: str, label: str, store: ox.Store
) -> None:
    assert Labels(store, lang).of(ex(name)).text == label


def test_a_description_as_text(store: ox.Store) -> None:
    text = writers.as_text(Describer(store).describe(ex("ann")), Labels(store), 100)
    assert text.splitlines() == [
        "Ann",
        "https://example.org/ann",
        "",
        "Asserted",
        "  https://example.org/height: 170",
        "      [A book: Kings]",
        "      [A book: paragraph 8, sentence 1, characters 5–9]",
        "  rdf:type: scog:Person",
        "      [A book: Kings]",
        "      [A book: paragraph 8, sentence 1, characters 5–9]",
        "  skos:prefLabel: Ann",
        "      [A book: Kings]",
        "      [A book: paragraph 8, sentence 1, characters 5–9]",
        "  skos:prefLabel: Анна",
        "      [A book: Kings]",
        "      [A book: paragraph 8, sentence 1, characters 5–9]",
        "",
        "Other values that sources give",
        "  https://example.org/height: 171. A typing error.",
        "      [A book: paragraph 8, sentence 1, characters 5–9] (scog:rank-deprecated)",
        "",
        "Has a part in",
        "  Ann, regent  (https://example.org/reign)",
        "      date: 2001-02-03",
    ]
