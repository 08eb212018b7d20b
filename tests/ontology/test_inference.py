"""What is inferred from a small corpus: shortcuts, by two engines, and labels, by the rules."""

from __future__ import annotations

import re
from collections import Counter

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
import sparq

from scograph import paths
from scograph.rdf.namespaces import PREFIXES, SCOD, expand
from scograph.store import cache
from tests.support.ontology_graph import CORPUS, IMPORTS, OWN, RULES, ntriples, triples

SKOS = PREFIXES["skos"]
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
PREF_LABEL = ox.NamedNode(SKOS + "prefLabel")

INFERRED = """
congress-hall                scog:inState               uzbekistan
congress-hall                schema:containedInPlace    tashkent
declaration                  scog:resultOf              summit
declaration                  scog:signedBy              china
declaration                  scog:signedBy              hu-jintao
declaration-signature-china  prov:used                  declaration
declaration-signature-china  scog:actor                 china
declaration-signature-china  scog:performedBy           hu-jintao
founding                     scog:hostedBy              china
hu-jintao                    scog:attended              summit
hu-jintao                    scog:held                  president-of-china
hu-jintao                    scog:made                  remark
hu-jintao                    scog:signed                declaration
hu-jintao-president-of-china org:member                 hu-jintao
hu-jintao-president-of-china org:post                   president-of-china
leaders                      scog:attended              summit
mongolia                     scog:associatedWith        sco
mongolia-in-sco              org:member                 mongolia
sco                          org:hasUnit                sco-rats
sco                          schema:subOrganization     sco-rats
sco                          scog:convened              summit
sco                          scog:hasAssociate          mongolia
sco                          scog:predecessor           shanghai-five
sco-rats                     org:hasPrimarySite         tashkent
sco-rats                     org:subOrganizationOf      sco
sco-rats                     schema:parentOrganization  sco
shanghai-five                org:changedBy              succession
shanghai-five                scog:succeededBy           sco
summit                       prov:atLocation            congress-hall
summit                       prov:qualifiedAssociation  summit-hu-jintao
summit                       prov:wasAssociatedWith     hu-jintao
summit                       schema:attendee            hu-jintao
summit                       schema:organizer           sco
summit                       scog:hasResult             declaration
summit                       scog:hostedBy              uzbekistan
summit                       scog:statedIn              report
summit-hu-jintao             scog:inPost                president-of-china
summit-hu-jintao             scog:statedIn              report
uzbekistan                   scog:hosts                 summit
uzbekistan                   scog:memberOf              sco
uzbekistan                   scog:representedAt         summit
uzbekistan-in-sco            org:member                 uzbekistan
uzbekistan-in-sco            org:role                   scog:status-founding-member
"""
# What the rules add in the terms of others. Of 'mongolia-in-sco' only the month is known.
BY_RULES = """
declaration                  dct:date             "2004-06-17"
declaration                  dct:title            "Tashkent Declaration"@en
declaration                  schema:name          "塔什干宣言"@zh
declaration-signature-china  prov:startedAtTime   "2004-06-17T00:00:00"
declaration-signature-china  schema:startDate     "2004-06-17"
hu-jintao                    foaf:name            "Ху Цзиньтао"@ru
hu-jintao                    schema:name          "Hu Jintao"@en
hu-jintao-president-of-china org:organization     china
hu-jintao-president-of-china schema:endDate       "2013-03-14"
hu-jintao-president-of-china schema:startDate     "2003-03-15"
remark                       prov:wasDerivedFrom  report
summit                       prov:startedAtTime   "2004-06-17T00:00:00"
summit                       prov:endedAtTime     "2004-06-17T23:59:59"
summit                       schema:endDate       "2004-06-17"
summit                       schema:name          "Tashkent summit 2004"@en
summit                       schema:startDate     "2004-06-17"
tashkent                     schema:name          "Tashkent"@en
uzbekistan-in-sco            org:organization     sco
uzbekistan-in-sco            schema:startDate     "2001-06-15"
"""
NOT_BY_RULES = """
declaration                  eli:date_document
declaration                  eli:title
declaration-signature-china  schema:name
hamid-karzai                 org:holds
hu-jintao                    org:holds
mongolia                     org:memberOf
mongolia-in-sco              schema:startDate
uzbekistan-in-sco            schema:endDate
vague-tenure                 schema:endDate
vague-tenure                 schema:startDate
"""
NOT_INFERRED = """
congress-hall     scog:locatedIn  uzbekistan
hamid-karzai      scog:attended   summit
mongolia          scog:memberOf   sco
mongolia          org:memberOf    sco
hu-jintao         org:holds       president-of-china
uzbekistan        org:memberOf    sco
"""

