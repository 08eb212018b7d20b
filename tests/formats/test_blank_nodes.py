"""Blank nodes are labelled by the graph alone, in a bounded time."""

from __future__ import annotations

import io
import itertools
import random
import tracemalloc
from collections.abc import Iterable

import pyoxigraph as ox
import pytest

from scograph.errors import UsageError
from scograph.formats import write
from scograph.formats.blank_nodes import relabelled
from scograph.rdf.namespaces import PREFIXES

S, P, Q = (ox.NamedNode(f"urn:{name}") for name in "spq")
FIRST, REST, NIL = (ox.NamedNode(PREFIXES["rdf"] + name) for name in ("first", "rest", "nil"))
X = ox.Literal("x")
Edges = Iterable[tuple[int, int]]


def chain(length: int, name: str = "l") -> list[ox.Quad]:
    """A list of equal members."""
    cells = [ox.BlankNode(f"{name}{number}") for number in range(length)]
    rests = zip(cells, [*cells[1:], NIL], strict=True)
    return [
        ox.Quad(S, P, cells[0]),
        *(ox.Quad(cell, FIRST, X) for cell in cells),
        *(ox.Quad(cell, REST, rest) for cell, rest in rests),
    ]


def linked(edges: Edges) -> list[ox.Quad]:
    return [ox.Quad(ox.BlankNode(f"n{one}"), P, ox.BlankNode(f"n{other}")) for one, other in edges]


def both_ways(length: int) -> list[ox.Quad]:
    """A list whose members lead back, so that each is led to twice."""
    there = chain(length)
    back = [(q.object, q.subject) for q in there if isinstance(q.object, ox.BlankNode)]
    return there + [ox.Quad(a, Q, b) for a, b in back if isinstance(a, ox.BlankNode)]


def shuffled(quads: list[ox.Quad], seed: int) -> list[ox.Quad]:
    """The same graph in another order with other labels."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    known: dict[ox.BlankNode, ox.BlankNode] = {}

    def other(term: object) -> object:
        if not isinstance(term, ox.BlankNode):
            return term
        return known.setdefault(term, ox.BlankNode(f"z{chance.getrandbits(60)}"))

    mixed = chance.sample(quads, len(quads))
    return [ox.Quad(other(q.subject), q.predicate, other(q.object), q.graph_name) for q in mixed]


GRAPHS = {
    "list": chain(800),
    "two equal lists": chain(50) + chain(50, "m"),
    "list both ways": both_ways(300),
    "ring": linked((at, (at + 1) % 40) for at in range(40)),
    "ring both ways": linked((a, (a + d) % 20) for a in range(20) for d in (1, 19)),
    "clique": linked(itertools.permutations(range(5), 2)),
    "cube": linked((at, at ^ (1 << bit)) for at in range(8) for bit in range(3)),
    "pairs": linked((at, at ^ 1) for at in range(200)),
    "equal trees": [
        quad
        for at in range(100)
        for quad in (
            ox.Quad(S, P, ox.BlankNode(f"a{at}")),
            ox.Quad(ox.BlankNode(f"a{at}"), P, ox.BlankNode(f"b{at}")),
            ox.Quad(ox.BlankNode(f"a{at}"), Q, ox.BlankNode(f"c{at}")),
        )
    ],
    "shared": [*linked([(0, 2), (1, 2), (1, 1), (2, 3)]), ox.Quad(ox.BlankNode("n0"), Q, X)],
    "two graphs": [
        ox.Quad(*quad.triple, graph)
        for quad in chain(5)
        for graph in (ox.DefaultGraph(), ox.NamedNode("urn:g"))
    ],
}


@pytest.mark.parametrize("name", GRAPHS)
def test_isomorphic_graphs_get_the_same_labels(name: str) -> None:
    graph = GRAPHS[name]
    answers = [set(relabelled(shuffled(graph, seed))) for seed in range(3)]
    assert answers[0] == answers[1] == answers[2]
    kept, made = ox.Dataset(graph), ox.Dataset(answers[0])
    for dataset in (kept, made):
        if name != "list" and name != "list both ways":
            dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
            assert dataset == kept
    assert len(made) == len(graph)


def test_graphs_that_differ_in_one_triple_are_told_apart() -> None:
    ring = linked((at, (at + 1) % 6) for at in range(6))
    triangles = linked((at, at // 3 * 3 + (at + 1) % 3) for at in range(6))
    assert set(relabelled(ring)) != set(relabelled(triangles))


@pytest.mark.slow
def test_too_many_links_are_a_sentence_before_any_is_followed() -> None:
    dense = linked(itertools.permutations(range(560), 2))
    with pytest.raises(UsageError, match="560 blank nodes have 313,040 links between them"):
        list(relabelled(dense))


@pytest.mark.slow
def test_a_long_cycle_is_a_sentence_in_little_memory() -> None:
    tracemalloc.start()
    try:
        with pytest.raises(UsageError, match="so symmetrically"):
            list(relabelled(linked((at, (at + 1) % 5000) for at in range(5000))))
        assert tracemalloc.get_traced_memory()[1] < 64 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_too_much_symmetry_is_a_sentence() -> None:
    torus = linked(
        (20 * row + column, other)
        for row, column in itertools.product(range(20), repeat=2)
        for other in (20 * row + (column + 1) % 20, 20 * ((row + 1) % 20) + column)
    )
    with pytest.raises(UsageError, match=r"400 blank nodes are connected by <urn:p> .* an IRI"):
        list(relabelled(torus))


@pytest.mark.parametrize(
    "graph",
    [
        linked(itertools.permutations(range(30), 2)),
        linked(
            ((0, at) for at in range(1, 300)),
        ),
        linked((at, 20 + other) for at in range(20) for other in range(20)),
    ],
    ids=["all linked", "star", "two sides"],
)
def test_what_may_be_exchanged_takes_one_pass(graph: list[ox.Quad]) -> None:
    mixed, other = (set(relabelled(shuffled(graph, seed))) for seed in range(2))
    assert mixed == other


@pytest.mark.parametrize("name", write.FORMATS)
def test_a_long_list_is_written_and_reads_back(name: str) -> None:
    stream = io.BytesIO()
    write.write({None: [quad.triple for quad in chain(800)]}, name, stream)
    known = ox.RdfFormat.from_media_type(write.FORMATS[name].media_type)
    read = ox.Dataset(ox.parse(stream.getvalue(), known))
    (head,) = (quad.object for quad in read.quads_for_subject(S))
    members = 0
    while head != NIL:
        rests = {quad.predicate: quad.object for quad in read.quads_for_subject(head)}
        assert rests[FIRST] == X
        head, members = rests[REST], members + 1
    assert members == 800
