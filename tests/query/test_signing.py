"""How completely the record says who signed one document: counted against the members."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.query import catalog, run
from scograph.query.run import Answer
from scograph.store import cache

pytestmark = pytest.mark.record


def ask(name: str, document: str, lang: str = "en") -> Answer:
    given = {"document": f"scod:{document}"}
    return run.canned(cache.open(), catalog.load()[name], given, lang=lang)


def counted(answer: Answer, kind: str) -> tuple[int, int] | None:
    found = answer.completeness
    assert found is not None
    (part,) = [part for part in found.parts if part.kind == kind]
    assert part.document is not None
    return part.counted


@pytest.mark.parametrize("document", ["sco-charter", "qingdao-declaration-2018"])
def test_where_all_members_are_recorded_nothing_is_said(document: str) -> None:
    answer = ask("signatories", document)
    recorded, members = counted(answer, "signatures") or (0, 0)
    assert recorded == members == len(answer.rows) >= 6
    assert answer.remark() == ""
    member = answer.member()
    assert member is not None
    assert member["complete"] is True


def test_where_some_are_missing_it_is_said_how_many() -> None:
    """The India memorandum apart, each document that was signed has as many rows as are counted."""
    short = 0
    store = cache.open()
    answer = run.canned(store, catalog.load()["signatories"], {})
    documents = {row[answer.columns.index("document")] for row in answer.rows}
    for document in documents:
        assert isinstance(document, ox.NamedNode)
        one = ask("signatories", document.value.rpartition("/")[2])
        found = counted(one, "signatures")
        if found is None:
            assert "not stated" in one.remark()
        elif found[0] < found[1]:
            short += 1
            assert len(one.rows) >= found[0]
            assert f"recorded for {found[0]} of {found[1]} members" in one.remark()
        else:
            assert one.remark() == ""
    assert short < len(documents)


def test_nobody_recorded_is_not_nobody_signed() -> None:
    answer = ask("signatories", "decision-on-membership-of-belarus-2024")
    assert list(answer.rows) == []
    assert "not recorded" in answer.remark()
    assert "recorded for 0 of 9 members" in answer.remark()


def test_who_joined_later_counts_among_the_parties() -> None:
    """The treaty of 2007 was signed by six; there are ten members, who may all become parties."""
    recorded, members = counted(ask("parties", "treaty-on-long-term-good-neighbourliness-2007"),
                                "parties") or (0, 0)  # fmt: skip
    assert members == 10
    assert recorded >= 7


def test_a_document_of_two_sides_is_not_measured_by_members() -> None:
    answer = ask("signatories", "russia-uzbekistan-strategic-partnership-treaty-2004")
    assert len(answer.rows) == 2
    assert counted(answer, "signatures") is None
    assert "not stated" in answer.remark()


@pytest.mark.parametrize(("lang", "words"), [("ru", "из"), ("zh", "个成员中收录")])
def test_the_count_in_other_languages(lang: str, words: str) -> None:
    answer = ask("parties", "sco-charter", lang)
    assert words in answer.remark()
