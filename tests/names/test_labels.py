"""The label of a thing, in a store and in SPARQL: the same, by RFC 4647."""

from __future__ import annotations

import itertools
import random

import pyoxigraph as ox
import pytest
import rdflib

from scograph import paths
from scograph.errors import UsageError
from scograph.names import labels
from scograph.rdf import graph, languages
from scograph.rdf.namespaces import PREFIXES
from scograph.store import cache

THING = "http://example.org/q1"
PREF, LABEL, TITLE, ALIAS = "skos:prefLabel", "rdfs:label", "dct:title", "skos:altLabel"


def store(*names: tuple[str, str, str]) -> ox.Store:
    """A store in which a thing has names, each a property, a text and a language tag or nothing."""
    found = ox.Store()
    for naming, text, tag in names:
        literal = ox.Literal(text, language=tag) if tag else ox.Literal(text)
        found.add(ox.Quad(ox.NamedNode(THING), graph.term(naming), literal))
    return found


def by_sparql(found: ox.Store, lang: str, engine: str) -> list[str]:
    """The label in each row of a query that looks it up."""
    lines = "\n".join(labels.in_sparql("x", lang, inferred=engine == "inferred"))
    if engine == "inferred":
        for rule in sorted(paths.RULES.glob("8?-names-for-readers-*.rq")):
            made = found.query(rule.read_text("utf-8"))
            assert isinstance(made, ox.QueryTriples)
            found.extend([ox.Quad(*triple) for triple in made])
    sparql = f"SELECT ?xLabel {{ VALUES ?x {{ <{THING}> }}\n{lines} }}"
    if engine == "rdflib":
        triples = ox.serialize((quad.triple for quad in found), format=ox.RdfFormat.N_TRIPLES)
        rows = rdflib.Graph().parse(data=triples, format="nt").query(sparql, initNs=PREFIXES)
        return [str(row[0]) for row in rows]  # type: ignore[index]
    return [row["xLabel"].value for row in found.query(sparql, prefixes=PREFIXES)]  # type: ignore


CASES = [
    ("en", [(PREF, "Ann", "en"), (PREF, "Анна", "ru")], "Ann"),
    ("ru", [(PREF, "Ann", "en"), (PREF, "Анна", "ru")], "Анна"),
    ("EN", [(PREF, "Ann", "en"), (PREF, "Анна", "ru")], "Ann"),
    ("en", [(PREF, "Colour", "en-GB"), (PREF, "Цвет", "ru")], "Colour"),
    ("en", [(PREF, "Colour", "en-GB"), (PREF, "Color", "en")], "Color"),
    ("en", [(PREF, "Colour", "en-GB"), (PREF, "Color", "en-US")], "Colour"),
    ("en-GB", [(PREF, "Colour", "en-GB"), (PREF, "Color", "en")], "Colour"),
    ("en-GB", [(PREF, "Color", "en"), (PREF, "Цвет", "ru")], "Color"),
    ("en-GB", [(PREF, "Color", "en-US"), (PREF, "Цвет", "ru")], "Color"),
    ("zh-Hant-TW", [(PREF, "繁", "zh-Hant"), (PREF, "简", "zh")], "繁"),
    ("fr", [(PREF, "Ann", "en"), (PREF, "Анна", "ru")], "Ann"),
    ("fr", [(PREF, "Anna", "de"), (PREF, "Анна", "ru")], "Анна"),
    ("en", [(PREF, "Anna", "de"), (PREF, "Ann", "")], "Ann"),
    ("en", [(PREF, "Anna", "de"), (PREF, "Anne", "fr")], "Anna"),
    ("en", [(PREF, "Анна", "ru"), (ALIAS, "Annie", "en")], "Анна"),
    ("en", [(LABEL, "Anna", "de"), (ALIAS, "Annie", "en")], "Anna"),
    ("en", [(TITLE, "A title", "")], "A title"),
    ("en", [(ALIAS, "Annie", "en-GB")], "Annie"),
    ("en", [(PREF, "a", "en"), (PREF, "b", "ru"), (PREF, "c", "zh"), (LABEL, "a", "en")], "a"),
]


