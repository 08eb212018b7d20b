"""Canonical labels for blank nodes: isomorphic graphs get the same ones.

A blank node that is the object of one triple, as in lists and nested descriptions, is identified by
its own triples, in one pass. The others are identified by their neighbours (colour refinement), and
by trying each of those that are still alike, within a bound.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from scograph.errors import UsageError

_MOST_WORK = 3_000_000  # Links looked at, in all groups together: some three seconds.
_LOOKS = 5  # How often a link between nodes outside of trees is looked at, at least.
_MOST_KINDS = 8  # Beyond them, looking for twins costs more than it saves.

Node = ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Link = tuple[str, Term]
"""A predicate with the graphs that hold the triple, and the other end of the triple."""


def relabelled(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads with the labels `b0`, `b1` … for their blank nodes.

    Raises UsageError if the blank nodes are too symmetric to be labelled in bounded time.

    >>> a, b, p = ox.BlankNode("a"), ox.BlankNode("b"), ox.NamedNode("urn:p")
    >>> [str(quad) for quad in relabelled([ox.Quad(a, p, b)])]
    ['_:b0 <urn:p> _:b1']
    """
    found = list(quads)
    labels = {node: Node(f"b{number}") for number, node in enumerate(_numbered(_Graph(found)))}
    for quad in found:
        subject, value = quad.subject, quad.object
        yield ox.Quad(
            labels[subject] if isinstance(subject, Node) else subject,
            quad.predicate,
            labels[value] if isinstance(value, Node) else value,
            quad.graph_name,
        )


def _numbered(graph: _Graph) -> Iterator[Node]:
    """All blank nodes in an order that follows from the graph alone."""
    work = _Work()
    graph.refuse_dense()
    groups = sorted((_Group(graph, nodes, work).ordered() for nodes in graph.groups()), key=_first)
    for _, nodes in groups:
        for node in nodes:
            yield from graph.tree(node)
    for root in graph.roots():
        yield from graph.tree(root)


class _Graph:
    """Blank nodes and their triples. Those that stand in a tree have a digest of what is below."""

    def __init__(self, quads: list[ox.Quad]) -> None:
        graphs: dict[ox.Triple, list[str]] = defaultdict(list)
        for quad in quads:
            graphs[quad.triple].append(str(quad.graph_name))
        self.below: dict[Node, list[Link]] = {}
        self.above: dict[Node, list[Link]] = {}
        for triple, names in graphs.items():
            link = " ".join((str(triple.predicate), *sorted(names)))
            for node in (triple.subject, triple.object):
                if isinstance(node, Node) and node not in self.below:
                    self.below[node], self.above[node] = [], []
            if isinstance(triple.subject, Node):
                self.below[triple.subject].append((link, triple.object))
            if isinstance(triple.object, Node):
                self.above[triple.object].append((link, triple.subject))
        self._digests: dict[Node, str] = {}
        self._hash_trees()

    def _hash_trees(self) -> None:
        waiting = {
            node: sum(isinstance(value, Node) for _, value in links)
            for node, links in self.below.items()
        }
        ready = [node for node, left in waiting.items() if not left]
        while ready:
            node = ready.pop()
            if len(self.above[node]) != 1:
                continue
            text = "\n".join(self.described(node))
            self._digests[node] = hashlib.sha256(text.encode()).hexdigest()
            ((_, user),) = self.above[node]
            if isinstance(user, Node):
                waiting[user] -= 1
                if not waiting[user]:
                    ready.append(user)

    def described(self, node: Node) -> list[str]:
        """The triples of a node, sorted, but for those that lead to nodes outside of trees."""
        return sorted(
            f"{link} {self._digests[value] if isinstance(value, Node) else value}"
            for link, value in self.below[node]
            if not isinstance(value, Node) or value in self._digests
        )

    def connected(self, node: Node) -> list[tuple[str, Node]]:
        """The nodes outside of trees that share a triple with this one, with its predicate."""
        links = [*self.below[node], *((f"^{link}", user) for link, user in self.above[node])]
        return [
            (link, other)
            for link, other in links
            if isinstance(other, Node) and other not in self._digests
        ]

    def groups(self) -> Iterator[list[Node]]:
        """The nodes outside of trees, each with all those that it is connected with."""
        left = {node for node in self.below if node not in self._digests}
        while left:
            group = [left.pop()]
            for node in group:
                near = {other for _, other in self.connected(node)} & left
                left -= near
                group += near
            yield group

    def refuse_dense(self) -> None:
        """Raises UsageError if looking at all links outside of trees is too much work already."""
        outside = [node for node in self.below if node not in self._digests]
        links = 2 * sum(
            isinstance(user, Node) and user not in self._digests
            for node in outside
            for _, user in self.above[node]
        )
        if links * _LOOKS > _MOST_WORK:
            link = next(
                link
                for node in outside
                for link, user in self.above[node]
                if isinstance(user, Node) and user not in self._digests
            )
            raise UsageError(
                f"{len(outside)} blank nodes have {links // 2:,} links between them, as "
                f"{link.partition(' ')[0]}: too many to label them alike on each run. "
                "Give some of them an IRI."
            )

    def tree(self, root: Node) -> Iterator[Node]:
        """A node and the trees below it."""
        stack = [root]
        while stack:
            node = stack.pop()
            yield node
            trees = [
                (link, self._digests[value], value)
                for link, value in self.below[node]
                if isinstance(value, Node) and value in self._digests
            ]
            stack.extend(value for *_, value in sorted(trees, key=_first_two, reverse=True))

    def roots(self) -> list[Node]:
        """The trees that hang on nodes with an IRI, in order."""
        found = [
            (f"{user} {link}", self._digests[node], node)
            for node, ((link, user), *_) in ((n, self.above[n]) for n in self._digests)
            if not isinstance(user, Node)
        ]
        return [node for *_, node in sorted(found, key=_first_two)]


