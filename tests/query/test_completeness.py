"""How complete the record is for a question, and what an empty answer means."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph import paths
from scograph.errors import InputError
from scograph.query import catalog, completeness, header, run
from scograph.query.run import Answer
from scograph.rdf.namespaces import curie
from scograph.store import cache
from tests.support.terminal import CORPUS, on_small
from tests.support.terminal import run as scograph

MORE = """\
@prefix scod: <https://w3id.org/scograph/id/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
scod:coverage-river-league-standings a scog:Coverage ;
  scog:checkedBy scog:check-one-reading ; scog:completeness scog:completeness-partial ;
  scog:coverageOf scod:river-league ; scog:factKind scog:fact-standings ;
  scog:coversFrom "1990-01-01"^^xsd:date ; scog:coversThrough "2006-12-31"^^xsd:date ;
  skos:editorialNote "Only the states of the valley."@en .
"""
Small = ox.Store


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    more = tmp_path_factory.mktemp("more") / "more.ttl"
    more.write_text(MORE, encoding="utf-8")
    return cache.open(cache.GraphSpec((CORPUS, more), only_data=True))


def ask(store: ox.Store, name: str, **given: str) -> Answer:
    return run.canned(store, catalog.load()[name], given)


def found(answer: Answer) -> completeness.Completeness:
    assert answer.completeness is not None
    return answer.completeness


def test_a_complete_answer_within_the_record_needs_no_remark(small: Small) -> None:
    answer = ask(small, "summits", **{"from": "2006", "to": "2006"})
    assert found(answer).complete
    assert not found(answer).short
    assert answer.remark() == ""


def test_a_question_without_an_end_goes_past_the_record(small: Small) -> None:
    answer = ask(small, "summits", **{"from": "2006"})
    assert found(answer).complete
    assert found(answer).as_of == "2006-12-31"
    assert "reaches to 2006-12-31" in answer.remark()


def test_days_of_which_no_coverage_speaks_are_not_complete(small: Small) -> None:
    answer = ask(small, "summits", **{"to": "2006"})
    assert not found(answer).complete
    assert "complete in 2006, otherwise not stated" in answer.remark()


def test_an_empty_answer_means_no_only_where_the_record_is_complete(small: Small) -> None:
    none = ask(small, "summits", host="Corland", **{"from": "2006", "to": "2006"})
    assert none.rows == []
    assert none.remark().startswith("No rows: there is none.")
    period = {"from": "2006", "to": "2006"}
    unsure = ask(small, "summits", host="Corland", certainly="true", **period)
    assert unsure.remark().startswith("No rows: none of which it is certain.")
    unknown = ask(small, "attendees", capacity="observer", host="Corland", **{"to": "2006"})
    assert unknown.rows == []
    assert unknown.remark().startswith("No rows: not recorded")
    assert not found(unknown).complete


def test_after_the_record_a_day_is_answered_as_of_its_last_one(small: Small) -> None:
    answer = ask(small, "members", organization="River League", on="2030-01-01")
    assert found(answer).as_of == "2006-12-31"
    assert "Answered as of 2006-12-31, the last day of the record" in answer.remark()
    assert "only some states are recorded" in answer.remark()
    within = ask(small, "members", organization="River League", on="2006-06-01")
    assert found(within).as_of is None
    assert "as of" not in within.remark()


def test_all_after_the_record_is_not_recorded(small: Small) -> None:
    answer = ask(small, "summits", **{"from": "2030"})
    assert found(answer).beyond
    assert not found(answer).complete
    assert "what came after is not in it" in answer.remark()
    assert answer.remark().startswith("No rows: not recorded")


def test_the_capacity_and_the_party_decide_which_facts_count(small: Small) -> None:
    kinds = {part.kind for part in found(ask(small, "attendees", capacity="member")).parts}
    assert kinds == {"meetings", "member-participants"}
    of_arland = {part.kind for part in found(ask(small, "attendees", represents="Arland")).parts}
    assert of_arland == {"meetings", "member-participants"}


@pytest.mark.parametrize(
    ("lang", "words"), [("ru", "доведены до 2006-12-31"), ("zh", "收录截至2006-12-31")]
)
def test_it_is_said_in_the_language_of_the_reader(small: Small, lang: str, words: str) -> None:
    answer = run.canned(small, catalog.load()["summits"], {}, lang=lang)
    assert words in answer.remark()


def test_a_graph_without_coverages_says_nothing() -> None:
    assert completeness.of(ox.Store(), catalog.load()["summits"], {}) is None


def test_on_standard_error_in_json_and_not_with_quiet() -> None:
    asked = ("run", "summits", "--from", "2006")
    told = on_small(*asked)
    assert told.err.count("\n") == 1
    assert "The record reaches to 2006-12-31" in told.err
    assert on_small(*asked, "--quiet").err == ""
    assert on_small(*asked, "--quiet").out == told.out
    member = json.loads(on_small(*asked, "-F", "json").out)["completeness"]
    assert member["complete"] is True
    assert member["reaches"] == member["asOf"] == "2006-12-31"
    assert member["text"] == told.err.rstrip("\n")
    assert "completeness" not in json.loads(on_small(*asked, "-qF", "json").out)


def test_every_canned_query_says_on_which_facts_it_rests() -> None:
    kinds = {path.stem for path in paths.ONTOLOGY.rglob("fact-kinds.ttl")}
    assert kinds
    text = next(paths.ONTOLOGY.rglob("fact-kinds.ttl")).read_text(encoding="utf-8")
    for name, query in catalog.load().items():
        rests = query["completeness"]
        assert rests is not None, f"{name} has no `completeness` in its header"
        for fact in rests["facts"]:
            assert fact == "any" or f"\nscog:fact-{fact}\n" in text, (name, fact)


def test_every_thing_that_is_named_narrows_the_completeness() -> None:
    """A parameter that is left out lets an answer on one council speak of all of them."""
    for name, query in catalog.load().items():
        rests = query["completeness"]
        assert rests is not None
        roles = {one for names in rests["by"].values() for one in names}
        named = {one["name"] for one in query["parameters"] if one["type"] == "thing"}
        if rests["facts"]:
            assert named <= roles, f"{name}: {named - roles} is in no role of `completeness`"


def test_every_query_on_facts_rests_on_some() -> None:
    on_the_graph_itself = {"coverage", "disagreements", "evidence"}
    without = {
        name for name, one in catalog.load().items() if not (one["completeness"] or {})["facts"]
    }
    assert without == on_the_graph_itself


def test_without_what_is_inferred_nothing_is_complete() -> None:
    found = on_small("run", "summits", "--from", "2006", "--to", "2006", "--asserted")
    assert "Without what is inferred" in found.err
    assert "there is none" not in found.err
    asked = on_small("run", "attendees", "--represents", "Arland", "--asserted", "-F", "json")
    member = json.loads(asked.out)["completeness"]
    assert member["complete"] is False
    assert "Without what is inferred" in member["text"]


def test_after_the_record_nothing_is_to_be_asked_instead(small: Small) -> None:
    assert ask(small, "attendees", **{"from": "2030"}).instead == []


HEADER = """\
#+ summary: A
#+ question: A?
#+ parameters:
#+   - {name: host, type: thing, help: "A."}
#+ columns: {a: A}
#+ completeness: WRONG
#+ example: {}
#+ tags: [a]
SELECT ?a WHERE {
  # values: host=a
  ?a ?b ?c
}
"""


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("{facts: [meetings], body: hst}", "names 'hst', which is no parameter"),
        ("{facts: [meetings], bdy: host}", "has no key 'bdy'"),
        ("{body: host}", "has no list of 'facts'"),
        ("meetings", "is not a dict"),
    ],
)
def test_a_mistake_in_the_key_is_an_error_with_its_line(
    tmp_path: Path, wrong: str, message: str
) -> None:
    path = tmp_path / "a.rq"
    path.write_text(HEADER.replace("WRONG", wrong), encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        header.read(path)
    assert caught.value.line == 6


@pytest.fixture(scope="module")
def shipped() -> ox.Store:
    return cache.open(cache.GraphSpec())


@pytest.mark.record
@pytest.mark.parametrize(
    ("name", "given", "complete"),
    [
        ("attendees", {"summit": "Tashkent summit 2004", "represents": "China"}, True),
        ("attendees", {"summit": "Tashkent summit 2004", "represents": "Mongolia"}, False),
        ("attendances", {"person": "Vladimir Putin"}, True),
        ("attendances", {"person": "Hamid Karzai"}, False),
        ("summits", {"to": "2025"}, True),
        ("summits", {"organization": "SCO", "to": "1995"}, True),
        ("council-sessions", {"to": "2025"}, True),
        ("founders", {"organization": "BRICS"}, False),
        ("founders", {"organization": "Shanghai Five"}, True),
        ("members", {"organization": "United Nations Security Council"}, False),
        # Others than the one who led a delegation are not looked for.
        ("attendances", {"person": "Li Hui"}, False),
        ("co-attendance", {"person": "Li Hui"}, False),
        # Who else was there may have been an observer or a guest.
        ("co-attendance", {"person": "Hu Jintao"}, False),
        ("leaders-together", {"person": "Hu Jintao", "with": "Vladimir Putin"}, True),
        # Before the body was founded, states had their leaders.
        ("office-holders", {"on": "1990"}, False),
        ("office-holders", {"office": "Secretary-General of the SCO", "on": "2003-06-01"}, False),
        ("chairmanships", {}, False),
        ("chairs", {"council": "Council of Foreign Ministers"}, False),
        ("invitations", {"meeting": "Tashkent summit 2016"}, False),
        ("organs", {}, False),
        ("lineage", {}, True),
        ("lineage", {"organization": "BRICS"}, False),
    ],
)
def test_complete_for_just_the_question(
    shipped: ox.Store, name: str, given: dict[str, str], complete: bool
) -> None:
    assert found(ask(shipped, name, **given)).complete is complete


@pytest.mark.record
@pytest.mark.parametrize("body", ["BRICS", "United Nations Security Council", "NATO", "G20"])
def test_of_other_bodies_only_some_states_are_recorded(shipped: ox.Store, body: str) -> None:
    answer = ask(shipped, "members", organization=body)
    assert "only some states are recorded" in answer.remark()


@pytest.mark.record
@pytest.mark.parametrize(
    ("name", "given", "instead"),
    [
        ("members", {"organization": "CHG"}, "scograph run members --organization SCO"),
        (
            "summits",
            {"host": "Tajikistan", "from": "2006", "to": "2006"},
            "scograph run council-sessions --host Tajikistan --from 2006-01-01 --to 2006-12-31",
        ),
        (
            "council-sessions",
            {"council": "RATS"},
            'scograph run council-sessions --council "Council of the Regional Anti-Terrorist '
            'Structure"',
        ),
        (
            "participants",
            {"organization": "RATS"},
            'scograph run participants --organization "Council of the Regional Anti-Terrorist '
            'Structure"',
        ),
        (
            "council-sessions",
            {"council": "SCO Secretariat"},
            "scograph run organs --organization SCO",
        ),
        (
            "office-holders",
            {"office": "Prime Minister of Pakistan", "on": "2017-07-30"},
            'scograph run office-holders --office "Prime Minister of Pakistan" --on 2017',
        ),
    ],
)
def test_an_empty_answer_says_what_to_ask_instead(
    shipped: ox.Store, name: str, given: dict[str, str], instead: str
) -> None:
    answer = ask(shipped, name, **given)
    assert answer.rows == []
    assert instead in [one.command for one in answer.instead]
    assert instead in answer.remark()
    assert scograph(*shlex.split(instead)[1:]).out.count("\n") > 1


@pytest.mark.record
@pytest.mark.parametrize(
    ("asked", "instead"),
    [
        (
            ["attendees", "--summit", "scod:council-of-heads-of-government-2004"],
            ["participants", "--meeting"],
        ),
        (["absentees", "--summit", "SCO Plus meeting in Tianjin 2025"], ["participants"]),
        (["council-sessions", "--council", "SCO"], ["summits", "--organization", "SCO"]),
        (["members", "--organization", "China"], ["memberships", "--state"]),
        (["attendances", "--person", "China"], ["attendees", "--represents"]),
    ],
)
def test_a_thing_of_another_class_says_which_question_takes_it(
    asked: list[str], instead: list[str]
) -> None:
    answer = scograph("run", *asked)
    assert answer.code == 2
    (line,) = [one for one in answer.err.splitlines() if one.startswith("Ask instead: scograph ")]
    command = shlex.split(line.removeprefix("Ask instead: scograph "))
    assert command[1 : 1 + len(instead)] == instead
    found = scograph(*command)
    assert found.code == 0
    assert found.out.count("\n") > 1


@pytest.mark.record
@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("timeline", {}),
        ("timeline", {"about": "SCO"}),
        ("timeline", {"about": "China"}),
        ("about", {"entity": "SCO"}),
        ("participants", {"organization": "SCO"}),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_one_line_is_short_and_json_has_all(
    shipped: ox.Store, name: str, given: dict[str, str], lang: str
) -> None:
    answer = run.canned(shipped, catalog.load()[name], given, lang=lang)
    short = [part for part in found(answer).parts if not part.complete]
    assert len(answer.remark()) <= 320
    member = answer.member()
    assert member is not None
    parts = member["parts"]
    assert isinstance(parts, list)
    assert sum(not part["complete"] for part in parts) == len(short) > 0


@pytest.mark.record
def test_what_is_recorded_of_some_bodies_only_is_partial(shipped: ox.Store) -> None:
    remark = ask(shipped, "timeline", about="SCO").remark()
    assert remark.startswith("How complete the record is: partial (")
    assert "not stated" not in remark


@pytest.mark.record
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "recorded for 5 of 10 members"),
        ({"on": "2005"}, "recorded for 3 of 6 members"),
        ({"state": "China"}, "The record is complete for this"),
        ({"state": "India"}, "not recorded, which does not mean that there is none"),
        ({"on": "1999"}, "No rows: there is none"),
    ],
)
def test_the_parties_looked_for_are_those_of_the_day_and_the_state(
    shipped: ox.Store, given: dict[str, str], said: str
) -> None:
    assert said in ask(shipped, "parties", document="SCO Charter", **given).remark()


@pytest.mark.record
def test_exercises_of_an_organ_are_told_with_its_body(shipped: ox.Store) -> None:
    [part] = found(ask(shipped, "exercises", organization="RATS")).parts
    assert part.body is not None
    assert curie(part.body.value) == "scod:sco"
    assert part.reaches is not None


@pytest.mark.record
def test_what_is_asked_instead_has_rows(shipped: ox.Store) -> None:
    for name in ("attendances", "first-attendance"):
        answer = ask(shipped, name, person="Li Hui")
        for one in answer.instead:
            assert ask(shipped, one.name, **one.given).rows, one.command


@pytest.mark.record
def test_bodies_are_those_whose_meetings_are_meant(shipped: ox.Store) -> None:
    bodies = {curie(part.body.value) for part in found(ask(shipped, "summits")).parts}
    assert bodies == {"scod:sco", "scod:shanghai-five"}


@pytest.mark.record
def test_a_gap_names_the_bodies_that_have_it(shipped: ox.Store) -> None:
    # Summits and their chairs are recorded: only of other councils nobody has looked.
    remark = ask(shipped, "chairs", organization="SCO", **{"from": "2009", "to": "2009"}).remark()
    kinds = remark.partition(": ")[2].split("; ")
    assert [kind.partition(" (")[0] for kind in kinds] == ["chairs", "meetings"]
    unread = kinds[1].partition("): not researched")[0]
    assert "Meetings of heads of ministries" in unread
    assert "SCO" not in unread
    assert "CFM" not in unread


@pytest.mark.record
def test_rows_without_a_date_are_in_no_period_and_are_counted(shipped: ox.Store) -> None:
    everything = ask(shipped, "figures", about="SCO")
    date = everything.columns.index("date")
    undated = sum(row[date] is None for row in everything.rows)
    assert undated > 0
    assert everything.undated == 0
    some = ask(shipped, "figures", about="SCO", **{"from": "2004", "to": "2025"})
    assert some.undated == undated
    assert f"in no period: {undated}" in some.remark()
    none = ask(shipped, "figures", about="SCO", to="1995")
    assert none.rows == []
    assert none.remark().startswith("No rows: not recorded")
    member = none.member()
    assert member is not None
    assert member["undated"] == undated


def test_undated_names_a_column(tmp_path: Path) -> None:
    path = tmp_path / "a.rq"
    text = HEADER.replace("completeness: WRONG", "undated: day")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="'undated' names 'day', which is no column"):
        header.read(path)


@pytest.mark.record
def test_where_each_row_tells_what_is_not_recorded_no_row_is_none(shipped: ox.Store) -> None:
    """All leaders of members and observers are recorded as having come to Qingdao."""
    all_came = ask(shipped, "absentees", summit="Qingdao summit 2018")
    assert all_came.rows == []
    remark = all_came.remark(commands=False)
    assert remark == "No rows: there is none. The record is complete for this."
    not_all = ask(shipped, "absentees", summit="Ufa summit 2015")
    assert "not recorded" in str(not_all.rows)
    assert not found(not_all).complete
    later = ask(shipped, "absentees", **{"from": "2030"})
    assert later.remark().startswith("No rows: not recorded")
