"""Terms that a user's files use and nothing declares, as notes."""

from __future__ import annotations

import re

from scograph.corpus.load import Corpus
from scograph.corpus.positions import CorpusStatements, Places
from scograph.rdf import ntriples, undeclared, vocabularies
from scograph.rdf.namespaces import SCOD, SCOG
from scograph.shapes.misplaced import Note

_TERM = re.compile(
    rb"<(https?://(?:www\.)?(?:w3id\.org/scograph/|schema\.org/|purl\.org/|xmlns\.com/"
    rb"|data\.europa\.eu/|w3\.org/(?!1999/|2001/)|rdfs\.org/)[^>]*)>",
    re.I,
)
CODE = "undeclared-term"


def noted(corpus: Corpus, *, only_data: bool, wrong_namespace: bool = False) -> list[Note]:
    """File, line and sentence for the first place of each such term.

    With `only_data`, the things of the shipped data count as declared, though they are not there.
    With `wrong_namespace`, only terms whose namespace is none of the project's, without the
    properties of other vocabularies, for which there is a shape.
    """
    used: dict[str, bytes] = {}
    declared: set[str] = set()
    _, of_ontology = next(corpus.graphs())
    for line in corpus.asserted.lines():
        for at, found in enumerate(_TERM.finditer(line)):
            iri = found[1].decode()
            if line in of_ontology or (at == 0 and found.start() == 0):
                declared.add(iri)
            elif not (wrong_namespace and _is_property_of_others(iri, found.end(), line)):
                used.setdefault(iri, line)
    skipped = (SCOG, SCOD) if wrong_namespace else (SCOD,) if only_data else ("\0",)
    hints = undeclared.Hints(declared)
    wrong = {
        iri: line
        for iri, line in used.items()
        if iri not in declared
        and (undeclared.is_ours(iri) or hints.is_misspelt(iri))
        and not iri.startswith(skipped or ("\0",))
    }
    if not wrong:
        return []
    places = Places(CorpusStatements(corpus))
    notes: list[Note] = []
    for iri, line in sorted(wrong.items()):
        (triple,) = ntriples.read(line)
        value = getattr(triple.object, "value", str(triple.object))
        subject = getattr(triple.subject, "value", str(triple.subject))
        file, number = places.of(subject, triple.predicate.value, value)
        text = f"{hints.sentence(iri)}  [{CODE}]"
        notes.append((str(file) if file else None, number, text))
    return notes


def _is_property_of_others(iri: str, end: int, line: bytes) -> bool:
    """True for the predicate of a line, which ends there, of another vocabulary."""
    return bool(vocabularies.namespace(iri)) and b" " not in line[:end].partition(b" ")[2]
