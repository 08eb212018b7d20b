"""What the rules in `ontology/rules` say, where a change can reach it.

A rule is about one thing. It is asked again about those things that the change leads to, and then
about those that its own answers lead to. As in a full build a rule sees what the ones before it
added; none may need what a later one adds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from scograph.revision import patterns
from scograph.revision.entailment import Stated
from scograph.revision.reach import Anchored, Walker
from scograph.revision.refusal import FullBuildNeeded
from scograph.revision.triples import Difference, Term, match, write

_ROUNDS = 6
_MOST = 3_000


class Rules:
    """The rules, and the properties that they add."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._rules: list[Anchored] = []
        self.properties: set[Term] = set()
        for path in sorted(files):
            text = path.read_text("utf-8")
            head = patterns.template(text)
            subjects = {subject for subject, _, _ in head}
            if len(subjects) != 1 or any(not predicate.startswith("<") for _, predicate, _ in head):
                raise FullBuildNeeded(f"{path.name} is about several things")
            self._rules.append(Anchored(text, [subjects.pop().lstrip("?")]))
            self.properties |= {ox.NamedNode(predicate[1:-1]) for _, predicate, _ in head}

    def maintain(
        self,
        old: ox.Store,
        store: ox.Store,
        walker: Walker,
        changed: Difference,
        follows: Stated,
    ) -> Difference:
        """How the default graph of `store` was changed, which was that of `old`.

        `changed` is how its closure was changed; `follows` tells of a triple whether it is in the
        closure, rules apart.
        """
        facts = changed.both
        things: set[Term] = {fact.subject for fact in facts if fact.predicate in self.properties}
        for _ in range(_ROUNDS):
            reached = {thing for rule in self._rules for thing in walker.reached(rule, facts)}
            if reached <= things:
                break
            things |= reached
            if len(things) > _MOST:
                raise FullBuildNeeded(f"{len(things)} things are named anew")
            self._ask(store, things, follows)
            before, after = (set(self._added(graph, things)) for graph in (old, store))
            facts = before ^ after
        else:
            raise FullBuildNeeded("the rules come to no end")
        before, after = (set(self._added(graph, things)) for graph in (old, store))
        gone, new = (
            {
                fact
                for fact in part
                if fact.predicate not in self.properties or fact.subject not in things
            }
            for part in changed
        )
        return Difference(gone | (before - after), new | (after - before))

    def _ask(self, store: ox.Store, things: Collection[Term], follows: Stated) -> None:
        """Replaces what the rules said of these things."""
        write(store, gone=[fact for fact in self._added(store, things) if not follows(fact)])
        for rule in self._rules:
            write(store, new=cast(ox.QueryTriples, store.query(rule.about(things))))

    def _added(self, store: ox.Store, things: Iterable[Term]) -> Iterator[ox.Triple]:
        """What is said of these things with the properties that rules add."""
        for thing in things:
            for predicate in self.properties:
                yield from match(store, thing, predicate)