class _Work:
    """The links looked at so far."""

    def __init__(self) -> None:
        self.done = 0


class _Group:
    """Connected blank nodes outside of trees, in cells of those that look alike so far.

    The cells are in an order of their own, as McKay's partitions are, which splits refine.
    """

    def __init__(self, graph: _Graph, nodes: list[Node], work: _Work) -> None:
        self._nodes = nodes
        self._work = work
        self._near = {node: graph.connected(node) for node in nodes}
        self._known = {
            node: "\n".join(
                graph.described(node)
                + sorted(f"^{link} {user}" for link, user in graph.above[node]
                         if not isinstance(user, Node))
            )
            for node in nodes
        }  # fmt: skip

    def ordered(self) -> tuple[list[str], list[Node]]:
        """The description of the group with the nodes as numbers, and the nodes in that order."""
        best: tuple[list[str], list[Node]] | None = None
        # Colours, and those by which they differ: a copy for each that waits would be too many.
        left: list[tuple[dict[Node, int], dict[Node, int]]] = [(dict.fromkeys(self._nodes, 0), {})]
        while left:
            before, apart = left.pop()
            colours = {**before, **apart}
            touched = {n for node in apart for _, n in self._near[node]} or set(self._nodes)
            cells = self._refine(colours, touched)
            alike = next((cells[colour] for colour in sorted(cells) if len(cells[colour]) > 1), [])
            kinds = self._distinct(alike)
            if len(kinds) == 1:
                # In any order.
                left.append((colours, {node: len(cells) + at for at, node in enumerate(alike[1:])}))
                continue
            left += ((colours, {node: len(cells)}) for node in kinds)
            if not alike:
                nodes = sorted(self._nodes, key=colours.__getitem__)
                described = self._described(nodes)
                if best is None or described < best[0]:
                    best = described, nodes
        assert best is not None  # noqa: S101 (a group has a node)
        return best

    def _distinct(self, alike: list[Node]) -> list[Node]:
        """One of all nodes that may be exchanged for each other without a difference.

        Those have the same links, but for the links between them: each of ten nodes that are all
        connected will do.
        """
        kinds: list[Node] = []
        for node in alike:
            if not any(self._twins(node, other) for other in kinds):
                kinds.append(node)
            if len(kinds) > _MOST_KINDS:
                return alike
        return kinds

    def _twins(self, one: Node, other: Node) -> bool:
        swap = {one: other, other: one}
        near = self._near[one]
        self._count(len(near) // 4)
        return len(near) == len(self._near[other]) and Counter(
            (link, swap.get(end, end)) for link, end in near
        ) == Counter(self._near[other])

    def _refine(self, colours: dict[Node, int], touched: set[Node]) -> dict[int, list[Node]]:
        """The nodes by colour, after cells were split until all in a cell are connected alike."""
        cells: dict[int, list[Node]] = defaultdict(list)
        self._count(len(colours))
        for node, colour in colours.items():
            cells[colour].append(node)
        while touched:
            changed: dict[Node, int] = {}
            for colour in sorted({colours[node] for node in touched}):
                # Of the largest part the colour stays, so that a chain is split in one pass.
                parts = self._parts(cells[colour], touched, colours)
                largest = max(parts, key=len)
                cells[colour] = largest
                for part in parts:
                    if part is not largest:
                        changed.update(dict.fromkeys(part, len(cells)))
                        cells[len(cells)] = part
            colours.update(changed)
            touched = {other for node in changed for _, other in self._near[node]}
        return cells

    def _parts(
        self, cell: list[Node], touched: set[Node], colours: dict[Node, int]
    ) -> list[list[Node]]:
        """A cell by what its nodes are connected with, in order; those not touched are alike."""
        if len(cell) == 1:
            return [cell]
        self._count(len(cell) // 8)
        looked = [node for node in cell if node in touched]
        rest = [node for node in cell if node not in touched]
        parts: dict[tuple[str, tuple[tuple[str, int], ...]], list[Node]] = defaultdict(list)
        for node in [*looked, *rest[:1]]:
            near = sorted((link, colours[other]) for link, other in self._near[node])
            parts[self._known[node], tuple(near)].append(node)
            self._count(1 + len(near))
        if rest:
            next(part for part in parts.values() if rest[0] in part).extend(rest[1:])
        return [parts[key] for key in sorted(parts)]

    def _count(self, links: int) -> None:
        self._work.done += links
        if self._work.done > _MOST_WORK:
            link = next((link for node in self._nodes for link, _ in self._near[node]), "")
            predicate = link.removeprefix("^").partition(" ")[0]
            raise UsageError(
                f"{len(self._nodes)} blank nodes are connected by {predicate} so symmetrically "
                "that they cannot be labelled alike on each run. Give some of them an IRI."
            )

    def _described(self, nodes: list[Node]) -> list[str]:
        """The triples of the group with each node as its number."""
        self._count(sum(1 + len(self._near[node]) for node in nodes))
        number = {node: str(at) for at, node in enumerate(nodes)}
        return sorted(
            [f"{number[node]} {line}" for node in nodes for line in self._known[node].split("\n")]
            + [
                f"{number[node]} {link} {number[other]}"
                for node in nodes
                for link, other in self._near[node]
            ]
        )


def _first(one: tuple[list[str], list[Node]]) -> list[str]:
    return one[0]


def _first_two(one: tuple[str, str, Node]) -> tuple[str, str]:
    return one[:2]
