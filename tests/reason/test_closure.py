"""What is inferred, by both engines: the same, nothing trivial, and no contradiction unseen."""

from __future__ import annotations

import owlrl
import pyoxigraph as ox
import pytest
import rdflib

from scograph.corpus import load
from scograph.errors import CheckError, InconsistencyError
from scograph.rdf import graph, ntriples
from scograph.rdf.namespaces import PREFIXES, curie, expand
from scograph.reason import closure, rules
from scograph.reason.engines import Engine
from scograph.store import cache
from tests.support.project import CORPUS

HEAD = "\n".join(
    f"@prefix {name}: <{PREFIXES[name]}> ."
    for name in ("owl", "rdf", "rdfs", "xsd", "scod", "skos")
)

# What is asserted, and all that is inferred from it.
INFERRED = {
    "sub-class": (
        "scod:A rdfs:subClassOf scod:B . scod:B rdfs:subClassOf scod:C . scod:x a scod:A .",
        {"scod:A rdfs:subClassOf scod:C", "scod:x rdf:type scod:B", "scod:x rdf:type scod:C"},
    ),
    "domain-and-range": (
        "scod:p rdfs:domain scod:A ; rdfs:range scod:B . scod:x scod:p scod:y .",
        {"scod:x rdf:type scod:A", "scod:y rdf:type scod:B"},
    ),
    "two-chains": (
        """scod:p owl:propertyChainAxiom ( scod:a scod:b ) , ( scod:c scod:b ) .
           scod:x scod:a scod:y . scod:z scod:c scod:y . scod:y scod:b scod:end .""",
        {"scod:x scod:p scod:end", "scod:z scod:p scod:end"},
    ),
    "chain-of-three-and-inverse": (
        """scod:p owl:propertyChainAxiom ( scod:a scod:a scod:a ) ; owl:inverseOf scod:q .
           scod:w scod:a scod:x . scod:x scod:a scod:y . scod:y scod:a scod:z .""",
        {"scod:w scod:p scod:z", "scod:z scod:q scod:w"},
    ),
    "literals-as-they-are-written": (
        """scod:p rdfs:subPropertyOf scod:q ; rdfs:domain scod:A ; rdfs:range xsd:integer .
           scod:x scod:p "01"^^xsd:integer , "+1"^^xsd:integer .""",
        {
            'scod:x scod:q "01"^^xsd:integer',
            'scod:x scod:q "+1"^^xsd:integer',
            "scod:x rdf:type scod:A",
        },
    ),
    "labels": (
        'skos:prefLabel rdfs:subPropertyOf rdfs:label . scod:x skos:prefLabel "上海"@zh .',
        {
            'scod:x rdfs:label "上海"@zh',
            'scod:x scog:labelEn "上海"@zh',
            'scod:x scog:labelRu "上海"@zh',
        },
    ),
    "equal-things": (
        "scod:p a owl:FunctionalProperty . scod:x scod:p scod:y , scod:z . scod:y a scod:A .",
        {"scod:y owl:sameAs scod:z", "scod:z owl:sameAs scod:y", "scod:z rdf:type scod:A"},
    ),
    "blank-things": (
        "scod:p rdfs:domain scod:A ; owl:inverseOf scod:q . _:b scod:p scod:y .",
        {"_:b rdf:type scod:A", "scod:y scod:q _:b"},
    ),
    "class-expressions": (
        """scod:A owl:equivalentClass [ owl:intersectionOf ( scod:B scod:C ) ] .
           scod:x a scod:B , scod:C .""",
        {
            "scod:x rdf:type scod:A",
            "scod:A rdfs:subClassOf scod:B",
            "scod:A rdfs:subClassOf scod:C",
        },
    ),
    "at-most-one": (
        """scod:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty scod:p ;
             owl:maxCardinality "1"^^xsd:nonNegativeInteger ] .
           scod:x a scod:A ; scod:p scod:y , scod:z .""",
        {"scod:y owl:sameAs scod:z", "scod:z owl:sameAs scod:y"},
    ),
    "nothing": (
        "scod:A a owl:Class . scod:p a owl:ObjectProperty . scod:x a scod:A , owl:Thing .",
        set(),
    ),
}

