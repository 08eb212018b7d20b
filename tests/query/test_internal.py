"""The queries that only the program asks: written like the canned ones, alike on two engines."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib

from scograph import paths
from scograph.errors import UsageError
from scograph.query import catalog, header, internal, parameters, template
from scograph.rdf import sparql_tokens
from scograph.rdf.namespaces import PREFIXES
from scograph.store import cache
from tests.support.terminal import CORPUS

FILES = sorted((paths.QUERIES / internal.FOLDER).glob("*.rq"))
QUERIES = {path.stem: header.read(path) for path in FILES}


@pytest.fixture(scope="module")
def small() -> ox.Store:
    return cache.open(cache.GraphSpec((CORPUS,), only_data=True))


@pytest.fixture(scope="module")
def by_rdflib(small: ox.Store) -> rdflib.Dataset:
    found = rdflib.Dataset(default_union=False)
    found.parse(data=ox.serialize(small, format=ox.RdfFormat.N_QUADS), format="nquads")
    return found


def given(store: ox.Store, name: str) -> dict[str, parameters.Term]:
    """The terms of the example, or none where the store does not have the things in it."""
    try:
        return parameters.bind(store, QUERIES[name], QUERIES[name]["example"])
    except UsageError:
        return {}


def test_none_of_them_is_listed() -> None:
    assert not set(QUERIES) & set(catalog.compile(paths.QUERIES)["queries"])


@pytest.mark.parametrize("name", QUERIES)
def test_it_declares_its_columns_and_prefixes(name: str) -> None:
    select = sparql_tokens.select(QUERIES[name]["sparql"])
    assert select is not None
    assert select[0] == list(QUERIES[name]["columns"])
    used, declared = sparql_tokens.prefixes(QUERIES[name]["sparql"])
    assert used <= declared


@pytest.mark.reference
@pytest.mark.parametrize("name", QUERIES)
def test_two_engines_give_the_same_rows(
    name: str, small: ox.Store, by_rdflib: rdflib.Dataset
) -> None:
    terms = given(small, name)
    rows = internal.rows(small, name, **terms)
    sparql = template.expand(QUERIES[name], terms)
    found = by_rdflib.query(sparql, initNs=PREFIXES)
    other = [{k: str(v) for k, v in row.asdict().items()} for row in found]  # type: ignore
    assert sorted(map(sorted, map(dict.items, other))) == sorted(  # type: ignore[arg-type]
        sorted((k, v.value) for k, v in row.items()) for row in rows
    )


@pytest.mark.record
@pytest.mark.parametrize("name", QUERIES)
def test_its_example_has_an_answer_in_the_columns_of_its_header(name: str) -> None:
    store = cache.open()
    canned = QUERIES[name]
    rows = internal.rows(store, name, **parameters.bind(store, canned, canned["example"]))
    assert rows
    assert {column for row in rows for column in row} <= set(canned["columns"])
