"""Terms of the project's namespaces that a user's files use and nothing declares, as notes."""

from __future__ import annotations

import re

from scograph.corpus.load import Corpus
from scograph.corpus.positions import CorpusStatements, Places
from scograph.rdf import ntriples, undeclared
from scograph.rdf.namespaces import SCOD, SCOG
from scograph.shapes.misplaced import Note

_OURS = re.compile(rb"<(https?://(?:www\.)?w3id\.org/scograph/[^>]*)>", re.I)
CODE = "undeclared-term"


def noted(corpus: Corpus, *, only_data: bool, wrong_namespace: bool = False) -> list[Note]:
    """File, line and sentence for the first place of each such term.

    With `only_data`, the things of the shipped data count as declared, though they are not there.
    With `wrong_namespace`, only terms whose namespace is none of the project's.
    """
    used: dict[str, bytes] = {}
    declared: set[str] = set()
    for line in corpus.asserted.lines():
        for at, found in enumerate(_OURS.finditer(line)):
            iri = found[1].decode()
            if at == 0 and found.start() == 0 and iri.startswith((SCOG, SCOD)):
                declared.add(iri)
            else:
                used.setdefault(iri, line)
    skipped = (SCOG, SCOD) if wrong_namespace else (SCOD,) if only_data else ("\0",)
    wrong = {
        iri: line
        for iri, line in used.items()
        if iri not in declared
        and undeclared.is_ours(iri)
        and not iri.startswith(skipped or ("\0",))
    }
    if not wrong:
        return []
    places, hints = Places(CorpusStatements(corpus)), undeclared.Hints(declared)
    notes: list[Note] = []
    for iri, line in sorted(wrong.items()):
        (triple,) = ntriples.read(line)
        value = getattr(triple.object, "value", str(triple.object))
        subject = getattr(triple.subject, "value", str(triple.subject))
        file, number = places.of(subject, triple.predicate.value, value)
        text = f"{hints.sentence(iri)}  [{CODE}]"
        notes.append((str(file) if file else None, number, text))
    return notes