# What contradicts itself, and what the message must name.
CONTRADICTS = {
    "disjoint-classes": (
        """scod:A owl:disjointWith scod:B . scod:p rdfs:range scod:B .
           scod:x a scod:A . scod:y scod:p scod:x .""",
        {"scod:x", "scod:A", "scod:B"},
    ),
    "all-disjoint-classes-first-and-last": (
        """[] a owl:AllDisjointClasses ; owl:members ( scod:A scod:B scod:C ) .
           scod:x a scod:A , scod:C .""",
        {"scod:x", "scod:A", "scod:C"},
    ),
    "complement": (
        "scod:A owl:complementOf scod:B . scod:x a scod:A , scod:B .",
        {"scod:x", "scod:A", "scod:B"},
    ),
    "nothing": ("scod:x a owl:Nothing .", {"scod:x"}),
    "same-and-different": (
        "scod:x owl:sameAs scod:y ; owl:differentFrom scod:y .",
        {"scod:x", "scod:y"},
    ),
    "different-from-itself": ("scod:x owl:differentFrom scod:x .", {"scod:x"}),
    "all-different-last-member": (
        """[] a owl:AllDifferent ; owl:distinctMembers ( scod:x scod:y scod:z ) .
           scod:y owl:sameAs scod:z .""",
        {"scod:y", "scod:z"},
    ),
    "disjoint-properties": (
        "scod:p owl:propertyDisjointWith scod:q . scod:x scod:p scod:y ; scod:q scod:y .",
        {"scod:x", "scod:y", "scod:p", "scod:q"},
    ),
    "all-disjoint-properties-last-member": (
        """[] a owl:AllDisjointProperties ; owl:members ( scod:p scod:q scod:r ) .
           scod:x scod:q scod:y ; scod:r scod:y .""",
        {"scod:x", "scod:q", "scod:r"},
    ),
    "irreflexive": (
        "scod:p a owl:IrreflexiveProperty . scod:x scod:p scod:x .",
        {"scod:x", "scod:p"},
    ),
    "asymmetric": (
        "scod:p a owl:AsymmetricProperty . scod:x scod:p scod:y . scod:y scod:p scod:x .",
        {"scod:x", "scod:y", "scod:p"},
    ),
    "two-values-of-one": (
        'scod:p a owl:FunctionalProperty . scod:x scod:p "a" , "b" .',
        {"scod:x", "scod:p", '"a"', '"b"'},
    ),
    "said-not-to-be-so": (
        """[] owl:sourceIndividual scod:x ; owl:assertionProperty scod:p ;
             owl:targetIndividual scod:y .
           scod:x scod:p scod:y .""",
        {"scod:x", "scod:p", "scod:y"},
    ),
    "at-most-none": (
        """scod:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty scod:p ;
             owl:maxCardinality "0"^^xsd:nonNegativeInteger ] .
           scod:x a scod:A ; scod:p scod:y .""",
        set(),
    ),
}


@pytest.mark.parametrize("engine", ["sparq", pytest.param("owlrl", marks=pytest.mark.reference)])
@pytest.mark.parametrize("name", INFERRED)
def test_all_is_inferred_and_no_more(name: str, engine: Engine) -> None:
    asserted, expected = INFERRED[name]
    found = ntriples.read(closure.closure(facts(asserted), engine=engine))
    assert {short(triple) for triple in found} == expected


@pytest.mark.parametrize("engine", ["sparq", pytest.param("owlrl", marks=pytest.mark.reference)])
@pytest.mark.parametrize("name", CONTRADICTS)
def test_a_contradiction_names_its_things(name: str, engine: Engine) -> None:
    asserted, named = CONTRADICTS[name]
    with pytest.raises(InconsistencyError) as caught:
        closure.closure(facts(asserted), engine=engine)
    assert all(word in str(caught.value) for word in named), str(caught.value)
    assert "placeholder" not in str(caught.value)
    assert isinstance(caught.value, CheckError)