# Where owlrl writes that classes clash.
CLASH = "http://www.daml.org/2002/03/agents/agent-ont#error"

Triples = set[tuple[str, str, str]]


def named(text: str) -> str:
    return expand(text) or SCOD + text


def cases(table: str) -> list[tuple[str, str, str]]:
    return [
        (named(subject), named(predicate), named(value))
        for subject, predicate, value in (line.split() for line in table.strip().splitlines())
    ]


@pytest.fixture(scope="module")
def asserted() -> bytes:
    return ntriples(triples([*OWN, *IMPORTS, CORPUS]))


def closure(asserted: bytes) -> rdflib.Graph:
    graph = rdflib.Graph().parse(data=asserted, format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


@pytest.fixture(scope="module")
def owlrl_graph(asserted: bytes) -> rdflib.Graph:
    return closure(asserted)


@pytest.fixture(scope="module")
def by_owlrl(owlrl_graph: rdflib.Graph) -> Triples:
    return {
        (str(s), str(p), o.n3() if isinstance(o, rdflib.Literal) else str(o))
        for s, p, o in owlrl_graph
        if isinstance(s, rdflib.URIRef)
    }


@pytest.fixture(scope="module")
def by_sparq(asserted: bytes) -> sparq.Graph:
    graph = sparq.Graph.load(asserted.decode(), "ntriples")
    graph.reason("owl")
    return graph


@pytest.fixture(scope="module")
def in_sparq(by_sparq: sparq.Graph) -> Triples:
    rows = by_sparq.query("SELECT ?s ?p ?o { ?s ?p ?o }").rows
    return {(row["s"].value, row["p"].value, row["o"].value) for row in rows}


def test_shortcuts_are_inferred_and_nothing_too_much(in_sparq: Triples) -> None:
    assert [case for case in cases(INFERRED) if case not in in_sparq] == []
    assert [case for case in cases(NOT_INFERRED) if case in in_sparq] == []


@pytest.mark.reference
def test_owlrl_infers_the_same_shortcuts(by_owlrl: Triples) -> None:
    assert [case for case in cases(INFERRED) if case not in by_owlrl] == []
    assert [case for case in cases(NOT_INFERRED) if case in by_owlrl] == []


@pytest.mark.reference
def test_both_engines_say_the_same_of_things(by_owlrl: Triples, in_sparq: Triples) -> None:
    def links(found: Triples) -> Triples:
        return {
            (s, p, o)
            for s, p, o in found
            if s.startswith(SCOD) and o.startswith("http") and p != PREFIXES["owl"] + "sameAs"
        }

    top = {PREFIXES["owl"] + "Thing", PREFIXES["rdfs"] + "Resource"}
    mine, other = links(by_owlrl), links(in_sparq)
    assert {link for link in mine ^ other if link[2] not in top} == set()


def clashes(graph: rdflib.Graph) -> list[str]:
    return [str(text) for text in graph.objects(None, rdflib.URIRef(CLASH))]


@pytest.mark.reference
def test_no_engine_finds_a_clash(owlrl_graph: rdflib.Graph, by_sparq: sparq.Graph) -> None:
    assert clashes(owlrl_graph) == []
    assert by_sparq.inconsistencies() == []


@pytest.mark.reference
def test_both_engines_find_a_clash_where_there_is_one(asserted: bytes) -> None:
    """The invitation is given the meeting of a participation."""
    error = f"<{named('summit-invitation')}> <{named('scog:atMeeting')}> <{named('summit')}> .\n"
    broken = asserted + error.encode()
    graph = sparq.Graph.load(broken.decode(), "ntriples")
    graph.reason("owl")
    assert any("summit-invitation" in text for text in graph.inconsistencies())
    assert any("summit-invitation" in text for text in clashes(closure(broken)))


@pytest.mark.reference
def test_preferred_labels_are_labels(by_owlrl: Triples) -> None:
    label = (SCOD + "summit", LABEL.value, '"2004年塔什干峰会"@zh')
    assert label in by_owlrl


@pytest.fixture(scope="module")
def ruled(by_sparq: sparq.Graph) -> ox.Store:
    """The corpus after the closure and then the rules, each on the answers of those before."""
    store = ox.Store()
    rows = by_sparq.construct("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(isIRI(?s)) }")
    for subject, predicate, value in rows:
        store.add(ox.Quad(_term(subject), _term(predicate), _term(value)))
    for rule in RULES:
        for triple in list(store.query(rule.read_text(encoding="utf-8"))):
            store.add(ox.Quad(triple.subject, triple.predicate, triple.object))
    return store


def _term(term: sparq.Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if term.kind == "uri":
        return ox.NamedNode(term.value)
    if term.kind == "bnode":
        return ox.BlankNode(term.value)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))


