"""From the nearest whole store to one that is up to date."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyoxigraph as ox

from scograph import catalog, layout, load
from scograph.errors import ScographError
from scograph.revision import base, entailment, graphs
from scograph.revision.base import Known
from scograph.revision.clone import clone
from scograph.revision.derivation import Rules
from scograph.revision.entailment import Axioms
from scograph.revision.reach import Walker
from scograph.revision.recheck import Shapes
from scograph.revision.refusal import FullBuildNeeded
from scograph.revision.triples import Difference


class Revised(NamedTuple):
    """The whole store that another one was made from, and by how many triples they differ.

    `queries` is the file of its compiled queries, if they are the same.
    """

    base: Path
    queries: Path | None
    stated: int
    inferred: int
    quads: int


def revise(
    folder: Path,
    bases: Iterable[Path],
    contents: Mapping[str, str],
    known: Known,
) -> Revised | None:
    """What was done to make the store of some files in `folder`; None: build it in full.

    `bases` are folders of stores, of which the nearest is taken; `contents` the hashes of the files
    by name. As much as is known of the base is then `known` of the new store.
    """
    made = None
    # What is raised holds the open store, which must be closed before its folder goes.
    with suppress(FullBuildNeeded, ScographError, OSError):
        made = _revised(folder, bases, base.Inputs.of(contents), known)
    if made is None:
        shutil.rmtree(folder, ignore_errors=True)
    return made


def flawless(bases: Iterable[Path], contents: Mapping[str, str]) -> bool:
    """Whether it can be told, from what differs from a store, that nothing would be found."""
    inputs = base.Inputs.of(contents)
    with suppress(FullBuildNeeded, ScographError, OSError), TemporaryDirectory() as scratch:
        folders = list(bases)
        start = base.nearest(folders, inputs, Known.FLAWLESS)
        if start.differing(inputs):
            _revised(Path(scratch, "revised"), folders, inputs, Known.FLAWLESS)
        return True
    return False


def _revised(folder: Path, bases: Iterable[Path], inputs: base.Inputs, known: Known) -> Revised:
    start = base.nearest(bases, inputs, known)
    old = ox.Store.read_only(str(start.folder / "oxigraph"))
    stated = base.difference(start, old, inputs)
    clone(start.folder / "oxigraph", folder)
    store = ox.Store(str(folder))
    changed = _changed(old, store, stated, known)
    store.flush()
    queries = start.folder / catalog.FILE if start.inputs.queries == inputs.queries else None
    return Revised(start.folder, queries, *changed)


def _changed(
    old: ox.Store, store: ox.Store, stated: Difference, known: Known
) -> tuple[int, int, int]:
    """Works a difference into a store, and gives by how much its counts change."""
    facts = graphs.Facts(old, stated)
    rules = Rules(layout.RULES.glob("*.rq"))
    axioms = Axioms(old, rules.properties, facts.stated)
    walker = Walker(old, store)
    closure = entailment.maintain(axioms, old, store, stated)
    changed = rules.maintain(
        old, store, walker, closure, lambda fact: facts.stated(fact) or axioms.follows(fact, store)
    )
    if known:
        shapes = Shapes(load.shape_files())
        shapes.recheck(walker, store, changed.both, warnings=known == Known.FLAWLESS)
    moved = graphs.maintain(old, store, facts, changed)
    for quad in moved.gone:
        store.remove(quad)
    store.extend(moved.new)
    for graph in {known.graph_name for known in moved.gone}:
        # A store keeps the name of a graph in which nothing is left.
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)
    inferred = sum(graphs.is_inferred(quad) for quad in moved.new) - sum(
        graphs.is_inferred(quad) for quad in moved.gone
    )
    return (
        len(stated.new) - len(stated.gone),
        inferred,
        len(changed.new) - len(changed.gone) + len(moved.new) - len(moved.gone),
    )