@pytest.mark.parametrize(("lang", "names", "expected"), CASES)
def test_the_best_name(lang: str, names: list[tuple[str, str, str]], expected: str) -> None:
    for order in itertools.permutations(names):
        found = store(*order)
        assert labels.label(found, ox.NamedNode(THING), lang) == expected
    assert by_sparql(found, lang, "oxigraph") == [expected]
    assert by_sparql(found, lang, "inferred") == [expected]


@pytest.mark.reference
@pytest.mark.parametrize(("lang", "names", "expected"), CASES)
def test_the_best_name_by_rdflib(
    lang: str, names: list[tuple[str, str, str]], expected: str
) -> None:
    assert by_sparql(store(*names), lang, "rdflib") == [expected]


def test_a_thing_without_a_name() -> None:
    """A description has the whole IRI in a line of its own; a table shows its end."""
    assert labels.label(ox.Store(), ox.NamedNode(THING)) == THING
    assert labels.label(ox.Store(), graph.term("scod:q1")) == "scod:q1"
    assert by_sparql(ox.Store(), "en", "oxigraph") == ["q1"]
    assert by_sparql(ox.Store(), "en", "rdflib") == ["q1"]


@pytest.mark.slow
def test_store_and_sparql_agree_whatever_the_names() -> None:
    chance = random.Random(13)  # noqa: S311
    tags = ("", "en", "en-GB", "en-US", "ru", "zh", "zh-Hant", "de", "fr")
    for _ in range(150):
        found = store(
            *(
                (chance.choice((PREF, LABEL, TITLE, ALIAS)), chance.choice("abc"), tag)
                for tag in chance.sample(tags, chance.randint(1, 4))
            )
        )
        for lang in ("en", "en-gb", "zh-Hant", "fr"):
            expected = [labels.label(found, ox.NamedNode(THING), lang)]
            assert by_sparql(found, lang, "oxigraph") == expected, list(map(str, found))
        for lang in ("en", "ru", "zh"):
            expected = [labels.label(found, ox.NamedNode(THING), lang)]
            assert by_sparql(found, lang, "inferred") == expected, list(map(str, found))


def test_an_unbound_variable_has_no_label() -> None:
    lines = "\n".join(labels.in_sparql("x"))
    found = store((PREF, "Ann", "en")).query(f"SELECT ?xLabel {{ {lines} }}", prefixes=PREFIXES)
    assert [row["xLabel"] for row in found] == [None]  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", ["", "e n", "en_GB", '"', "en-", "a" * 9, "-".join("a" * 19)])
def test_what_is_no_language_tag(lang: str) -> None:
    with pytest.raises(UsageError, match="is not a language tag"):
        languages.ranges(lang)


def test_preferred_labels_in_order() -> None:
    found = store((PREF, "y", "zh"), (PREF, "x", "de"), (PREF, "b", "ru"), (PREF, "a", "en-GB"))
    assert [name.value for name in labels.preferred(found, ox.NamedNode(THING))] == list("abyx")


@pytest.mark.record
@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_the_short_look_up_finds_the_same(lang: str) -> None:
    """Of all that has no preferred label in just this language, and of a summit."""
    shipped = cache.open()
    assert labels.are_inferred(shipped)
    lines = "\n".join(labels.in_sparql("x", lang, inferred=True))
    odd = f"{{ SELECT DISTINCT ?x {{ ?x scog:label{lang.capitalize()} ?any }} }}"
    sparql = f"SELECT ?x ?xLabel {{ {{ {odd} }} UNION {{ ?x a scog:Summit }}\n{lines} }}"
    found = shipped.query(sparql, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    rows = {row["x"].value: row["xLabel"].value for row in found}
    assert len(rows) > 150
    for iri, text in rows.items():
        assert text == labels.label(shipped, ox.NamedNode(iri), lang)
