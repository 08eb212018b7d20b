"""A question asked: its understanding, its answer, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from scograph.ask import answer as answers
from scograph.ask import explain, lexicon, plan, reading, understand
from scograph.ask.answer import Answer
from scograph.ask.command import command
from scograph.ask.plan import RefusalError
from scograph.errors import UsageError
from scograph.formats import results
from scograph.query import run

# What is made of the answers to several plans.
_TOGETHER = ("both", "compare", "which", "is")


class Response:
    """What is said to a question: sentences first, then an answer, or none if it is refused."""

    lang: str
    said: list[str]
    commands: list[str]
    answer: Answer | None = None
    refused: str = ""
    remark: str = ""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.said = []
        self.commands = []

    def lines(self) -> list[str]:
        """All that is said beside the answer."""
        lines = [*self.said, *(f"  {command}" for command in self.commands)]
        return [*lines, self.remark] if self.remark else lines

    @property
    def source(self) -> run.Answer:
        """The answer of the canned query; UsageError for a question that was refused."""
        if self.answer is None or self.answer.source is None:
            raise UsageError("The question was refused.")
        return self.answer.source

    def members(self) -> dict[str, Any]:
        """What is said beside the answer, for JSON."""
        return {"understood": self.said, "commands": self.commands, "language": self.lang}

    def results(self, *, members: bool = False) -> results.Table | ox.QueryBoolean:
        """The answer for the writers: rows, or a boolean; no rows where nothing is recorded.

        With `members`, the completeness of the record is in JSON.
        """
        found = self.answer
        if found is not None and found.asks and found.boolean is not None:
            return results.boolean(found.boolean)
        if found is None or found.asks:
            return results.Table(["answer", "answerLabel"], [])
        member = found.source.member() if members and found.source else None
        return results.Table(found.columns, found.rows, {"completeness": member} if member else {})


class Asker:
    """Answers questions on one store; what it needs is read once."""

    def __init__(
        self, store: ox.Store, queries: Mapping[str, Any], folder: Path | None = None
    ) -> None:
        self._store = store
        self._queries = queries
        self.lexicon = lexicon.load(store, folder)
        self._askings = plan.askings(queries)

    def understood(self, question: str) -> set[str] | None:
        """What the readings of a question do, each as a key; None if it is refused."""
        read = reading.read(question, self.lexicon)
        try:
            found = understand.plans(read, self.lexicon, self._askings, self._queries)
        except RefusalError:
            return None
        return {one.key for one in found}

    def ask(self, question: str, *, lang: str | None = None, **where: Any) -> Response:
        """The response to a question; `where` is passed to the canned query."""
        read = reading.read(question, self.lexicon)
        response = Response(read.lang)
        say = explain.Words(self.lexicon["texts"], read.lang, self._store)
        for wrong, right in read.corrected:
            response.said.append(say("corrected", wrong=wrong, right=right))
        try:
            plans = understand.plans(read, self.lexicon, self._askings, self._queries)
            found = self._answers(plans, lang or read.lang, where)
        except RefusalError as refused:
            response.refused = refused.reason
            refused.values.setdefault("day", self.lexicon["end"])
            response.said += explain.refusal(say, read, refused)
            from scograph.ask import nearest

            near = nearest.of_a_summit(read.items, self.lexicon) or nearest.commands(
                read.items, self._askings, self._queries
            )
            if near and refused.reason not in ("empty", "too-long"):
                response.said += [say("nearest"), *(f"  {command}" for command in near)]
            return response
        # Of two people with one family name, neither of whom is recorded, none is taken.
        different = {
            repr((one.key, None if one.recorded else one.plan.given.get("person"))): one
            for one in found
        }
        if len(different) > 1:
            response.refused = "several"
            response.said.append(say("several"))
            for number, one in enumerate(different.values(), 1):
                response.said.append(f"{number}. {explain.plan(say, one.plan, self._queries)}")
                response.said += [f"   {line}" for line in command(one.plan).split("\n")]
            return response
        best = found[0]
        response.answer = best
        response.said.append(say("understood", what=explain.plan(say, best.plan, self._queries)))
        response.commands = command(best.plan).split("\n")
        if not best.recorded:
            response.said.append(say("none" if best.complete else "not-recorded"))
        if best.source is not None:
            response.remark = best.source.remark(read.lang, commands=False)
        return response

    def _answers(self, plans: list[plan.Plan], lang: str, where: Mapping[str, Any]) -> list[Answer]:
        found, reason = [], None
        for one in plans[:12]:
            try:
                found.append(self._answer(one, lang, where))
            except RefusalError as refused:
                reason = refused
            except UsageError:
                # A value that does not fit its parameter: this reading was not meant.
                reason = reason or RefusalError("not-understood")
        if not found:
            raise reason or RefusalError("not-understood")
        recorded = [one for one in found if one.recorded]
        return recorded or found

    def _answer(self, one: plan.Plan, lang: str, where: Mapping[str, Any]) -> Answer:
        answer = answers.answer
        if one.operation in _TOGETHER or one.combined == "or":
            from scograph.ask import together

            answer = together.answer
        return answer(self._store, one, self._queries, self.lexicon, lang, **where)
