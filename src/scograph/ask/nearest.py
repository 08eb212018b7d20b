"""The nearest questions that can be asked, as commands, where a question is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scograph.ask.clauses import events
from scograph.ask.plan import Asking
from scograph.ask.reading import Item

_MOST = 3
_OF_A_SUMMIT = (("attendees", "summit"), ("documents", "event"), ("timeline", "about"))
# Names in one of several senses help nobody to choose.
_CURIES = {"Status": "scog", "Capacity": "scog", "Kind": "scog"}


def commands(items: list[Item], asked: Iterable[Asking], queries: Mapping[str, Any]) -> list[str]:
    """The commands that have most in common with a question, with its names put in.

    A way to ask counts by the words that it shares with the question, by the names that it
    takes, and against it by the words that it needs besides. Where none takes a name, examples
    follow, one for each query.
    """
    said = {word for item in items for sense in item.of("word") for word in sense.value.split("+")}
    kinds = {sense.kind for item in items for sense in item.senses}
    scored: dict[str, tuple[int, str]] = {}
    for one in asked:
        given = dict(_given(items, one, queries[one.query]))
        parameters = {
            parameter["name"]: parameter for parameter in queries[one.query]["parameters"]
        }
        missing = [
            name for name, parameter in parameters.items()
            if parameter.get("required") and name not in given
        ]  # fmt: skip
        best = max(
            (
                3 * len(words & (said | kinds)) - 2 * len(words - said - kinds)
                for words in one.words
            ),
            default=0,
        )
        known = said & (set(one.answers) | set(one.may))
        score = best + len(known) + 4 * len(given) - 6 * len(missing)
        if best <= 0 or (missing and given):
            continue
        if score > scored.get(one.query, (0, ""))[0]:
            example = given or queries[one.query]["example"]
            parts = [f"--{name} {_quoted(str(value))}" for name, value in example.items()]
            scored[one.query] = (score + (10 if given else 0), " ".join(
                ["scograph run", one.query, *parts]
            ))  # fmt: skip
    best_first = sorted(scored.items(), key=lambda entry: (-entry[1][0], entry[0]))
    found = [command for _, (_, command) in best_first[:_MOST]]
    return (
        found
        or [
            f"scograph run timeline --about scod:{senses[0].value}"
            for item in items
            if len(senses := item.of("State", "Person", "Body", "Organ", "City", "Document")) == 1
        ][:_MOST]
    )


def of_a_summit(items: list[Item], lexicon: dict[str, Any]) -> list[str]:
    """What can be asked of a summit, where nothing but the summit is said: `Samarkand 2022`."""
    meeting = events.summit(items, lexicon)
    return [
        f"scograph run {query} --{name} scod:{meeting}" for query, name in _OF_A_SUMMIT if meeting
    ]


def _given(
    items: list[Item], asking: Asking, query: Mapping[str, Any]
) -> Iterable[tuple[str, str]]:
    parameters = {parameter["name"] for parameter in query["parameters"]}
    used: list[Item] = []
    taken: set[str] = set()
    for item in items:
        for slot in asking.slots:
            if slot.name in taken or any(item.start == one.start for one in used):
                continue
            fitting = [
                sense for sense in item.senses if slot.takes(sense.kind, item.cues, sense.value)
            ]
            if slot.name in parameters and len(fitting) == 1 and fitting[0].kind != "Role":
                used.append(item)
                taken.add(slot.name)
                kind, value = fitting[0].kind, fitting[0].value
                yield slot.name, f"{_CURIES.get(kind, 'scod')}:{value}"
        for sense in item.of("date"):
            first, _, last = sense.value.partition("/")
            if {"from", "to"} <= parameters:
                yield "from", first
                yield "to", last


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
