"""Where the rows of answers come from, on the small corpus and on the record."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import pytest

from scograph.entity.citations import Citations, Citing
from scograph.query import catalog, run
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOD
from scograph.store import cache as stores
from tests.support import terminal

QUERIES = catalog.load()


@cache
def small() -> ox.Store:
    return stores.open_at(terminal.store(small=True))


@cache
def record() -> ox.Store:
    return stores.open_at(terminal.store())


def answer(store: ox.Store, name: str, **given: str) -> tuple[run.Answer, Citations]:
    found = run.canned(store, QUERIES[name], given)
    return found, Citing(store).answer(QUERIES[name], found.parameters, found.columns, found.rows)


def test_every_query_names_the_fact_of_its_rows() -> None:
    assert [name for name, canned in QUERIES.items() if not canned["witness"]] == []


@pytest.mark.parametrize(
    ("name", "given", "fact"),
    [
        ("members", {"organization": "River League", "on": "2004-01-01"},
         "arland-in-river-league-founding-member"),
        ("office-holders", {"person": "Ana Arlen"}, "ana-arlen-president-of-arland"),
        ("statements", {"speaker": "Ana Arlen"}, "ana-arlen-on-trade"),
    ],
)  # fmt: skip
def test_the_own_fact_of_a_row_comes_first(name: str, given: dict[str, str], fact: str) -> None:
    _, found = answer(small(), name, **given)
    assert fact in {one.value.removeprefix(SCOD) for row in found.rows for one in row.facts[:1]}
    for row in found.rows:
        first = found.references[row.references[0] - 1]
        claims = graph.nodes(small(), row.facts[0], "scog:hasClaim")
        places = {place for one in claims for place in graph.nodes(small(), one, "scog:claimFrom")}
        assert first.node in places


def test_a_count_cites_what_it_counts() -> None:
    found, citations = answer(small(), "hosts", organization="River League")
    number = found.columns.index("summits")
    for row, cited in zip(found.rows, citations.rows, strict=True):
        assert len(cited.facts) >= int(getattr(row[number], "value", "0"))
        assert cited.references


def test_marks_are_numbered_in_the_order_in_which_a_table_shows_them() -> None:
    _, citations = answer(small(), "members", organization="River League", on="2006-01-01")
    shown = [number for row in citations.rows for number in row.marks]
    assert list(dict.fromkeys(shown)) == list(range(1, len(set(shown)) + 1))


def test_places_with_the_same_reference_have_one_number() -> None:
    _, found = answer(small(), "members", organization="River League", on="2006-01-01")
    once = found.once(lambda place: place.source)
    sources = [found.sources(row) for row in found.rows]
    assert [once.sources(row) for row in once.rows] == sources
    assert len(once.references) == len({one.source for one in found.references})
    assert all(once.number(place) <= len(once.references) for place in found.references)


@pytest.mark.record
@pytest.mark.parametrize("name", QUERIES)
def test_every_row_of_a_recorded_answer_has_a_source(name: str) -> None:
    found, citations = answer(record(), name, **QUERIES[name]["example"])
    bare = [row for row, one in zip(found.rows, citations.rows, strict=True) if not one.references]
    assert bare == []


@pytest.mark.record
@pytest.mark.parametrize(
    ("name", "given", "part"),
    [
        # What shows that a term went on are participations, which come after the term's own claims.
        ("office-holders", {"person": "Nursultan Nazarbayev"}, "president-of-kazakhstan"),
        # Who came instead comes before the membership of the state.
        ("absentees", {"summit": "Astana summit 2024", "represents": "India"}, "jaishankar"),
    ],
)
def test_the_first_marks_are_of_the_row_s_own_fact(
    name: str, given: dict[str, str], part: str
) -> None:
    _, found = answer(record(), name, **given)
    (row,) = found.rows
    own = [one for one in row.facts if part in one.value]
    claims = [claim for one in own for claim in graph.nodes(record(), one, "scog:hasClaim")]
    places = {place for one in claims for place in graph.nodes(record(), one, "scog:claimFrom")}
    assert {found.references[number - 1].node for number in row.marks} <= places
    assert {one.fact for one in row.disputes} <= set(own)


@pytest.mark.record
def test_a_row_is_marked_where_a_source_says_otherwise() -> None:
    _, citations = answer(record(), "office-holders", person="Nursultan Nazarbayev")
    others = {one.other.value.value for row in citations.rows for one in row.disputes}
    assert {"2019-03-19", "1991-12-16"} <= others
