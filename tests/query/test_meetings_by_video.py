"""Meetings by video are recorded in one way: a host where one is known, and no place."""

from __future__ import annotations

import pytest

from scograph.query import catalog, run, template
from scograph.store import cache

pytestmark = pytest.mark.record
QUERIES = catalog.load()


def rows(name: str, **given: str) -> list[dict[str, str]]:
    found = run.canned(cache.open(), QUERIES[name], given)
    return [
        {
            column: str(getattr(term, "value", ""))
            for column, term in zip(found.columns, row, strict=True)
        }
        for row in found.rows
    ]


def test_no_meeting_by_video_is_in_a_place() -> None:
    pattern = "?m scog:format scog:format-video ; scog:heldIn|scog:venue ?place"
    assert list(template.ask(cache.open(), f"SELECT ?m {{ {pattern} }}")) == []


@pytest.mark.parametrize(("year", "host"), [("2020", "Russia"), ("2023", "India")])
def test_summits_by_video_have_a_host_and_no_city(year: str, host: str) -> None:
    [summit] = rows("summits", **{"from": year, "to": year})
    assert (summit["stateLabel"], summit["cityLabel"]) == (host, "")
    assert rows("attendees", host=host, **{"from": year, "to": year})


def test_sessions_by_video_are_like_the_summits() -> None:
    found = rows("council-sessions", **{"from": "2020", "to": "2022"})
    assert [(one["stateLabel"], one["cityLabel"]) for one in found] == [
        ("India", ""), ("Kazakhstan", ""), ("China", ""),
    ]  # fmt: skip


def test_hosts_count_summits_by_video() -> None:
    assert {one["stateLabel"]: one["summits"] for one in rows("hosts")}["India"] == "1"
