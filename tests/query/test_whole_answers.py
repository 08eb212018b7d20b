"""Answers that have all that the graph has: independent look-ups beside canned queries."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.query import catalog, run, template
from scograph.rdf import graph
from scograph.store import cache
from tests.support.answers import shipped as ask

pytestmark = pytest.mark.record

FACT_CLASSES = (
    *("Act", "CapitalTitle", "Chairmanship", "ElectionMission", "Exercise", "Figure", "Founding"),
    *("Invitation", "MembershipSpell", "Opening", "Participation", "Statement", "Succession"),
    "Tenure",
)


def _things(store: ox.Store, fact: ox.NamedNode) -> set[ox.NamedNode]:
    """The things of the record that an asserted fact has as values."""
    values = {one.object for one in graph.asserted(store, fact)}
    return {
        one
        for one in values
        if isinstance(one, ox.NamedNode) and "/id/" in one.value and "-claim-" not in one.value
    }


def test_these_are_the_classes_of_facts() -> None:
    marked = graph.subjects(cache.open(), "scog:isFactClass", ox.Literal(True))
    assert {one.value.rpartition("#")[2] for one in marked} == set(FACT_CLASSES)


@pytest.mark.parametrize("name", FACT_CLASSES)
def test_evidence_of_a_thing_has_the_facts_of_all_classes_that_involve_it(name: str) -> None:
    store = cache.open()
    fact = min(graph.instances(store, f"scog:{name}"), key=str)
    involved = next(
        one
        for one in sorted(_things(store, fact), key=str)
        if graph.exists(store, one, "skos:prefLabel") and not graph.exists(store, one, "dct:issued")
    )
    facts = {row["fact"] for row in ask("evidence", entity=involved.value)}
    assert fact.value in facts


def test_evidence_says_what_each_claim_supports() -> None:
    """Akayev's presidency: one source gives its end, another only that he was in office."""
    rows = ask("evidence", entity="Askar Akayev")
    supported: dict[str, set[str]] = {}
    for row in rows:
        if row["factLabel"].startswith("Askar Akayev, President"):
            supported.setdefault(row["place"].rpartition("/")[2], set()).add(row["propertyLabel"])
    assert supported["cass-akayev-p2"] == {"earliest end", "latest end"}
    assert supported["globalsecurity-sco-2018-p8-s2"] == {"holder", "tenure of"}


def test_changes_of_status_have_the_ends_too() -> None:
    """Those of a status that another one followed, those of a withdrawal, those of a body."""
    store = cache.open()
    ended = {
        graph.text(store, spell, "scog:endDateText")
        for spell in graph.subjects(store, "scog:endBound", graph.term("scog:bound-recorded"))
        if graph.term("scog:MembershipSpell") in graph.types(store, spell)
    }
    rows = [row for row in ask("status-changes") if row["actLabel"] == "end of the status"]
    assert {row["date"] for row in rows} == ended
    (row,) = ask("status-changes", state="Uzbekistan", organization="CSTO", **{"from": "2012"})
    assert (row["date"], row["statusLabel"]) == ("2012-12-19", "member")
    (row,) = ask("status-changes", state="Turkmenistan", organization="CIS", **{"from": "2005"})
    assert row["actLabel"] == "end of the status"
    assert len(ask("status-changes", organization="Shanghai Five", **{"from": "2001-06-15"})) == 6


def test_a_title_stands_in_the_timeline_of_its_city() -> None:
    titles = ask("cultural-capitals", state="India")
    days = {row["date"] for row in ask("timeline", about="Varanasi")}
    assert {row["since"] for row in titles} <= days


@pytest.mark.parametrize("name", ["amendments", "texts"])
def test_the_body_of_one_document_alone_is_named(name: str) -> None:
    answer = run.canned(cache.open(), catalog.load()[name], {"document": "Tashkent Declaration"})
    assert "(SCO): partial" in answer.remark()
    assert "Shanghai Five" not in answer.remark()
    assert "CHG" not in answer.remark()


