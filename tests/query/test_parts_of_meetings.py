"""Who took part in a part of a meeting took part in the meeting, and the part is named."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.query import catalog, run
from scograph.rdf.namespaces import expand
from scograph.store import cache
from tests.support.terminal import CORPUS

QUERIES = catalog.load()
Cells = dict[str, str]


@pytest.fixture(scope="module")
def small() -> ox.Store:
    part = CORPUS.with_name("part-of-a-meeting.ttl")
    return cache.open(cache.GraphSpec((CORPUS, part), only_data=True))


def ask(store: ox.Store, name: str, **given: str | bool) -> list[Cells]:
    answer = run.canned(store, QUERIES[name], given)
    return [
        {
            column: cell.value
            for column, cell in zip(answer.columns, row, strict=True)
            if isinstance(cell, ox.NamedNode | ox.Literal)
        }
        for row in answer.rows
    ]


def at(rows: list[Cells]) -> set[tuple[str, str]]:
    return {(row.get("personLabel", ""), row.get("sessionLabel", "")) for row in rows}


PART = "Borton Plus meeting 2006"


def test_attendees_are_those_of_the_parts_too(small: ox.Store) -> None:
    found = at(ask(small, "attendees", summit="Borton summit 2006"))
    assert {("Dora Darlen", PART), ("Ana Arlen", PART), ("Ana Arlen", "")} <= found
    for given in ({"plenary": True}, {"capacity": "member"}):
        alone = at(ask(small, "attendees", summit="Borton summit 2006", **given))
        assert ("Ana Arlen", "") in alone
        assert PART not in {session for _, session in alone}
    (row,) = ask(small, "attendees", represents="Darland")
    assert row["summitLabel"] == "Borton summit 2006"
    assert row["capacityLabel"] == "guest of the host"


@pytest.mark.parametrize("query", ["attendances", "first-attendance"])
def test_summits_of_who_was_at_a_part_only(small: ox.Store, query: str) -> None:
    (row,) = ask(small, query, person="Dora Darlen")
    assert (row["summitLabel"], row["sessionLabel"]) == ("Borton summit 2006", PART)
    if query == "attendances":
        assert ask(small, query, person="Dora Darlen", plenary=True) == []


def test_they_were_there_together(small: ox.Store) -> None:
    rows = ask(small, "co-attendance", person="Dora Darlen")
    assert ("Boris Borlin", "1") in {(row["personBLabel"], row["summits"]) for row in rows}


def test_a_part_is_an_event_and_no_summit(small: ox.Store) -> None:
    days = ask(small, "timeline", about="Borton summit 2006")
    assert (PART, "meeting") in {(row["eventLabel"], row["kindLabel"]) for row in days}
    summits = ask(small, "timeline", about="Ana Arlen")
    assert [r["kindLabel"] for r in summits if r["eventLabel"] == "Borton summit 2006"] == [
        "summit"
    ]
    assert PART not in {row["summitLabel"] for row in ask(small, "summits")}
    there = ask(small, "participants", meeting="Borton summit 2006")
    assert ("Dora Darlen", PART) in at(there)


def test_attended_is_inferred_for_the_whole(small: ox.Store) -> None:
    dora, summit = (
        ox.NamedNode(expand(f"scod:{name}")) for name in ("dora-darlen", "borton-summit-2006")
    )
    attended = ox.NamedNode(expand("scog:attended"))
    assert small.quads_for_pattern(dora, attended, summit, ox.DefaultGraph())
    state = ox.NamedNode(expand("scod:darland"))
    represented = ox.NamedNode(expand("scog:representedAt"))
    assert list(small.quads_for_pattern(state, represented, summit, ox.DefaultGraph()))


def test_a_council_that_meets_as_summits(small: ox.Store) -> None:
    """The organs of a body have the body's meetings among those that are asked for by its name."""
    rows = ask(small, "participants", organization="River League")
    assert rows
    assert {"Borton summit 2006", PART} <= {row["meetingLabel"] for row in rows}


@pytest.mark.record
def test_the_council_of_heads_of_state() -> None:
    graph = cache.open()
    council = {"council": "Council of Heads of State"}
    summits = {row["session"] for row in ask(graph, "council-sessions", **council)}
    assert summits == {row["summit"] for row in ask(graph, "summits", organization="SCO")}
    for name in ("hosts", "attendees", "stand-ins"):
        assert ask(graph, name, organization="Council of Heads of State")
        assert ask(graph, name, organization="Council of Heads of Government")
    meetings = {row["meeting"] for row in ask(graph, "participants", organization="SCO")}
    assert any("council-of-heads-of-government" in one for one in meetings)


@pytest.mark.record
def test_a_minister_among_ministers_is_no_stand_in() -> None:
    rows = ask(cache.open(), "stand-ins", organization="Council of Foreign Ministers")
    offices = {row["officeLabel"] for row in rows}
    assert "Deputy Minister of Foreign Affairs of Iran" in offices
    assert not any(office.startswith("Minister of") for office in offices)


@pytest.mark.record
@pytest.mark.parametrize(
    ("person", "years"),
    [
        ("Recep Tayyip Erdoğan", ["2022", "2024", "2025"]),
        ("Nikol Pashinyan", ["2025"]),
        ("Antonio Guterres", ["2024", "2025"]),
    ],
)
def test_sco_plus_counts_for_its_summit(person: str, years: list[str]) -> None:
    rows = ask(cache.open(), "attendances", person=person)
    assert {row["date"][:4] for row in rows} >= set(years)


JOINED = {
    "shanghai-summit-2001": "uzbekistan",
    "astana-summit-2017": "india",
    "new-delhi-summit-2023": "iran",
    "astana-summit-2024": "belarus",
}


@pytest.mark.record
@pytest.mark.parametrize("summit", JOINED)
def test_who_joins_at_a_meeting_took_part_as_an_acceding_state(summit: str) -> None:
    given = {"summit": f"scod:{summit}", "represents": f"scod:{JOINED[summit]}", "plenary": True}
    (row,) = ask(cache.open(), "attendees", **given)
    assert row["capacityLabel"] == "acceding state"
