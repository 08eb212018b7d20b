"""The ontology: every term labelled, defined and used, and nothing used that is not declared."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import sparq

from scograph.rdf.namespaces import PREFIXES, SCOG, curie
from tests.support.ontology_graph import (
    DATA,
    IMPORTS,
    OWL,
    OWN,
    RDF_TYPE,
    RDFS,
    ROOT,
    RULES,
    SHAPES,
    Values,
    by_subject,
    ntriples,
    triples,
)

SKOS = PREFIXES["skos"]
ONTOLOGY = SCOG.removesuffix("#")
LANGUAGES = ["en", "ru", "zh"]
TERM_KINDS = {
    OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
}
# The languages that the files are written in, rather than words of a domain.
LANGUAGE_PREFIXES = ("owl", "rdf", "rdfs", "sh", "xsd")
BORROWED_PREFIXES = sorted({path.stem for path in IMPORTS})
# What OWL 2 RL has no place for, wherever it stands.
OUTSIDE_RL = {
    OWL + name
    for name in (
        "DataRange",
        "NegativePropertyAssertion",
        "ReflexiveProperty",
        "allValuesFrom",
        "disjointUnionOf",
        "hasKey",
        "hasSelf",
        "hasValue",
        "minCardinality",
        "minQualifiedCardinality",
        "oneOf",
        "someValuesFrom",
        "topDataProperty",
        "topObjectProperty",
        "unionOf",
    )
}

SUBJECTS = by_subject(triples(OWN))
TERMS = {
    iri: values
    for iri, values in SUBJECTS.items()
    if iri.startswith(SCOG) and TERM_KINDS & {kind.value for kind in values[RDF_TYPE]}
}
CLASSES = {
    iri
    for iri, values in TERMS.items()
    if OWL + "Class" in {kind.value for kind in values[RDF_TYPE]}
}
CONCEPTS = {
    iri: values
    for iri, values in SUBJECTS.items()
    if SKOS + "Concept" in {kind.value for kind in values[RDF_TYPE]}
}
SCHEMES = {
    iri: values
    for iri, values in SUBJECTS.items()
    if SKOS + "ConceptScheme" in {kind.value for kind in values[RDF_TYPE]}
}


def languages(values: Values, name: str) -> list[str]:
    return sorted(str(value.language) for value in values[SKOS + name])


def test_terms_are_labelled_and_defined() -> None:
    wrong = []
    for iri, values in sorted({**TERMS, **CONCEPTS, **SCHEMES}.items()):
        texts = [text.value for text in values[SKOS + "definition"]]
        if (
            languages(values, "prefLabel") != LANGUAGES
            or languages(values, "definition") != ["en"]
            or not all(re.fullmatch(r"[A-Z].*[^.]\.", text) for text in texts)
            or not all(len(text.split()) >= 4 for text in texts)
            or [node.value for node in values[RDFS + "isDefinedBy"]] != [ONTOLOGY]
        ):
            wrong.append(curie(iri))
    assert wrong == [], "a label in three languages, a definition that is a full sentence"


def test_terms_have_examples() -> None:
    wrong = [
        curie(iri)
        for iri, values in TERMS.items()
        if not values[SKOS + "example"]
        or any(
            text.language != "en" or not text.value.endswith(".")
            for text in values[SKOS + "example"]
        )
    ]
    assert wrong == [], "an example in English that is a full sentence"


def test_definitions_are_not_circular() -> None:
    wrong = []
    for iri in sorted(CLASSES):
        values = TERMS[iri]
        (name,) = (text.value for text in values[SKOS + "prefLabel"] if text.language == "en")
        definition = values[SKOS + "definition"][0].value
        if re.search(rf"\b{re.escape(name)}\b", definition, re.IGNORECASE):
            wrong.append((curie(iri), definition))
    assert wrong == []


def test_concepts_stand_in_a_list() -> None:
    """Each in one scheme, at its top or below another concept of the same scheme."""
    wrong = []
    for iri, values in sorted(CONCEPTS.items()):
        schemes = [node.value for node in values[SKOS + "inScheme"]]
        above = [node.value for node in values[SKOS + "broader"]]
        top = [node.value for node in values[SKOS + "topConceptOf"]]
        if (
            len(schemes) != 1
            or schemes[0] not in SCHEMES
            or (top == schemes) == bool(above)
            or any(
                [node.value for node in CONCEPTS[broader][SKOS + "inScheme"]] != schemes
                for broader in above
            )
        ):
            wrong.append(curie(iri))
    assert wrong == []


def test_labels_of_a_list_are_distinct() -> None:
    names = Counter(
        (values[SKOS + "inScheme"][0].value, text.language, text.value)
        for values in CONCEPTS.values()
        for text in values[SKOS + "prefLabel"]
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_labels_of_terms_are_distinct() -> None:
    """Classes and properties apart: in Chinese a class and a property may share a name."""
    names = Counter(
        (iri in CLASSES, text.language, text.value)
        for iri, values in TERMS.items()
        for text in values[SKOS + "prefLabel"]
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_twelve_starting_terms() -> None:
    steps = [int(text.value) for term in TERMS.values() for text in term[SCOG + "readingStep"]]
    assert sorted(steps) == list(range(1, 13))


def test_readme_lists_the_starting_terms_in_order() -> None:
    readme = (ROOT / "ontology" / "README.md").read_text(encoding="utf-8")
    steps = sorted(
        (int(text.value), iri) for iri, term in TERMS.items() for text in term[SCOG + "readingStep"]
    )
    listed = re.findall(r"^(\d+)\. `scog:(\w+)`", readme, re.MULTILINE)
    assert [(int(step), SCOG + name) for step, name in listed] == steps


def test_header() -> None:
    header = SUBJECTS[ONTOLOGY]
    assert [node.value for node in header[RDF_TYPE]] == [OWL + "Ontology"]
    (version,) = (text.value for text in header[OWL + "versionInfo"])
    assert [node.value for node in header[OWL + "versionIRI"]] == [f"{ONTOLOGY}/{version}"]
    dct = PREFIXES["dct"]
    (licence,) = header[dct + "license"]
    assert licence.value == "https://creativecommons.org/licenses/by/4.0/"
    for name in ("creator", "publisher"):
        assert all(isinstance(maker, ox.NamedNode) for maker in header[dct + name])
        assert header[dct + name]
    assert header[SKOS + "editorialNote"]
    (prefix,) = header[PREFIXES["vann"] + "preferredNamespacePrefix"]
    assert prefix.value == "scog"
    for name in ("title", "description"):
        assert sorted(str(text.language) for text in header[dct + name]) == LANGUAGES


def test_readme_names_every_file() -> None:
    readme = (ROOT / "ontology" / "README.md").read_text(encoding="utf-8")
    missing = [
        str(path.relative_to(ROOT / "ontology"))
        for path in (ROOT / "ontology").glob("*.ttl")
        if f"`{path.name}`" not in readme
    ]
    assert missing == []


def test_nothing_outside_the_rl_profile() -> None:
    """A first check that needs no Java; the OWL API has the last word (test_ontology_dl.py)."""
    found = triples(OWN + IMPORTS)
    names = {term.value for t in found for term in (t.predicate, t.object) if _is_named(term)}
    assert sorted(names & OUTSIDE_RL) == []
    heads = {t.object for t in found if t.predicate.value == OWL + "propertyChainAxiom"}
    rest = PREFIXES["rdf"] + "rest"
    tails = {t.object for t in found if t.predicate.value == rest}
    blanks = {t.subject for t in found if isinstance(t.subject, ox.BlankNode)}
    assert blanks <= heads | tails, "a class expression has crept in: name it or leave it out"


def _is_named(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> bool:
    return isinstance(term, ox.NamedNode)


def _iris(paths: list[Path]) -> dict[str, Path]:
    return {
        term.value: path
        for path in paths
        for triple in triples([path])
        for term in (triple.subject, triple.predicate, triple.object)
        if _is_named(term)
    }


def _in_queries() -> dict[str, Path]:
    files = [*(ROOT / "queries").rglob("*.rq"), *RULES]
    shapes = [text for text in SHAPES if "sh:select" in text.read_text(encoding="utf-8")]
    prefixes = "|".join(["scog", *BORROWED_PREFIXES])
    return {
        PREFIXES[prefix] + name: path
        for path in [*files, *shapes]
        for prefix, name in re.findall(
            rf"(?<![\w:-])({prefixes}):(\w[\w-]*\w|\w)", path.read_text(encoding="utf-8")
        )
    }


@pytest.mark.record
def test_every_term_of_ours_that_is_used_is_declared() -> None:
    used = _iris(OWN + IMPORTS + SHAPES + DATA) | _in_queries()
    undeclared = {
        curie(iri): str(path.relative_to(ROOT))
        for iri, path in used.items()
        if iri.startswith(SCOG) and iri not in {**TERMS, **CONCEPTS, **SCHEMES}
    }
    # A shape is a resource of ours, declared by being a shape.
    shapes = {curie(iri) for iri in by_subject(triples(SHAPES))}
    assert {iri: path for iri, path in undeclared.items() if iri not in shapes} == {}


@pytest.mark.record
def test_every_borrowed_term_that_is_used_is_declared() -> None:
    declared = set(by_subject(triples(IMPORTS)))
    foreign = tuple(
        namespace
        for prefix, namespace in PREFIXES.items()
        if prefix not in (*LANGUAGE_PREFIXES, "scog", "scod", "wd")
    )
    used = _iris(OWN + SHAPES + DATA) | _in_queries()
    undeclared = {
        curie(iri): str(path.relative_to(ROOT))
        for iri, path in used.items()
        if iri.startswith(foreign) and iri not in foreign and iri not in declared
    }
    assert undeclared == {}


def test_every_borrowed_term_has_a_label_and_a_home() -> None:
    for iri, values in by_subject(triples(IMPORTS)).items():
        assert sorted(one.language for one in values[RDFS + "label"]) == ["en", "ru", "zh"], iri
        assert len(values[RDFS + "isDefinedBy"]) == 1, iri


@pytest.mark.record
def test_every_term_is_used() -> None:
    """By the data, by what is inferred from them, by a shape or rule, or on terms (annotations)."""
    asserted = triples(DATA)
    graph = sparq.Graph.load(ntriples(triples(OWN + IMPORTS) + asserted).decode(), "ntriples")
    graph.reason("owl")
    things = f"FILTER(STRSTARTS(STR(?thing), '{PREFIXES['scod']}'))"
    used = {row["p"].value for row in graph.query(f"SELECT ?p {{ ?thing ?p ?o {things} }}").rows}
    used |= {row["c"].value for row in graph.query(f"SELECT ?c {{ ?thing a ?c {things} }}").rows}
    used |= set(_iris(SHAPES))
    used |= {triple.predicate.value for triple in triples(OWN)}
    rules = "".join(path.read_text(encoding="utf-8") for path in RULES)
    used |= {PREFIXES["scog"] + name for name in re.findall(r"scog:(\w+)", rules)}
    unused = sorted(curie(term) for term in TERMS if term not in used)
    assert unused == [], f"use them in the data or a shape, or drop them: {' '.join(unused)}"


@pytest.mark.record
def test_every_list_is_used() -> None:
    asserted = {triple.object.value for triple in triples(DATA) if _is_named(triple.object)}
    used = asserted | set(_iris(SHAPES)) | set(_in_queries())
    unused = [
        curie(scheme)
        for scheme in SCHEMES
        if scheme not in used
        and not any(
            concept in used
            for concept, values in CONCEPTS.items()
            if values[SKOS + "inScheme"][0].value == scheme
        )
    ]
    assert unused == [], f"use them in the data or a shape, or drop them: {' '.join(unused)}"
