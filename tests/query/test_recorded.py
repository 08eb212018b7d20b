"""Each canned query: the columns of the contract, the recorded answer, the same on two engines."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from scograph import paths
from scograph.errors import UsageError
from scograph.query import catalog, check, parameters, template
from scograph.store import cache
from tests.support.cases import parts
from tests.support.samples import marked

QUERIES: dict[str, Any] = catalog.compile(paths.QUERIES)["queries"]
FIXED = {name: (params, columns) for name, params, columns in parts("contract_columns.txt", ": ")}


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return cache.open()


def ask(graph: ox.Store, name: str, **given: str | bool) -> list[dict[str, str]]:
    canned = QUERIES[name]
    values = {key.replace("_", ""): value for key, value in given.items()}
    found = graph.query(template.expand(canned, parameters.bind(graph, canned, values)))
    assert isinstance(found, ox.QuerySolutions)
    answer = json.loads(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    return [
        {column: cell["value"] for column, cell in binding.items()}
        for binding in answer["results"]["bindings"]
    ]


@pytest.mark.parametrize("name", FIXED)
def test_the_contract_is_kept(name: str) -> None:
    parameters, columns = (text.split(", ") for text in FIXED[name])
    assert [p["name"] for p in QUERIES[name]["parameters"]][: len(parameters)] == parameters
    assert list(QUERIES[name]["columns"])[: len(columns)] == columns


@pytest.mark.parametrize("name", QUERIES)
def test_the_recorded_answer(graph: ox.Store, name: str) -> None:
    assert differing(graph, name, "oxigraph") == ([], []), f"scograph check {name}"


# rdflib takes half a minute for these; other stores answer them in tests/remote/test_stores.py.
@pytest.mark.reference
@pytest.mark.parametrize(
    "name", marked(QUERIES, {*QUERIES} - {"meetings", "timeline"}, pytest.mark.whole)
)
def test_the_recorded_answer_by_rdflib(graph: ox.Store, name: str) -> None:
    assert differing(graph, name, "rdflib") == ([], []), f"scograph check {name}"


def differing(graph: ox.Store, name: str, engine: str) -> tuple[list[str], list[str]]:
    """The rows that are missing, and those too many, in an answer that has some."""
    outcome = check.outcome(graph, QUERIES[name], engine=engine)
    assert outcome.rows > 0
    return outcome.missing, outcome.surplus


@pytest.mark.parametrize("name", QUERIES)
def test_the_file_as_it_stands_is_sparql(name: str) -> None:
    answer = ox.Store().query(QUERIES[name]["sparql"])
    assert isinstance(answer, ox.QuerySolutions)
    assert [variable.value for variable in answer.variables] == list(QUERIES[name]["columns"])


@pytest.mark.reference
@pytest.mark.parametrize("name", QUERIES)
def test_the_file_as_it_stands_is_sparql_for_rdflib(name: str) -> None:
    algebra = prepareQuery(QUERIES[name]["sparql"]).algebra
    assert [str(variable) for variable in algebra.PV] == list(QUERIES[name]["columns"])


@pytest.mark.record
@pytest.mark.parametrize(
    ("name", "parameter"),
    [(name, p["name"]) for name, one in QUERIES.items() for p in one["parameters"]],
)
def test_each_parameter_alone(graph: ox.Store, name: str, parameter: str) -> None:
    """With its own example, or switched on, beside what is required."""
    canned = QUERIES[name]
    needed = {p["name"]: p["example"] for p in canned["parameters"] if p.get("required")}
    (one,) = [p for p in canned["parameters"] if p["name"] == parameter]
    value = True if one["type"] == "flag" else str(one.get("example") or one["default"])
    columns = list(canned["columns"])
    rows = ask(graph, name, **{**needed, parameter: value})
    assert all(set(row) <= set(columns) for row in rows)
    if one["type"] not in ("flag", "date") and name not in ("about", "evidence"):
        assert rows, f"the example of --{parameter} finds nothing"


def test_a_year_takes_in_all_of_it(graph: ox.Store) -> None:
    rows = ask(graph, "summits", **{"from": "2004", "to": "2004"})
    assert [row["start"] for row in rows] == ["2004-06-17"]


def test_what_possibly_and_what_certainly_falls_in(graph: ox.Store) -> None:
    """A visit to China is known to the month, not to the day."""
    visitor = {"participant": "Nursultan Nazarbayev"}
    part = {**visitor, "from": "2004-05-10", "to": "2004-05-20"}
    assert [row["date"] for row in ask(graph, "meetings", **part)] == ["2004-05"]
    assert ask(graph, "meetings", **part, certainly=True) == []
    wider = {**visitor, "from": "2004-05", "to": "2004-05"}
    assert [row["date"] for row in ask(graph, "meetings", **wider, certainly=True)] == ["2004-05"]


def test_a_status_on_the_day_of_a_change(graph: ox.Store) -> None:
    """End dates are exclusive: the day belongs to the status that begins."""
    on = "2001-06-15"
    assert len(ask(graph, "members", organization="SCO", on=on)) == 6
    assert ask(graph, "members", organization="Shanghai Five", on=on) == []
    assert len(ask(graph, "members", organization="Shanghai Five", on="2001-06-14")) == 6


def test_member_takes_in_founding_members(graph: ox.Store) -> None:
    rows = ask(graph, "members", on="2018-06-20", status="member")
    assert {row["statusLabel"] for row in rows} == {"founding member", "member"}
    rows = ask(graph, "members", on="2018-06-20", status="founding member")
    assert {row["statusLabel"] for row in rows} == {"founding member"}


def test_an_invitation_is_no_attendance(graph: ox.Store) -> None:
    invited = ox.NamedNode("https://w3id.org/scograph/ontology#Invitation")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    assert list(graph.quads_for_pattern(None, kind, invited, ox.DefaultGraph()))
    rows = ask(graph, "attendees", summit="Dushanbe summit 2000")
    assert "Islam Karimov" in {row.get("personLabel") for row in rows}
    assert all("invitation" not in str(row) for row in rows)


def test_labels_in_the_language_asked_for(graph: ox.Store) -> None:
    canned = QUERIES["founders"]
    sparql = template.expand(canned, parameters.bind(graph, canned, {}), "zh")
    found = graph.query(sparql)
    assert isinstance(found, ox.QuerySolutions)
    assert "乌兹别克斯坦" in {getattr(row["stateLabel"], "value", "") for row in found}


def test_an_end_between_two_days_is_not_printed_as_one(graph: ox.Store) -> None:
    (row,) = ask(graph, "office-holders", person="Li Hui")
    assert row["until"] == "2008-01-01/2008-07-26"
    (row,) = ask(graph, "office-holders", person="Li Huilai")
    assert row["until"] == "2018-05-17/.."


def test_a_status_in_a_month_or_a_year(graph: ox.Store) -> None:
    """India became a member in June 2017: until then it was an observer that acceded."""

    def statuses(on: str, certainly: bool = False) -> set[str]:
        rows = ask(graph, "members", on=on, certainly=certainly)
        return {row["statusLabel"] for row in rows if row["stateLabel"] == "India"}

    assert statuses("2017") == statuses("2017-06") == {"observer", "acceding state", "member"}
    assert statuses("2017", certainly=True) == set()
    assert statuses("2016", certainly=True) == {"observer"}
    assert statuses("2018", certainly=True) == {"member"}


def test_an_office_in_a_year(graph: ox.Store) -> None:
    rows = ask(graph, "office-holders", office="President of Kyrgyzstan", on="2005")
    assert "Askar Akayev" in {row["personLabel"] for row in rows}
    assert len(rows) > 1
    office = {"office": "President of Kyrgyzstan", "on": "2005"}
    assert ask(graph, "office-holders", **office, certainly=True) == []


def test_a_day_is_asked_for_where_a_year_will_not_do(graph: ox.Store) -> None:
    a_day = {"name": "one", "parameters": [{"name": "on", "type": "date"}]}
    assert parameters.bind(graph, a_day, {"on": "2017-06-09"})["on"].value == "2017-06-09"
    with pytest.raises(UsageError, match="--on: '2017' is not one day"):
        parameters.bind(graph, a_day, {"on": "2017"})


def test_what_is_in_force_in_a_year_may_begin_within_it(graph: ox.Store) -> None:
    def titles(on: str) -> set[str]:
        return {row["documentLabel"] for row in ask(graph, "documents-in-force", on=on)}

    charter = "Charter of the Shanghai Cooperation Organisation"
    assert charter in titles("2003")
    assert charter not in titles("2003-01-01")
    assert titles("2003-12-31") <= titles("2003")


def test_a_meeting_lasts_until_its_last_day(graph: ox.Store) -> None:
    """The Shanghai Five met on 14 and 15 June 2001, and the SCO began on the second day."""
    second = {"from": "2001-06-15", "to": "2001-06-15"}
    both = {"Shanghai summit 2001", "Shanghai summit of the SCO 2001"}
    assert {row["summitLabel"] for row in ask(graph, "summits", **second)} == both
    certainly = ask(graph, "summits", **second, certainly=True)
    assert {row["summitLabel"] for row in certainly} == both - {"Shanghai summit 2001"}
    assert "Shanghai summit 2001" in {r["summitLabel"] for r in ask(graph, "attendees", **second)}
    later = {"from": "2001-06-16", "to": "2001-06-30"}
    assert ask(graph, "summits", **later) == []


def test_what_has_one_end_only_falls_in_possibly(graph: ox.Store) -> None:
    """Of the visit to Austria it is known only that it was before a day in June 2018.

    It fills no period before that day.
    """

    def visits(**period: str | bool) -> list[dict[str, str]]:
        rows = ask(graph, "meetings", participant="Vladimir Putin", **period)
        return [row for row in rows if "Austria" in row["meetingLabel"]]

    (visit,) = visits(**{"from": "2018-06", "to": "2018-06"})
    assert "other" not in visit, "nobody else is known to have been there"
    assert visits(to="2018-06-01") == []
    assert visits(**{"from": "2018-07"}) == []
    assert visits(**{"from": "2018-06", "to": "2018-06"}, certainly=True) == []


def test_the_other_side_is_the_one_asked_for(graph: ox.Store) -> None:
    rows = ask(graph, "meetings", participant="China", **{"with": "Hamid Karzai"})
    assert {(row["participantLabel"], row["otherLabel"]) for row in rows} == {
        ("Hu Jintao", "Hamid Karzai")
    }
    assert ask(graph, "meetings", participant="Hamid Karzai", **{"with": "Hamid Karzai"}) == []
