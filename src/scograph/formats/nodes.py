"""Lines of N-Triples as nodes, each with its properties, nested where a format can nest them.

Terms stay in the syntax of N-Triples: making an object of each would take longer than the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from scograph.rdf.namespaces import PREFIXES

Properties = dict[str, list[str]]
"""The objects of each predicate."""

TYPE, FIRST, REST, NIL = (f"<{PREFIXES['rdf']}{name}>" for name in ("type", "first", "rest", "nil"))
_DEEPEST = 16


class Nodes:
    r"""The properties of each subject, and the blank nodes that are written inside another node.

    A blank node is inside where one triple alone leads to it, no cycle runs through it, and it
    lies not too deep. Those in `shared` are in another graph too and are written by their label.

    >>> nodes = Nodes([b'<urn:a> <urn:p> _:b0 .\n', b'_:b0 <urn:p> "x" .\n'])
    >>> nodes.subjects(), nodes.inline
    (['<urn:a>'], {'_:b0'})
    """

    def __init__(self, lines: Iterable[bytes], shared: Collection[str] = frozenset()) -> None:
        self.properties: dict[str, Properties] = {}
        self.lists: dict[str, list[str]] = {}
        """The members of each list that can be written as one, by its first node."""
        self.inline: set[str] = set()
        self._cells: set[str] = set()
        if self._read(lines):
            self._nest(shared)

    def subjects(self) -> list[str]:
        """The nodes that are not written inside another one."""
        within = self.inline | self.lists.keys() | self._cells
        return [node for node in self.properties if node not in within]

    def _read(self, lines: Iterable[bytes]) -> bool:
        """True if blank nodes are objects."""
        last = before = ""
        nested = False
        properties: Properties = {}
        values: list[str] = []
        for line in map(bytes.decode, lines):
            subject, predicate, value = line.split(" ", 2)
            if subject != last:
                self.properties[subject] = properties = {}
                last, before = subject, ""
            if predicate != before:
                properties[predicate] = values = []
                before = predicate
            values.append(value[:-3])
            nested = nested or value[0] == "_"
        return nested

    def _nest(self, shared: Collection[str]) -> None:
        uses: Counter[str] = Counter()
        self._users: dict[str, tuple[str, str]] = {}
        for subject, properties in self.properties.items():
            for predicate, values in properties.items():
                for value in values:
                    if value.startswith("_:"):
                        uses[value] += 1
                        self._users[value] = subject, predicate
        self._single = {
            node
            for node, count in uses.items()
            if count == 1 and node not in shared and self._users[node][1] != TYPE
        }
        self._collect_lists()
        self._measure()
        self.inline = {
            node
            for node in self._single - self._cells
            if node not in self.lists and self._depths[node] <= _DEEPEST
        }
        for head in [head for head in self.lists if self._depths[head] > _DEEPEST]:
            self._cells.difference_update(self._walk(head))
            del self.lists[head]

    def _collect_lists(self) -> None:
        for node in self._single:
            user, predicate = self._users[node]
            starts = predicate != REST or not self._is_cell(user)
            if starts and self._is_cell(node) and (cells := self._walk(node)):
                self.lists[node] = [self.properties[cell][FIRST][0] for cell in cells]
                self._cells.update(cells[1:])

    def _walk(self, head: str) -> list[str]:
        """The nodes of a list, or none where it does not end in rdf:nil."""
        cells: list[str] = []
        node = head
        while node.startswith("_:"):
            if not self._is_cell(node):
                return []
            cells.append(node)
            node = self.properties[node][REST][0]
        return cells if node == NIL else []

    def _is_cell(self, node: str) -> bool:
        known = self.properties.get(node, {})
        return (
            node in self._single
            and len(known) == 2
            and len(known.get(FIRST, ())) == 1
            and len(known.get(REST, ())) == 1
        )

    def _measure(self) -> None:
        """The nesting depth of each blank node; a large number for one in a cycle."""
        self._depths: dict[str, int] = {}
        for start in self._single:
            path = []
            node = start
            while node in self._single and node not in self._depths:
                path.append(node)
                self._depths[node] = _DEEPEST + 1
                node = self._users[node][0]
            for node in reversed(path):
                user = self._users[node][0]
                self._depths[node] = self._depths.get(user, 0) + (user not in self._cells)


def blank_nodes(line: bytes) -> list[str]:
    r"""The labels of the blank nodes in a line of N-Triples, such as `_:b0`.

    >>> blank_nodes(b'_:b0 <urn:p> "_:b1 ." .\n')
    ['_:b0']
    """
    subject, _, value = line.decode().split(" ", 2)
    return [term for term in (subject, value[:-3]) if term.startswith("_:")]
