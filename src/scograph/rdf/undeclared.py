"""Terms of the project's namespaces that nothing declares, in a query or in a file.

A query with such a term has no rows, and a file with one says nothing that a query would find: a
misspelt name, or a prefix with `http:` for `https:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from scograph.rdf import graph, sparql_tokens
from scograph.rdf.namespaces import BASE, PREFIXES, SCOD, SCOG, curie

OURS = (SCOG, SCOD)
# So many terms are named, and get a hint.
_MOST = 10
# The namespaces of the project, and what they are mistaken for.
_ALIKE = re.compile(
    r"(?:http://(?:www\.)?|https://www\.)w3id\.org/scograph/(ontology|id)[#/]([^#/]+)$"
    r"|https://w3id\.org/scograph/(?:(ontology)/|(id)#)([^#/\d][^#/]*)$",
    re.IGNORECASE,
)
_FOLDERS = {"ontology": SCOG, "id": SCOD}


def in_query(store: ox.Store, sparql: str) -> list[str]:
    """A sentence for each term of a query that the graph does not know, at most eleven."""
    unknown, hints = _unknown(store, sparql)
    named = [hints.sentence(iri) for iri in unknown[:_MOST]]
    more = len(unknown) - len(named)
    return [*named, f"{more:,} more terms are declared nowhere."] if more else named


def with_nearest(store: ox.Store, sparql: str) -> list[tuple[str, str]]:
    """The first terms of a query that the graph does not know, each with what may be meant."""
    unknown, hints = _unknown(store, sparql)
    return [
        (curie(iri) or iri, near and curie(near))
        for iri in unknown[:_MOST]
        for near in [hints.nearest(iri)]
    ]


def _unknown(store: ox.Store, sparql: str) -> tuple[list[str], Hints]:
    used = f"{_prologue(sparql)}{sparql}"
    unknown = [
        iri
        for iri in sorted(sparql_tokens.iris(used))
        if is_ours(iri) and not _is_known(store, iri)
    ]
    return unknown, Hints(_described(store) if unknown else ())


def is_ours(iri: str) -> bool:
    """True for a term of the project's namespaces, and for what is mistaken for one.

    >>> [is_ours(f"{scheme}://w3id.org/scograph/ontology#Summit") for scheme in ("http", "https")]
    [True, True]
    >>> is_ours("https://w3id.org/scograph/graph/record"), is_ours("https://w3id.org/scograph/id/")
    (False, False)
    """
    return (iri.startswith(OURS) and iri not in OURS) or bool(_ALIKE.match(iri))


class Hints:
    """Says what is wrong with a term, and which of the known ones is the nearest.

    A search for the nearest one takes milliseconds, so only the first terms get one.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {*known}
        self._ends = {
            prefix: {
                one.removeprefix(prefix).lower(): one
                for one in self._known
                if one.startswith(prefix)
            }
            for prefix in OURS
        }
        self._left = _MOST

    def sentence(self, iri: str) -> str:
        """What is wrong with a term.

        >>> Hints([SCOG + "Summit"]).sentence(SCOG + "Sumit")
        'scog:Sumit is declared nowhere. Did you mean scog:Summit?'
        """
        near = self.nearest(iri)
        hint = f" Did you mean {curie(near)}?" if near else ""
        right = _as_ours(iri)
        if right != iri:
            prefix = SCOG if right.startswith(SCOG) else SCOD
            return f"{iri} is not in the namespace <{prefix}>.{hint}"
        return f"{curie(iri)} is declared nowhere.{hint}"

    def nearest(self, iri: str) -> str:
        """The term that may be meant; empty if none is near."""
        right = _as_ours(iri)
        if right != iri:
            return right if right in self._known else ""
        prefix = SCOG if right.startswith(SCOG) else SCOD
        return self._nearest(iri.removeprefix(prefix).lower(), self._ends[prefix])

    def _nearest(self, end: str, ends: Mapping[str, str]) -> str:
        import difflib

        self._left -= 1
        near = difflib.get_close_matches(end, ends, n=1, cutoff=0.7) if self._left >= 0 else []
        return ends[near[0]] if near else ""


def _as_ours(iri: str) -> str:
    """The IRI with the namespace that is meant."""
    found = _ALIKE.match(iri)
    if not found:
        return iri
    folder = found[1] or found[3] or found[4]
    return _FOLDERS[folder.lower()] + (found[2] or found[5])


def _prologue(sparql: str) -> str:
    used, declared = sparql_tokens.prefixes(sparql)
    wanted = used.intersection(PREFIXES) - declared
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in wanted)


def _is_known(store: ox.Store, iri: str) -> bool:
    if not iri.startswith(BASE):
        return False
    node = ox.NamedNode(iri)
    return (
        graph.exists(store, node, within=None)
        or graph.exists(store, None, None, node, within=None)
        or graph.exists(store, None, node, within=None)
    )


def _described(store: ox.Store) -> Iterator[str]:
    """The terms of the project's namespaces that the graph describes."""
    for one in graph.triples(store, None, graph.TYPE):
        if isinstance(one.subject, ox.NamedNode) and one.subject.value.startswith(OURS):
            yield one.subject.value
