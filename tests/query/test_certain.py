"""What is certain on a day: an end that goes on, an end and a start that are not known."""

from __future__ import annotations

import pytest

from scograph.entity import describe, writers
from scograph.names import resolve
from scograph.rdf.labels import Labels
from scograph.store import cache
from tests.support.answers import shipped as ask

pytestmark = pytest.mark.record


MINISTER = "Murli Deora"


def test_a_term_that_may_have_ended_is_not_certain() -> None:
    """He was at summits as minister in 2006 and 2009, and no source read says when he left."""
    (row,) = ask("office-holders", person=MINISTER)
    assert (row["startLabel"], row["endLabel"]) == ("recorded", "not known")
    assert ask("office-holders", person=MINISTER, on="2008-06-01", certainly=True)
    for on in ("2011-06-01", "2018-06-01", "2025-12-31", "2026-11-26"):
        assert ask("office-holders", person=MINISTER, on=on)
        assert ask("office-holders", person=MINISTER, on=on, certainly=True) == []
    for row in ask("office-holders", on="2025-12-31", certainly=True):
        assert row["endLabel"] == "goes on" or row["until"] > "2025-12-31"


def test_a_start_that_is_not_known_does_not_fill_the_past() -> None:
    unknown = [row for row in ask("office-holders") if row["startLabel"] == "not known"]
    assert unknown
    early = {(row["person"], row["office"]) for row in ask("office-holders", on="2001-06-15")}
    assert not early & {(row["person"], row["office"]) for row in unknown}
    assert "Putin" in str(ask("office-holders", on="2001-06-15"))


@pytest.mark.parametrize("name", ["meetings", "participants", "statements", "timeline"])
def test_an_event_of_which_only_the_last_day_is_known_is_in_no_period_before_it(name: str) -> None:
    """Putin's visit to Austria and the briefing of 2017 are known only from later reports."""
    undated = {day for row in ask(name) if (day := row.get("date", "")).startswith("../")}
    assert undated
    early = ask(name, **{"from": "2004", "to": "2004"})
    assert early
    assert not [row for row in early if row.get("date", "").startswith("../")]
    for one in undated:
        day = one.removeprefix("../")
        assert one in {row.get("date") for row in ask(name, **{"from": day, "to": day})}


@pytest.mark.parametrize(
    ("office", "on", "holders"),
    [
        ("President of Uzbekistan", "2016-09-02", ["Islam Karimov"]),
        ("Prime Minister of Pakistan", "2017-07-29", []),
        ("President of Kyrgyzstan", "2005-03-24", ["Askar Akayev"]),
        ("Prime Minister of Pakistan", "2017-07-28", ["Nawaz Sharif"]),
        # Where another began that day, it is theirs alone; a month's first day is no last one.
        ("President of Iran", "2024-05-19", ["Mohammad Mokhber"]),
        ("Secretary-General of the SCO", "2022-01-01", ["Zhang Ming"]),
        ("Secretary-General of the CSTO", "2017-01-01", []),
    ],
)
def test_who_left_on_a_day_that_nobody_else_began_held_the_office_on_it(
    office: str, on: str, holders: list[str]
) -> None:
    assert [row["personLabel"] for row in ask("office-holders", office=office, on=on)] == holders


def test_members_whose_status_goes_on() -> None:
    rows = ask("members", on="2025-12-31", certainly=True, status="member")
    assert len(rows) == 10
    assert {row["endLabel"] for row in rows} == {"goes on"}
    assert ask("members", organization="CICA", on="2018-06-20", certainly=True)
    assert ask("members", organization="CICA", on="2025-12-31", certainly=True) == []
    (row,) = ask("memberships", state="Uzbekistan", organization="CSTO", on="2008")
    assert row["endLabel"] == "recorded"


def test_descriptions_say_so_too() -> None:
    graph = cache.open()
    found = describe.Describer(graph).describe(resolve.resolve(graph, MINISTER))
    assert "2006-01 – (not known)" in writers.as_text(found, Labels(graph, "en"), 200)


def test_a_day_after_the_record_is_answered_as_of_its_last_day() -> None:
    last = ask("office-holders", on="2025-12-31", certainly=True)
    assert "Vladimir Putin" in {row["personLabel"] for row in last}
    for on in ("2026", "2026-11-26", "today"):
        assert ask("office-holders", on=on, certainly=True) == last
    assert ask("members", on="2026-11-26") == ask("members", on="2025-12-31")


def test_chairmanships_follow_one_another() -> None:
    (row,) = ask("chairmanships", organization="SCO", on="2021-01-01", certainly=True)
    assert row["stateLabel"] == "Tajikistan"
    assert row["theme"].startswith("20 years of the SCO")
    (row,) = ask("chairmanships", organization="SCO", on="2022-09-16")
    assert row["stateLabel"] == "India", "an end is exclusive"
