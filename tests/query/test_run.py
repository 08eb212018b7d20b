"""The answer to a canned query, as every surface gets it."""

from __future__ import annotations

from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from scograph.errors import UsageError
from scograph.query import catalog, run
from scograph.rdf.namespaces import curie
from scograph.store import cache
from tests.support.terminal import CORPUS


@pytest.fixture(scope="module")
def small() -> ox.Store:
    return cache.open(cache.GraphSpec((CORPUS,), only_data=True))


def test_it_has_columns_rows_sparql_and_the_parameters_as_understood(small: ox.Store) -> None:
    query = catalog.load()["summits"]
    answer = run.canned(small, query, {"host": "Borland", "from": 2006}, lang="ru")
    assert answer.columns == list(query["columns"])
    (row,) = answer.rows
    found = dict(zip(answer.columns, row, strict=True))
    assert isinstance(summit := found["summit"], ox.NamedNode)
    assert curie(summit.value) == "scod:borton-summit-2006"
    assert answer.rows == [row]
    understood = {name: term.value for name, term in answer.parameters.items()}
    assert understood["from"] == "2006-01-01"
    assert curie(understood["host"]) == "scod:borland"
    assert answer.lang == "ru"
    again = small.query(answer.sparql)
    assert isinstance(again, ox.QuerySolutions)
    assert [tuple(one) for one in again] == [row]


def test_an_unknown_parameter_is_an_error(small: ox.Store) -> None:
    with pytest.raises(UsageError, match=r"has no parameter hst\. Did you mean host"):
        run.canned(small, catalog.load()["summits"], {"hst": "Borland"})


@pytest.mark.record
@pytest.mark.parametrize("name", catalog.load())
def test_each_query_fits_into_an_address(name: str) -> None:
    """With all its parameters, and with labels in Chinese, as a GET of 8 kB."""
    graph, query = cache.open(), catalog.load()[name]
    given = {one["name"]: one.get("example") or "true" for one in query["parameters"]}
    period = {"from": "2004-01-01", "to": "2005-01-01"}
    given |= {name: day for name, day in period.items() if name in given}
    sparql = run.sparql(graph, query, given, "zh")
    assert len(urlencode({"query": sparql})) < 8000
