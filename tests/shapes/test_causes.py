"""Which finding is shown as the cause of which."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from scograph.rdf.namespaces import PREFIXES, SCOD, SCOG
from scograph.shapes import causes
from scograph.shapes.findings import Finding
from scograph.shapes.metadata import Metadata

SH = PREFIXES["sh"]
METADATA = {
    code: Metadata(code, "", "", frozenset(SCOG + name for name in properties.split()))
    for code, properties in {
        "missing-capacity": "capacity",
        "coverage-of-absent-member": "atMeeting capacity represents",
        "tenure-does-not-cover-event": "inTenure earliest",
        "claim-for-absent-property": "claimFor claimAbout",
        "undescribed-thing": "",
    }.items()
}


def finding(
    code: str, thing: str, *mentions: str, path: str | None = None, value: str | None = None
) -> Finding:
    sparql = code not in ("missing-capacity", "undescribed-thing")
    return Finding(
        code=code,
        severity="Warning" if code.startswith("coverage") else "Violation",
        file=Path(f"{thing}.ttl"),
        line=1,
        thing=SCOD + thing,
        name=thing,
        path=path and SCOG + path,
        value=value and SCOG + value,
        reason="",
        remedy="",
        shape=code,
        component=f"{SH}{'SPARQL' if sparql else 'MinCount'}ConstraintComponent",
        mentions=tuple(SCOD + one for one in mentions),
    )


def found(*findings: Finding) -> list[tuple[str, list[str]]]:
    store = ox.Store()
    part = ox.NamedNode(SCOD + "part")
    for name in ("summit", "state"):
        store.add(ox.Quad(part, ox.NamedNode(SCOG + name), ox.NamedNode(SCOD + name)))
    return [
        (one.code, [consequence.code for consequence in one.consequences])
        for one in causes.first(findings, store, METADATA)
    ]


MISSING = finding("missing-capacity", "part", path="capacity")


def test_a_missing_value_and_what_asks_for_it() -> None:
    assert found(
        finding("coverage-of-absent-member", "coverage", "state", "summit"),
        finding("claim-for-absent-property", "claim", "part", value="capacity"),
        MISSING,
    ) == [("missing-capacity", ["claim-for-absent-property", "coverage-of-absent-member"])]


def test_another_error_on_the_same_thing_is_no_consequence() -> None:
    assert found(MISSING, finding("tenure-does-not-cover-event", "part", "tenure")) == [
        ("missing-capacity", []),
        ("tenure-does-not-cover-event", []),
    ]


def test_of_what_the_cause_connects_all_must_be_named() -> None:
    other = finding("coverage-of-absent-member", "coverage", "state", "other-summit")
    assert found(other, MISSING) == [("coverage-of-absent-member", []), ("missing-capacity", [])]


def test_what_is_said_of_a_thing_that_is_not_described_follows_from_that() -> None:
    unknown = finding("undescribed-thing", "tenure")
    assert found(finding("tenure-does-not-cover-event", "part", "tenure"), unknown) == [
        ("undescribed-thing", ["tenure-does-not-cover-event"])
    ]


MEETING = {
    **METADATA,
    "tenure-does-not-cover-event": Metadata(
        "tenure-does-not-cover-event",
        "",
        "",
        frozenset(SCOG + name for name in ("atMeeting", "earliest", "inTenure")),
    ),
    "name-of-another-year": Metadata(
        "name-of-another-year", "", "", frozenset({SCOG + "earliest"})
    ),
}


def at_one_meeting(findings: list[Finding], people: int) -> list[tuple[str, list[str]]]:
    """What is shown of findings on some of the people at a meeting."""
    store = ox.Store()
    summit = ox.NamedNode(SCOD + "summit")
    store.add(ox.Quad(summit, ox.NamedNode(SCOG + "earliest"), ox.Literal("2006-06-15")))
    for number in range(people):
        one = ox.NamedNode(f"{SCOD}person-{number}")
        store.add(ox.Quad(one, ox.NamedNode(SCOG + "atMeeting"), summit))
    return [
        (one.name, [consequence.name for consequence in one.consequences])
        for one in causes.first(findings, store, MEETING)
    ]


def test_many_findings_that_hang_on_a_thing_are_below_its_own() -> None:
    out = [finding("tenure-does-not-cover-event", f"person-{n}", f"tenure-{n}") for n in range(4)]
    year = finding("name-of-another-year", "summit")
    below = [f"person-{n}" for n in range(4)]
    assert at_one_meeting([*out, year], 20) == [("summit", below)]


def test_many_findings_that_hang_on_a_thing_are_below_the_first() -> None:
    out = [finding("tenure-does-not-cover-event", f"person-{n}", f"tenure-{n}") for n in range(4)]
    assert at_one_meeting(out, 10) == [("person-0", ["person-1", "person-2", "person-3"])]


def test_some_findings_among_many_things_are_errors_of_their_own() -> None:
    out = [finding("tenure-does-not-cover-event", f"person-{n}", f"tenure-{n}") for n in range(3)]
    assert len(at_one_meeting(out, 20)) == 3


def test_what_is_missing_in_each_thing_is_an_error_in_each() -> None:
    out = [finding("missing-capacity", f"person-{n}", path="capacity") for n in range(4)]
    assert len(at_one_meeting(out, 4)) == 4
