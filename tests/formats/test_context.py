"""The JSON-LD context says of each term what the ontology says of it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.corpus import load
from scograph.formats import context
from scograph.rdf.namespaces import PREFIXES, SCOG, expand
from tests.support import graphs

PUBLISHED = context.published()
LANG_STRING = PREFIXES["rdf"] + "langString"


def declared() -> set[str]:
    """All classes and properties of the project."""
    query = """
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        SELECT DISTINCT ?term WHERE {
            VALUES ?kind {
                owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty
            }
            ?term a ?kind
        }"""
    rows = graphs.shipped_store().query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return {row["term"].value for row in rows if isinstance(row["term"], ox.NamedNode)}


@pytest.mark.slow
def test_every_term_of_the_project_is_there_under_its_own_name() -> None:
    for iri in declared():
        if iri.startswith(SCOG):
            definition = PUBLISHED[iri.removeprefix(SCOG)]
            short = definition if isinstance(definition, str) else definition["@id"]
            assert expand(short) == iri


@pytest.mark.slow
def test_what_the_context_adds_to_the_ontology_is_declared_there() -> None:
    assert (context.DATES | context.TEXTS | context.THINGS) - declared() == set()


def test_keywords_and_kinds_of_values() -> None:
    assert PUBLISHED["id"] == "@id" and PUBLISHED["type"] == "@type"
    assert PUBLISHED["Summit"] == "scog:Summit"
    assert PUBLISHED["heldIn"] == {"@id": "scog:heldIn", "@type": "@id"}
    assert PUBLISHED["earliest"] == {"@id": "scog:earliest", "@type": "xsd:date"}
    assert PUBLISHED["prefLabel"] == {"@id": "skos:prefLabel", "@container": "@language"}
    assert PUBLISHED["sentence"] == {"@id": "scog:sentence", "@type": "xsd:integer"}
    assert PUBLISHED["iso3166Alpha2"] == {"@id": "scog:iso3166Alpha2"}


@pytest.mark.record
@pytest.mark.parametrize("kind", ["@id", "xsd:date", "@language"])
def test_the_data_are_as_the_context_expects(kind: str) -> None:
    """A value of another kind is legal, but would make the JSON uneven."""
    odd = []
    files = [*load.ontology_files(), *load.data_files()]
    expected = {
        expand(definition["@id"])
        for definition in PUBLISHED.values()
        if isinstance(definition, dict)
        and kind in (definition.get("@type"), definition.get("@container"))
    }
    for triple in load.read(files).triples():
        value = triple.object
        if (
            triple.predicate.value in expected
            and not {
                "@id": not isinstance(value, ox.Literal),
                "xsd:date": isinstance(value, ox.Literal)
                and value.datatype.value == PREFIXES["xsd"] + "date",
                "@language": isinstance(value, ox.Literal) and value.datatype.value == LANG_STRING,
            }[kind]
        ):
            odd.append(str(triple))
    assert odd == []


def test_the_order_is_fixed() -> None:
    names = list(PUBLISHED)
    assert names[:2] == ["id", "type"]
    prefixes = names[2 : 2 + len(PREFIXES)]
    assert prefixes == sorted(PREFIXES)
    terms = names[2 + len(PREFIXES) :]
    assert terms == sorted(terms)
