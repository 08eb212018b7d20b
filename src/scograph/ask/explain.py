"""What was understood, or why not, in the language of the question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pyoxigraph as ox

from scograph.ask.plan import Plan, RefusalError
from scograph.ask.reading import Reading
from scograph.names import labels
from scograph.rdf import graph

# Characters of a word of a question that are shown.
_LONGEST = 200


class Words:
    """The sentences of one language, from the files in `words/`."""

    def __init__(self, texts: Mapping[str, Any], lang: str, store: ox.Store) -> None:
        self._texts = {**texts["en"], **texts.get(lang, {})}
        self.lang = lang
        self.store = store

    def __call__(self, key: str, **values: str) -> str:
        """The sentence of a key; the key itself where there is none."""
        text: str = self._texts.get(key, key)
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return text

    def name(self, value: str) -> str:
        """The label of a thing given as CURIE or IRI; other values as they are."""
        if value.startswith(("scod:", "scog:", "https://")):
            return labels.label(self.store, graph.term(value), self.lang)
        return value


def plan(say: Words, one: Plan, queries: Mapping[str, Any]) -> str:
    """A plan as part of a sentence."""
    parts = [
        say("certainly") if name == "certainly" else f"{say(f'column-{name}')}: {say.name(value)}"
        for name, value in one.given.items()
    ]
    for name, values in one.filters.items():
        if len(values) < 4 and any(values):
            parts.append(f"{say(f'column-{name}')}: {', '.join(map(say.name, values))}")
    if one.within:
        parts.append(f"{say(f'column-{one.within[0]}')}: {one.within[1]}–{one.within[2]}")
    if one.limit:
        parts.append(f"{say('limit')}: {one.limit}")
    if one.lasting:
        parts.append(f"{say('days')}: {one.lasting}")
    for values in one.without.values():
        parts.append(f"{say('without')}: {', '.join(map(say.name, values))}")
    if one.format:
        parts.append(say(f"format-{one.format}"))
    if one.operation == "is":
        parts.append(f"{say('operation-is')} {say.name(one.about)}")
    if one.vote:
        parts.append(say(f"vote-{one.vote}"))
    if "sco" in one.defaults:
        parts.append(say("of-the-sco"))
    asked = ", ".join(say(f"column-{name}") for name in (one.column, *one.also))
    what = say(f"operation-{one.operation}", column=asked,
               number=str(abs(one.number)))  # fmt: skip
    if one.operation in ("which", "compare", "is"):
        what = f"{what}: {say(f'operation-{one.asked}', column=asked, number=str(abs(one.number)))}"
    if one.in_days:
        what = say("operation-how-many-days")
    if one.around:
        parts.append(say.name(one.around))
        what = say(f"operation-{'next' if one.number > 0 else 'previous'}",
                   column=say(f"column-{one.column}"))  # fmt: skip
    elif one.number == -1:
        what = say("operation-last", column=say(f"column-{one.column}"))
    text = f"{what} — {say(f'query-{one.asking.query}')}"
    if parts:
        text += f" ({'; '.join(parts)})"
    if one.other is not None:
        text += f" {say(one.combined)} {plan(say, one.other, queries)}"
    return text


def refusal(say: Words, reading: Reading, refused: RefusalError) -> list[str]:
    """The sentences of a refusal: the reason, the words underlined, what can be asked."""
    values = dict(refused.values)
    if "meetings" in values:
        values["meetings"] = ", ".join(map(say.name, values["meetings"].split(" ")))
    lines = [say(f"refused-{refused.reason}", **values)]
    if refused.words:
        marks = [" "] * len(reading.text)
        for item in refused.words:
            for at in range(item.start, min(item.end, len(marks))):
                marks[at] = "^"
        text, under = _without_the_middle(reading.text, "".join(marks))
        wide = "".join(
            mark * (2 if ord(char) > 0x2E80 else 1) for char, mark in zip(text, under, strict=True)
        )
        lines += [f"  {text}", f"  {wide.rstrip()}"]
    return lines


def _without_the_middle(text: str, marks: str) -> tuple[str, str]:
    """The text and the marks below it, without the middle of words that have no end.

    >>> text, marks = _without_the_middle(f"Who is {'x' * 500}?", " " * 7 + "^" * 501)
    >>> len(text), marks[7:] == "^" * 200, text[-3:]
    (207, True, 'xx?')
    """
    kept = range(len(text))
    shown: list[int] = []
    for word in re.finditer(r"\S+|\s+", text):
        run = kept[word.start() : word.end()]
        shown += run if len(run) <= _LONGEST else [*run[: _LONGEST - 50], *run[-50:]]
    # Where letters are left out, the next one is replaced by dots.
    cut = {at for before, at in pairwise(shown) if at != before + 1}
    return (
        "".join("…" if at in cut else text[at] for at in shown),
        "".join(marks[at] for at in shown),
    )