NAMES = {
    "area": (
        "Shanghai Cooperation Organisation: area, over 30 million km²",
        "Шанхайская организация сотрудничества: площадь, более 30 млн km²",
        "上海合作组织：面积，超过3000万km²",
    ),
    "bare": ("bare", "bare", "bare"),
    "declaration-issue": (
        "Tashkent Declaration: issue",
        "Ташкентская декларация: обнародование",
        "塔什干宣言：发表",
    ),
    "declaration-signature-china": (
        "Tashkent Declaration: signature by China (Hu Jintao), 2004",
        "Ташкентская декларация: подписание, Китай (Ху Цзиньтао), 2004",
        "塔什干宣言：签署，中国（胡锦涛），2004",
    ),
    "hu-jintao-president-of-china": (
        "Hu Jintao, President of China (2003–2013)",
        "Ху Цзиньтао — Председатель КНР (2003–2013)",
        "胡锦涛，中国国家主席（2003–2013）",
    ),
    "mongolia-decision": (
        "Mongolia, observer, Shanghai Cooperation Organisation: decision, 2004",
        "Монголия, государство-наблюдатель, Шанхайская организация сотрудничества: решение, 2004",
        "蒙古国，观察员国，上海合作组织：决定，2004",
    ),
    "mongolia-in-sco": (
        "Mongolia: observer of the Shanghai Cooperation Organisation (2004–)",
        "Монголия — государство-наблюдатель, Шанхайская организация сотрудничества (2004–)",
        "蒙古国：上海合作组织观察员国（2004–）",
    ),
    "summit-hu-jintao": (
        "Hu Jintao at the Tashkent summit 2004, for China",
        "Ху Цзиньтао — Ташкентский саммит 2004 года (Китай)",
        "胡锦涛出席2004年塔什干峰会（代表中国）",
    ),
    "summit-invitation": (
        "Invitation of Hamid Karzai to the Tashkent summit 2004",
        "Приглашение: Hamid Karzai — Ташкентский саммит 2004 года",
        "Hamid Karzai受邀出席2004年塔什干峰会",
    ),
    "summit-leaders": (
        "The leaders in Tashkent",
        "лидеры (не названы) — Ташкентский саммит 2004 года "
        "(Шанхайская организация сотрудничества)",
        "领导人（未列名）出席2004年塔什干峰会（代表上海合作组织）",
    ),
    "summit-uzbekistan": (
        "Uzbekistan at the Tashkent summit 2004",
        "Узбекистан — Ташкентский саммит 2004 года",
        "乌兹别克斯坦出席2004年塔什干峰会",
    ),
    "vague-tenure": (
        "Hamid Karzai, acting (?–?)",
        "Hamid Karzai, и. о. (?–?)",
        "Hamid Karzai（代理）（?–?）",
    ),
}