@pytest.mark.record
@pytest.mark.reference
def test_both_engines_give_the_shipped_graph_the_same_closure() -> None:
    asserted = shipped()
    fast, reference = (closure.closure(asserted, engine=engine) for engine in ("sparq", "owlrl"))
    assert fast == reference
    assert fast.splitlines() == sorted(set(fast.splitlines()))
    assert not set(fast.splitlines()) & set(asserted.splitlines())


@pytest.mark.reference
def test_the_closure_is_that_of_plain_owlrl() -> None:
    """owlrl as it comes, fed with everything, derives nothing about things that is not there."""
    corpus = load.read([*load.ontology_files(), CORPUS])
    asserted = corpus.ntriples()
    ours = set(ntriples.read(closure.closure(asserted, engine="owlrl")))
    plain = rdflib.Graph().parse(data=asserted, format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(plain)
    stated = corpus.triples()
    missing = {
        f"{s} {p} {o}"
        for s, p, o in plain
        if str(s).startswith(PREFIXES["scod"])
        and isinstance(o, rdflib.URIRef)
        and s != o
        and not str(o).startswith((PREFIXES["owl"], PREFIXES["rdfs"]))
        and (triple := ox.Triple(*(ox.NamedNode(str(term)) for term in (s, p, o)))) not in ours
        and triple not in stated
    }
    assert missing == set()
    assert len(ours) > 500


@pytest.mark.record
def test_the_rules_see_what_was_inferred() -> None:
    """Texts of fact nodes come from rules, over types that come from the reasoner."""
    store = cache.open()
    participations = {*graph.instances(store, graph.term("scog:Participation"))}
    assert participations
    assert [x for x in participations if not graph.exists(store, x, "skos:prefLabel")] == []


def test_a_rule_finds_the_same_for_each_language_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asserted = load.read([*load.ontology_files(), CORPUS]).ntriples()
    alone = closure.closure(asserted, engine="sparq")
    monkeypatch.setattr(rules, "_by_language", lambda rule: [rule])
    assert closure.closure(asserted, engine="sparq") == alone


def shipped() -> bytes:
    return load.read([*load.ontology_files(), *load.data_files()]).ntriples()


def facts(turtle: str) -> bytes:
    quads = ox.parse(f"{HEAD}\n{turtle}", format=ox.RdfFormat.TURTLE)
    return ntriples.write(quad.triple for quad in quads)


def short(triple: ox.Triple) -> str:
    return " ".join(_short(term) for term in (triple.subject, triple.predicate, triple.object))


def _short(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        assert expand(curie(term.value)) == term.value
        return curie(term.value)
    if isinstance(term, ox.BlankNode):
        return "_:b"
    return str(term).replace(f"<{PREFIXES['xsd']}integer>", "xsd:integer")


def test_rules_see_what_they_name_or_everything() -> None:
    head = "PREFIX s: <urn:s:>\n# ?not ?a ?rule .\nCONSTRUCT { ?x s:made ?y } "
    named = rules.named_terms([head + "WHERE { ?x a s:Thing ; <urn:p> ?y . ?y s:q/s:r ?x }"])
    assert named is not None
    assert {b"<urn:s:q>", b"<urn:s:r>", b"<urn:p>"} < named
    for pattern in ("?x ?any ?y", "?x s:q ?y ; ?any ?z", "s:x ?any 's' ; ?p s:y", "<urn:x> ?p ?y"):
        assert rules.named_terms([head + f"WHERE {{ {pattern} }}"]) is None, pattern


def test_the_shipped_rules_name_all_that_they_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules.named_terms(path.read_text("utf-8") for path in rules.files()) is not None
    text = load.read([*load.ontology_files(), CORPUS]).ntriples()
    found = closure.closure(text)
    monkeypatch.setattr(rules, "named_terms", lambda rules: None)
    assert closure.closure(text) == found
