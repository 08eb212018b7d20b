"""Participations that are known from before the meeting only, and answers that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from scograph.rdf import graph
from scograph.store import cache
from tests.support.answers import shipped as ask

pytestmark = pytest.mark.record

MINISTERS = {"organization": "Meeting of Defence Ministers", "from": "2022", "to": "2022"}
_BEFORE = re.compile(r"announc|\b(was|were) (to|expected)\b", re.IGNORECASE)
_COMING = {"participant", "atMeeting", "represents"}


def _supports(store: ox.Store, claim: graph.Term) -> bool:
    named = {one.value.rpartition("#")[2] for one in graph.nodes(store, claim, "scog:claimFor")}
    if graph.text(store, claim, "scog:rank").endswith("deprecated"):
        return False
    return not named or bool(named & _COMING)


def _is_of_before(store: ox.Store, claim: graph.Term, first: str) -> bool:
    """True if the source of a claim was issued before the meeting, or its note says so."""
    place = graph.value(store, claim, "scog:claimFrom")
    source = graph.value(store, place, "oa:hasSource")
    issued = graph.text(store, source, "dct:issued") or "9999"
    notes = (one.value for one in graph.literals(store, claim, "skos:editorialNote"))
    early = len(issued) >= len("2004-06") and issued < first[: len(issued)]
    return early or any(map(_BEFORE.search, notes))


def _announced(store: ox.Store) -> Iterator[ox.NamedNode]:
    claims: dict[graph.Term, list[graph.Term]] = {}
    for claim, _, about in graph.triples(store, None, "scog:claimAbout"):
        claims.setdefault(about, []).append(claim)
    for one, _, meeting in graph.triples(store, None, "scog:atMeeting"):
        first = graph.text(store, meeting, "scog:earliest")
        found = [claim for claim in claims.get(one, ()) if _supports(store, claim)]
        if found and all(_is_of_before(store, claim, first) for claim in found):
            yield one


def test_each_whose_sources_end_before_the_meeting_says_so() -> None:
    store = cache.open()
    # The text of the source tells of the meeting as held; its address has the day before.
    meeting = "meeting-of-ministers-of-industry-2021"
    held = {f"{meeting}-sherali-jonon", f"{meeting}-tajikistan"}
    known = {one.value.rpartition("/")[2] for one in _announced(store)} - held
    marked = graph.subjects(store, "scog:basis", graph.term("scog:basis-before"))
    assert {one.value.rpartition("/")[2] for one in marked} == known
    assert len(known) == 7


def test_none_is_at_a_summit_or_a_session_of_the_heads_of_government() -> None:
    rows = [*ask("attendees"), *ask("attendees", organization="Council of Heads of Government")]
    assert rows
    assert not any("basis" in row for row in rows)


@pytest.mark.parametrize("name", ["attendees", "participants"])
def test_they_are_marked_and_not_certain(name: str) -> None:
    rows = ask(name, **MINISTERS)
    marked = [row for row in rows if row.get("basisLabel") == "known from the eve only"]
    assert "Sergei Shoigu" in {row["personLabel"] for row in marked}
    certain = ask(name, **MINISTERS, certainly=True)
    assert certain == [row for row in rows if row not in marked]


def test_counts_of_what_is_certain_are_without_them() -> None:
    body = {"organization": "Meeting of Defence Ministers"}

    def counted(**given: str | bool) -> dict[str, int]:
        rows = ask("attendance-counts", **body, **given)
        return {row["personLabel"]: int(row["summits"]) for row in rows}

    assert counted()["Sergei Shoigu"] == counted(certainly=True)["Sergei Shoigu"] + 1
    for name in ("co-attendance", "attendances"):
        asked = {**body, "person": "Sergei Shoigu"}
        assert ask(name, **asked) != ask(name, **asked, certainly=True), name
