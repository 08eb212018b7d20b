"""Terms that nothing declares, in a query or in a file.

A query with such a term has no rows, and a file with one says nothing that a query would find: a
misspelt name, or a prefix with `http:` for `https:`. The terms are those of the project's
namespaces, and of vocabularies that many data sets use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from scograph.rdf import graph, sparql_tokens, vocabularies
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
        if (is_ours(iri) or vocabularies.namespace(iri)) and not _is_known(store, iri)
    ]
    hints = Hints(_described(store) if unknown else ())
    return [iri for iri in unknown if is_ours(iri) or hints.is_misspelt(iri)], hints


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
        self._near: dict[str, str] = {}

    def is_misspelt(self, iri: str) -> bool:
        """True for a term of a vocabulary of others that has no such term, but one near to it.

        What is near to none may be of a newer version.

        >>> hints = Hints(["http://xmlns.com/foaf/0.1/name"])
        >>> [hints.is_misspelt("http://xmlns.com/foaf/0.1/" + one) for one in ("nam", "mbox")]
        [True, False]
        """
        if iri in self._known or not vocabularies.namespace(iri):
            return False
        return iri not in vocabularies.terms(vocabularies.namespace(iri)) and bool(
            self.nearest(iri)
        )

    def sentence(self, iri: str) -> str:
        """What is wrong with a term.

        >>> Hints([SCOG + "Summit"]).sentence(SCOG + "Sumit")
        'scog:Sumit is declared nowhere. Did you mean scog:Summit?'
        """
        near = self.nearest(iri)
        hint = f" Did you mean {curie(near)}?" if near else ""
        right = _as_meant(iri)
        if right != iri:
            prefix = next((one for one in OURS if right.startswith(one)), "")
            return (
                f"{iri} is not in the namespace <{prefix or vocabularies.namespace(right)}>.{hint}"
            )
        return f"{curie(iri)} is declared nowhere.{hint}"

    def nearest(self, iri: str) -> str:
        """The term that may be meant; empty if none is near."""
        right = _as_meant(iri)
        of_others = vocabularies.namespace(right)
        if right != iri:
            is_known = right in self._known or right in vocabularies.terms(of_others)
            return right if is_known else ""
        if of_others:
            return self._nearest(iri, of_others, self._of_others(of_others))
        prefix = SCOG if right.startswith(SCOG) else SCOD
        return self._nearest(iri, prefix, self._ends[prefix])

    def _of_others(self, namespace: str) -> Mapping[str, str]:
        """The terms of a vocabulary of others; those that the graph has count first."""
        if namespace not in self._ends:
            known = sorted(one for one in self._known if one.startswith(namespace))
            listed = sorted(vocabularies.terms(namespace))
            self._ends[namespace] = {
                one.removeprefix(namespace).lower(): one for one in [*listed, *known]
            }
        return self._ends[namespace]

    def _nearest(self, iri: str, namespace: str, ends: Mapping[str, str]) -> str:
        import difflib

        if iri in self._near:
            return self._near[iri]
        self._left -= 1
        end = iri.removeprefix(namespace).lower()
        near = difflib.get_close_matches(end, ends, n=1, cutoff=0.7) if self._left >= 0 else []
        self._near[iri] = ends[near[0]] if near else ""
        return self._near[iri]


def _as_meant(iri: str) -> str:
    """The IRI with the namespace that is meant."""
    found = _ALIKE.match(iri)
    if not found:
        return vocabularies.meant(iri) if vocabularies.namespace(iri) else iri
    folder = found[1] or found[3] or found[4]
    return _FOLDERS[folder.lower()] + (found[2] or found[5])


def _prologue(sparql: str) -> str:
    used, declared = sparql_tokens.prefixes(sparql)
    wanted = used.intersection(PREFIXES) - declared
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in wanted)


def _is_known(store: ox.Store, iri: str) -> bool:
    if is_ours(iri) and not iri.startswith(BASE):
        return False
    node = ox.NamedNode(iri)
    return (
        graph.exists(store, node, within=None)
        or graph.exists(store, None, None, node, within=None)
        or graph.exists(store, None, node, within=None)
    )


def _described(store: ox.Store) -> Iterator[str]:
    """The terms of the project's namespaces and of other vocabularies that the graph describes."""
    for one in graph.triples(store, None, graph.TYPE):
        if isinstance(one.subject, ox.NamedNode):
            iri = one.subject.value
            if iri.startswith(OURS) or vocabularies.namespace(iri):
                yield iri
