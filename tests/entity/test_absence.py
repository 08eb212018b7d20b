"""What an answer without rows rests on: the coverages that say how complete the record is."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import pytest

from scograph.ask import cited
from scograph.ask.core import Asker
from scograph.entity.citations import Citing
from scograph.query import catalog, run
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOD
from scograph.store import cache as stores
from tests.support import terminal

QUERIES = catalog.load()
pytestmark = pytest.mark.record


@cache
def record() -> ox.Store:
    return stores.open_at(terminal.store())


@pytest.mark.parametrize(
    ("name", "given", "coverage"),
    [
        ("summits", {"host": "India", "from": "2001", "to": "2001"}, "coverage-sco-meetings-2001"),
        ("status-changes", {"state": "India", "from": "2001", "to": "2001"},
         "coverage-sco-standings"),
    ],
)  # fmt: skip
def test_an_answer_without_rows_cites_the_coverage(
    name: str, given: dict[str, str], coverage: str
) -> None:
    found = run.canned(record(), QUERIES[name], given)
    citations = Citing(record()).answer(QUERIES[name], found.parameters, found.columns, found.rows)
    assert not found.rows
    assert citations.absence is not None
    assert coverage in {one.value.removeprefix(SCOD) for one in citations.absence.facts}
    assert citations.absence.references


@pytest.mark.parametrize(
    ("question", "said", "fact"),
    [
        ("Did Hu Jintao attend the 2004 summit?", True, "tashkent-summit-2004-hu-jintao"),
        ("Is Mongolia a member of the SCO?", False, "coverage-sco-standings"),
    ],
)
def test_yes_cites_what_is_so_and_no_the_record(question: str, said: bool, fact: str) -> None:
    answer = cited.cite(record(), Asker(record(), QUERIES).ask(question))
    assert answer.boolean is said
    (row,) = [*answer.citations.rows, *filter(None, [answer.citations.absence])]
    assert fact in {one.value.removeprefix(SCOD) for one in row.facts}


def test_a_number_cites_what_it_counts() -> None:
    response = Asker(record(), QUERIES).ask("How many summits did Vladimir Putin attend?")
    answer = cited.cite(record(), response)
    (row,) = answer.citations.rows
    number = int(getattr(answer.rows[0][0], "value", "0"))
    putin = ox.NamedNode(SCOD + "vladimir-putin")
    counted = [one for one in row.facts if graph.exists(record(), one, "scog:participant", putin)]
    assert len(counted) >= number > 0
