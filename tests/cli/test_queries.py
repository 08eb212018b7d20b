"""`scograph queries`: the list, and one query in full."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from scograph import paths
from scograph.query import check
from tests.support.terminal import run, scograph

FILES = [path for path in paths.QUERIES.glob("*/*.rq") if path.parent.name != "internal"]
NAMES = sorted(path.stem for path in FILES)


def test_all_are_listed_by_topic() -> None:
    shown = scograph("queries").out
    listed = [line.split()[0] for line in shown.splitlines() if line.startswith("  ")]
    assert sorted(listed) == NAMES
    topics = [line for line in shown.splitlines() if line and not line.startswith(("  ", "sco"))]
    assert topics == sorted({path.parent.name for path in FILES})


def test_one_in_full_can_be_run_as_it_stands() -> None:
    shown = scograph("queries", "members").out
    for part in ("--status", "default today", "since", "scograph run members --on 2018-06-20"):
        assert part in shown
    sparql = shown.partition("as it is sent\n")[2]
    ox.Store().query(sparql)


@pytest.mark.record
@pytest.mark.parametrize("name", ["hosts", "members", "attendees"])
def test_what_is_printed_answers_as_the_example(name: str) -> None:
    sparql = scograph("queries", name).out.partition("as it is sent\n")[2]
    assert scograph("query", sparql, "-F", "csv").out == check.recorded(name).replace("\r\n", "\n")


def test_as_json() -> None:
    found = json.loads(scograph("queries", "--format", "json").out)
    assert sorted(found) == NAMES
    one = json.loads(scograph("queries", "attendees", "-F", "json").out)
    assert one == found["attendees"]
    host = next(p for p in one["parameters"] if p["name"] == "host")
    assert (host["type"], host["of"]) == ("thing", "scog:State")


def test_an_unknown_one() -> None:
    answer = run("queries", "atendees")
    assert (answer.code, answer.out) == (2, "")
    assert "'atendees'. Did you mean attendees" in answer.err
