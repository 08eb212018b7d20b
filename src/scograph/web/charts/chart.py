"""A chart (drawing, title, summary, table), its kind, and its parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.names import dates, resolve
from scograph.web import days
from scograph.web.words import Phrase, spoken


class Cell(NamedTuple):
    """A cell of the table; `iri` is the thing of the graph that the text names."""

    text: str
    iri: str | None = None


class Chart(NamedTuple):
    """A standalone SVG document, with its title, a summary and its data as a table."""

    svg: str
    title: str
    summary: str
    columns: list[str]
    rows: list[list[Cell]]


class Parameter(NamedTuple):
    """A parameter of a chart; `kind` is date, thing, count or choice.

    A thing may be given by name, CURIE or IRI. `choice_labels` are the labels of the choices.
    """

    name: str
    kind: str
    help: str
    default: str | None = None
    choices: tuple[str, ...] = ()
    choice_labels: tuple[str, ...] = ()


class Ask(NamedTuple):
    """A parameter in every language."""

    name: str
    kind: str
    help: Phrase
    default: str | None = None
    choices: Mapping[str, Phrase] | None = None

    def to(self, lang: str) -> Parameter:
        """The parameter in one language."""
        choices = self.choices or {}
        labels = tuple(label.to(lang) for label in choices.values())
        help_text = self.help.to(lang)
        return Parameter(self.name, self.kind, help_text, self.default, tuple(choices), labels)


@dataclass(frozen=True)
class Kind:
    """A kind of chart: its title, its parameters, and the function that draws it."""

    heading: Phrase
    about: Phrase
    asks: tuple[Ask, ...]
    paint: Callable[[ox.Store, str, Mapping[str, str]], Chart]

    def title(self, lang: str) -> str:
        """The title in a language."""
        return self.heading.to(lang)

    def description(self, lang: str) -> str:
        """A sentence on what the chart shows, in a language."""
        return self.about.to(lang)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters, explained in English."""
        return self.parameters_in("en")

    def parameters_in(self, lang: str) -> tuple[Parameter, ...]:
        """The parameters, explained in a language."""
        return tuple(ask.to(lang) for ask in self.asks)

    def draw(self, store: ox.Store, lang: str, values: Mapping[str, str]) -> Chart:
        """The chart for these values; an empty or missing one is replaced by the default.

        UsageError where a value is none that the parameter takes. Names of other parameters are
        passed over, but for `narrow`, which draws it for a phone.
        """
        taken: dict[str, str] = {"narrow": "1"} if values.get("narrow") else {}
        for ask in self.asks:
            value = values.get(ask.name, "").strip() or ask.default
            if value is None:
                continue
            if ask.choices is not None and value not in ask.choices:
                raise UsageError(
                    f"{ask.name}: {resolve.shortened(value)} is none of {', '.join(ask.choices)}.",
                    kind="choice",
                    option=ask.name,
                    value=value,
                )
            taken[ask.name] = value
        return self.paint(store, spoken(lang), taken)


def day(values: Mapping[str, str], name: str, *, last: bool = False) -> str | None:
    """The day of a parameter, the first or last one of a year or month; None if not given."""
    if name not in values:
        return None
    return dates.days(days.read(values[name]), name)[1 if last else 0]


def count(values: Mapping[str, str], name: str, least: int, most: int) -> int:
    """The whole number of a parameter that has a default; UsageError outside of the bounds."""
    text = values[name]
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UsageError(
            f"{name}: {resolve.shortened(text)} is not a whole number.",
            kind="number",
            option=name,
            value=text,
        )
    if not least <= int(text) <= most:
        raise UsageError(
            f"{name}: {int(text)} is not between {least} and {most}.",
            kind="between",
            option=name,
            value=f"{least}–{most}",
        )
    return int(text)


def thing(store: ox.Store, values: Mapping[str, str], name: str, of: str) -> ox.NamedNode | None:
    """The thing of the class `of` that a parameter names; None if not given."""
    if name not in values:
        return None
    return resolve.resolve(store, values[name], of=of, option=name)
