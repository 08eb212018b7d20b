"""Who did not come: absent, or only not recorded."""

from __future__ import annotations

import pytest

from tests.support.answers import shipped as ask

pytestmark = pytest.mark.record


def test_a_leader_who_sent_somebody() -> None:
    (row,) = ask("absentees", summit="Almaty summit 1998", represents="Russia")
    assert (row["leaderLabel"], row["standInLabel"]) == ("Boris Yeltsin", "Yevgeny Primakov")
    assert row["presenceLabel"] == "leader absent and represented"
    assert ask("absentees", summit="Astana summit 2024", represents="Pakistan") == []


def test_not_recorded_is_never_absent() -> None:
    """The record of other participants is nowhere complete: no observer is called absent."""
    rows = ask("absentees")
    alone = [row for row in rows if row["presenceLabel"] != "leader absent and represented"]
    assert alone
    for row in alone:
        assert "standIn" not in row
        if row["statusLabel"] == "observer":
            assert row["presenceLabel"] == "not recorded"


def test_who_was_invited_came_did_not_come_or_is_not_known() -> None:
    came = {
        row.get("inviteeLabel", row["representsLabel"]): row.get("came")
        for row in ask("invitations")
    }
    assert came["Hamid Karzai"] == "true"
    assert came["Boris Yeltsin"] == "false"
    assert came["Hassan Rouhani"] is None


def test_attendances_are_counted_once_a_summit() -> None:
    counts = {row["personLabel"]: int(row["summits"]) for row in ask("attendance-counts")}
    summits = {row["summit"] for row in ask("attendances", person="Xi Jinping")}
    assert counts["Xi Jinping"] == len(summits)


def test_acts_of_a_party() -> None:
    acts = {
        (row["actLabel"], row["date"])
        for row in ask("parties", document="SCO Charter", state="Kazakhstan")
    }
    assert {("signature", "2002-06-07"), ("ratification", "2003-07-04")} <= acts
    early = ask("parties", document="SCO Charter", state="Kazakhstan", on="2002-12-31")
    assert {row["actLabel"] for row in early} == {"signature"}


def test_chairs_of_a_body_are_those_of_its_councils_too() -> None:
    rows = ask("chairs", organization="SCO")
    assert {"Xi Jinping", "Mikhail Mishustin"} <= {row["chairLabel"] for row in rows}
    assert {row["chairLabel"] for row in ask("chairs", council="CHG", state="China")} == {
        "Wen Jiabao",
        "Li Keqiang",
    }


def test_the_body_of_each_change_of_status() -> None:
    rows = ask("status-changes", state="United Arab Emirates")
    assert len({row["organizationLabel"] for row in rows}) > 1