@pytest.mark.parametrize("thing", sorted(NAMES))
def test_rules_name_a_thing(thing: str, ruled: ox.Store) -> None:
    """`bare` has no parts at all."""
    for kind in (PREF_LABEL, LABEL):
        quads = ruled.quads_for_pattern(ox.NamedNode(SCOD + thing), kind, None)
        found = {(quad.object.language, quad.object.value) for quad in quads}
        assert found == set(zip(("en", "ru", "zh"), NAMES[thing], strict=True))


def test_each_thing_has_at_most_one_label_for_each_language(ruled: ox.Store) -> None:
    labels = Counter(
        (quad.subject.value, quad.object.language)
        for quad in ruled.quads_for_pattern(None, PREF_LABEL, None)
    )
    assert [label for label, times in labels.items() if times > 1] == []


def test_spells_and_not_acts_are_in_an_organization(ruled: ox.Store) -> None:
    organization = ox.NamedNode(PREFIXES["org"] + "organization")
    sco = ox.NamedNode(SCOD + "sco")
    found = {
        quad.subject.value.removeprefix(SCOD)
        for quad in ruled.quads_for_pattern(None, organization, sco)
    }
    assert found == {"mongolia-in-sco", "uzbekistan-in-sco"}


def test_each_rule_names_the_properties_that_it_makes() -> None:
    # By these, proofs and the check of edited files find the rule.
    templates = {
        path.name: path.read_text(encoding="utf-8").partition("CONSTRUCT")[2].partition("WHERE")[0]
        for path in paths.RULES.glob("*.rq")
    }
    assert len(templates) > 30
    found = {name for name, text in templates.items() if re.search(r"[{.;]\s*\?\w+\s+\?", text)}
    assert found == set()


def test_rules_speak_the_terms_of_others(ruled: ox.Store) -> None:
    def values(subject: str, predicate: str) -> set[str]:
        quads = ruled.quads_for_pattern(
            ox.NamedNode(named(subject)), ox.NamedNode(named(predicate)), None
        )
        return {
            str(quad.object).partition("^^")[0]
            if isinstance(quad.object, ox.Literal)
            else quad.object.value.removeprefix(SCOD)
            for quad in quads
        }

    lines = [line.split(maxsplit=2) for line in BY_RULES.strip().splitlines()]
    missing = [line for line in lines if line[2] not in values(line[0], line[1])]
    assert missing == []
    lines = [line.split() for line in NOT_BY_RULES.strip().splitlines()]
    assert [line for line in lines if values(*line)] == []


def test_rules_say_the_same_in_any_order_of_the_triples(ruled: ox.Store) -> None:
    again = ox.Store()
    for quad in sorted(ruled, key=str, reverse=True):
        again.add(quad)
    for rule in RULES:
        assert [
            triple
            for triple in again.query(rule.read_text(encoding="utf-8"))
            if ox.Quad(triple.subject, triple.predicate, triple.object) not in ruled
        ] == []


@pytest.mark.record
def test_the_present_tense_is_that_of_the_end_of_the_record() -> None:
    """Nobody who left, and nobody whose end is not known."""
    store = cache.open()
    goes_on = ox.NamedNode(str(expand("scog:bound-goes-on")))

    def pairs(predicate: str) -> set[tuple[object, object]]:
        quads = store.quads_for_pattern(None, ox.NamedNode(str(expand(predicate))), None)
        return {(quad.subject, quad.object) for quad in quads}

    going = {subject for subject, bound in pairs("scog:endBound") if bound == goes_on}
    parties, bodies = dict(pairs("scog:member")), dict(pairs("scog:inBody"))
    now = {(parties[one], bodies[one]) for one in going if one in parties}
    assert now
    assert pairs("org:memberOf") == now == pairs("schema:memberOf")
    assert pairs("org:hasMember") == {(body, party) for party, body in now}
    people, posts = dict(pairs("scog:holder")), dict(pairs("scog:tenureOf"))
    held = {(people[one], posts[one]) for one in going if one in people}
    assert held
    assert pairs("org:holds") == held
    assert pairs("org:heldBy") == {(post, person) for person, post in held}
