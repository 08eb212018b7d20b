"""What a picture is: its drawing, its words, the table behind it, and what one may ask it for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from scograph import dates, names
from scograph.errors import BadRequest
from scograph.explore.pictures.said import Said, spoken


class Cell(NamedTuple):
    """A cell of the table; `iri` is the thing of the graph that the text names."""

    text: str
    iri: str | None = None


class Picture(NamedTuple):
    """A standalone SVG document, and the same in words and in a table."""

    svg: str
    title: str
    summary: str
    columns: list[str]
    rows: list[list[Cell]]


class Parameter(NamedTuple):
    """What a picture may be asked for; `kind` is date, thing, count or choice.

    A thing may be given by name, CURIE or IRI. `choice_labels` are the choices in words.
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
    help: Said
    default: str | None = None
    choices: Mapping[str, Said] | None = None

    def to(self, lang: str) -> Parameter:
        """The parameter in one language."""
        choices = self.choices or {}
        labels = tuple(said.to(lang) for said in choices.values())
        help_text = self.help.to(lang)
        return Parameter(self.name, self.kind, help_text, self.default, tuple(choices), labels)


@dataclass(frozen=True)
class Kind:
    """A kind of picture: what it is called, what it takes, and how it is drawn."""

    heading: Said
    about: Said
    asks: tuple[Ask, ...]
    paint: Callable[[ox.Store, str, Mapping[str, str]], Picture]

    def title(self, lang: str) -> str:
        """What the picture is called in a language."""
        return self.heading.to(lang)

    def description(self, lang: str) -> str:
        """A sentence on what the picture shows."""
        return self.about.to(lang)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters, explained in English."""
        return self.parameters_in("en")

    def parameters_in(self, lang: str) -> tuple[Parameter, ...]:
        """The parameters, explained in a language."""
        return tuple(ask.to(lang) for ask in self.asks)

    def draw(self, store: ox.Store, lang: str, values: Mapping[str, str]) -> Picture:
        """The picture for these values; one that is empty or missing is the default.

        BadRequest where a value is none that the parameter takes. Names of other parameters are
        passed over.
        """
        taken: dict[str, str] = {}
        for ask in self.asks:
            value = values.get(ask.name, "").strip() or ask.default
            if value is None:
                continue
            if ask.choices is not None and value not in ask.choices:
                raise BadRequest(
                    f"{ask.name}: {names.shortened(value)} is none of {', '.join(ask.choices)}."
                )
            taken[ask.name] = value
        return self.paint(store, spoken(lang), taken)


def day(values: Mapping[str, str], name: str, *, last: bool = False) -> str | None:
    """The day of a parameter, of a year or month the first or the last one; None if not given."""
    if name not in values:
        return None
    try:
        return dates.days(values[name])[1 if last else 0]
    except BadRequest as error:
        raise BadRequest(f"{name}: {error}") from None


def count(values: Mapping[str, str], name: str, least: int, most: int) -> int:
    """The whole number of a parameter that has a default; BadRequest outside of the bounds."""
    text = values[name]
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadRequest(f"{name}: {names.shortened(text)} is not a whole number.")
    if not least <= int(text) <= most:
        raise BadRequest(f"{name}: {int(text)} is not between {least} and {most}.")
    return int(text)


def thing(store: ox.Store, values: Mapping[str, str], name: str, of: str) -> ox.NamedNode | None:
    """The thing of the class `of` that a parameter names; None if not given."""
    if name not in values:
        return None
    try:
        return names.resolve(store, values[name], of=of)
    except BadRequest as error:
        raise BadRequest(f"{name}: {error}") from None