def test_the_first_session_before_the_founding_is_told() -> None:
    rows = {row["organLabel"]: row for row in ask("organs")}
    council = rows["Council of Heads of State"]
    assert (council["since"], council["firstMeeting"]) == ("2002-06-07", "2001-06-15")
    assert rows["Council of Heads of Government"]["firstMeeting"] == "2001-09-14"


@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_terms_of_other_vocabularies_have_names_in_three_languages(lang: str) -> None:
    store = cache.open()
    for entity in ("Tashkent summit 2004", "SCO", "Tashkent", "SCO Charter", "Xinhua"):
        answer = run.canned(store, catalog.load()["about"], {"entity": entity}, lang=lang)
        column = answer.columns.index("propertyLabel")
        assert not {
            row[column].value for row in answer.rows if row[column] and row[column].value.isascii()
        }


@pytest.mark.parametrize(
    ("pattern", "least"),
    [
        ("scod:tianjin-sco-plus-meeting-2025 dct:isPartOf scod:tianjin-summit-2025", 1),
        ("scod:tianjin-summit-2025 dct:hasPart ?part", 1),
        ("?protocol eli:amends scod:sco-charter", 2),
        ("scod:sco-charter eli:amended_by ?protocol", 2),
        ("?organ schema:parentOrganization scod:sco", 40),
        ("scod:sco schema:subOrganization scod:sco-secretariat", 1),
        ("scod:uzbekistan schema:identifier 'UZB'", 1),
        ("?statement a scog:Statement ; dct:abstract ?gist", 20),
        ("scod:sco schema:alternateName 'SCO'@en", 1),
        ("scod:sco schema:foundingDate '2001-06-15'^^xsd:date", 1),
        ("scod:sco-rats org:classification scog:organ-permanent-body", 1),
        ("?statement a scog:Statement ; schema:about scod:sco", 5),
        ("scod:sco schema:member scod:belarus", 1),
        ("scod:tashkent schema:latitude ?north ; schema:longitude ?east", 1),
        ("scod:moscow-summit-2020 schema:eventAttendanceMode schema:OnlineEventAttendanceMode", 1),
        (
            "scod:tashkent-summit-2004 schema:eventAttendanceMode ?inOnePlace",
            1,
        ),
        (
            "?source schema:publisher ?who ; schema:datePublished ?day ; schema:inLanguage 'ru'",
            100,
        ),
    ],
)
def test_terms_of_other_vocabularies_have_the_answer(pattern: str, least: int) -> None:
    found = template.ask(cache.open(), f"SELECT * {{ {pattern} }} LIMIT {least}")
    assert sum(1 for _ in found) == least


def test_the_bounds_of_a_founding_are_no_founding_date() -> None:
    """The council of RATS was founded in 2003, on a day that no source gives."""
    store = cache.open()
    assert graph.exists(store, None, "scog:founded", graph.term("scod:sco-rats-council"))
    assert not graph.exists(store, graph.term("scod:sco-rats-council"), "schema:foundingDate")


@pytest.mark.parametrize(
    ("name", "given", "instead"),
    [
        ("cultural-capitals", {"on": "2023"}, "scograph run cultural-capitals --on 2023"),
        (
            "chairmanships",
            {"organization": "SCO", "on": "2025-12-31"},
            "scograph run chairmanships --organization SCO --on 2025-12-31",
        ),
    ],
)
def test_where_nothing_is_certain_the_question_itself_is_to_be_asked(
    name: str, given: dict[str, str], instead: str
) -> None:
    answer = run.canned(cache.open(), catalog.load()[name], {**given, "certainly": True})
    assert not answer.rows
    assert answer.instead[0].command == instead


def test_what_is_there_of_a_time_after_the_record_is_not_said_to_be_missing() -> None:
    answer = run.canned(cache.open(), catalog.load()["documents"], {"from": "2026"})
    assert answer.rows
    assert "The record reaches to" in answer.remark()
    assert "is not in it" not in answer.remark()


@pytest.mark.parametrize(("code", "state"), [("UZ", "Uzbekistan"), ("UZB", "Uzbekistan")])
def test_codes_of_iso_3166_are_names_of_states(code: str, state: str) -> None:
    assert ask("memberships", state=code) == ask("memberships", state=state)
