"""Triples grouped by subject, with the blank nodes that a writer may put inside their only user."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import cast

import pyoxigraph as ox

from scograph.namespaces import PREFIXES

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal

_FIRST = ox.NamedNode(PREFIXES["rdf"] + "first")
_REST = ox.NamedNode(PREFIXES["rdf"] + "rest")
_NIL = ox.NamedNode(PREFIXES["rdf"] + "nil")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_DEEPEST = 16


class Nesting:
    """`properties` of each subject, `lists` by their head, and the `inline` blank nodes.

    A blank node is inline where one triple alone leads to it, no cycle runs through it, and it
    lies not too deep. Those in `shared` are written elsewhere too and keep their label.
    """

    def __init__(
        self, triples: Iterable[ox.Triple], shared: Collection[ox.BlankNode] = frozenset()
    ) -> None:
        self.properties: dict[Node, dict[ox.NamedNode, list[Term]]] = defaultdict(dict)
        self.lists: dict[ox.BlankNode, list[Term]] = {}
        self._users: dict[ox.BlankNode, tuple[Node, ox.NamedNode]] = {}
        uses: Counter[ox.BlankNode] = Counter()
        for triple in triples:
            subject, predicate = cast(Node, triple.subject), triple.predicate
            value = cast(Term, triple.object)
            self.properties[subject].setdefault(predicate, []).append(value)
            if isinstance(value, ox.BlankNode):
                uses[value] += 1
                self._users[value] = (subject, predicate)
        self._single = {
            node
            for node, count in uses.items()
            if count == 1 and node not in shared and self._users[node][1] != _TYPE
        }
        self._cells: set[ox.BlankNode] = set()
        if uses:
            self._collect_lists()
        self.inline = {
            node
            for node in self._single - self._cells
            if node not in self.lists and self._depth(node) <= _DEEPEST
        }
        for head in [head for head in self.lists if self._depth(head) > _DEEPEST]:
            self._cells.difference_update(self._walk(head))
            del self.lists[head]

    def subjects(self) -> list[Node]:
        """Those that are not written inside another one."""
        return [
            node
            for node in self.properties
            if not (node in self.inline or node in self.lists or node in self._cells)
        ]

    def _collect_lists(self) -> None:
        for node in self._single:
            user, predicate = self._users[node]
            starts = predicate != _REST or not self._is_cell(user)
            if starts and self._is_cell(node) and (cells := self._walk(node)):
                self.lists[node] = [self.properties[cell][_FIRST][0] for cell in cells]
                self._cells.update(cells[1:])

    def _walk(self, head: ox.BlankNode) -> list[ox.BlankNode]:
        cells: list[ox.BlankNode] = []
        node: Term = head
        while isinstance(node, ox.BlankNode):
            if not self._is_cell(node):
                return []
            cells.append(node)
            node = self.properties[node][_REST][0]
        return cells if node == _NIL else []

    def _is_cell(self, node: Node) -> bool:
        known = self.properties.get(node, {})
        return (
            node in self._single
            and len(known) == 2
            and len(known.get(_FIRST, ())) == 1
            and len(known.get(_REST, ())) == 1
        )

    def _depth(self, node: ox.BlankNode) -> int:
        """How many blank nodes lie between this one and a subject; too many where there is none."""
        depth = 0
        place: Node = node
        while isinstance(place, ox.BlankNode) and place in self._single and depth <= _DEEPEST:
            place = self._users[place][0]
            depth += place not in self._cells
            if place == node:
                return _DEEPEST + 1
        return depth
