"""The small typed language between words and SPARQL: what a question asks of which canned query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

# What is made of the rows: the values of a column, their number, whether there are any …
OPERATIONS = (
    "list", "count", "exists", "nth", "most", "fewest", "how-long", "neighbour", "compare",
    "both", "every", "longest", "shortest", "which", "is",
)  # fmt: skip


class RefusalError(Exception):
    """The question is not answered: `reason` is a key of the texts, `words` are underlined."""

    def __init__(self, reason: str, words: list[Any] | None = None, **values: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.words = words or []
        self.values = values


class Slot(NamedTuple):
    """What a name in the question is for: a parameter or a column, and the names that fit."""

    name: str
    kinds: tuple[tuple[str, frozenset[str]], ...]
    required: bool

    def takes(self, kind: str, cues: set[str], value: str = "") -> bool:
        """True if a name of this kind, joined in this way, fits."""
        return any(
            one in (kind, f"{kind}/{value}") and (not wanted or wanted & cues)
            for one, wanted in self.kinds
        )


class Asking(NamedTuple):
    """One way to ask a canned query, from the `asks` of its header."""

    query: str
    words: tuple[frozenset[str], ...]
    may: frozenset[str]
    answers: Mapping[str, str]
    default: str
    slots: tuple[Slot, ...]
    meeting: str
    time: str
    order: str
    most: str
    # What is counted for each value of a column: `chair: meeting`, the meetings of each chair.
    counts: Mapping[str, str]
    # The columns of the first and the last day of a row.
    length: tuple[str, ...]
    fixed: Mapping[str, str]
    given: Mapping[str, str]
    assumed: Mapping[str, str]
    complete: str

    @property
    def concepts(self) -> frozenset[str]:
        """All words that this way of asking understands."""
        return frozenset().union(*self.words) | self.may


# No dataclass, here and beside: their module and their making are 2 ms of each start.
class Plan:
    """A canned query with its parameters, what its rows must have, and what is taken of them."""

    asking: Asking
    operation: str
    column: str
    given: dict[str, str]
    filters: dict[str, tuple[str, ...]]
    within: tuple[str, str, str] | None = None
    number: int = 0
    # How many of the first or the last are asked for.
    several: int = 1
    expected: int | None = None
    by_year: bool = False
    # Who holds an office: shown in it in the last year of the record, and no end is recorded.
    in_office: bool = False
    # Only one term is meant, which began and ended within the period.
    one_term: bool = False
    format: str = ""
    # A kind of election, such as `presidential`.
    vote: str = ""
    # Only these count, where those represented may be states and organisations: a class.
    only: str = ""
    # How many days a meeting took, such as `=2`.
    lasting: str = ""
    # `Where` is asked, which a meeting by video answers too, not `in which city`.
    where: bool = False
    # The number of days is asked for, not the first and the last one.
    in_days: bool = False
    # How many of what is counted, such as `>=3`.
    limit: str = ""
    # Values of columns that are left out: `except Russia`.
    without: dict[str, tuple[str, ...]]
    # Columns that are asked for too: `where and when`.
    also: tuple[str, ...] = ()
    # The person whose predecessor or successor is asked for.
    around: str = ""
    meetings: list[dict[str, Any]]
    defaults: list[str]
    score: int = 0
    # The conditions that the options of the query do not express.
    needed: set[str]
    combined: str = ""
    other: Plan | None = None
    # The thing whose number or date is compared with that of another.
    about: str = ""
    # What a part of a plan of several parts asks for by itself.
    asked: str = "list"

    def __init__(
        self, asking: Asking, operation: str, column: str, *, by_year: bool = False
    ) -> None:
        self.asking = asking
        self.operation = operation
        self.column = column
        self.by_year = by_year
        self.given = {}
        self.filters = {}
        self.without = {}
        self.meetings = []
        self.defaults = []
        self.needed = set()

    def but(self, **changed: Any) -> Plan:
        """A copy with some values changed."""
        other = Plan.__new__(Plan)
        other.__dict__.update(self.__dict__, **changed)
        return other

    @property
    def key(self) -> str:
        """The same for plans that do the same."""
        other = self.other.key if self.other else ""
        return repr(
            (
                self.asking.query, self.operation, self.column, sorted(self.given.items()),
                sorted(self.filters.items()), self.within, self.number, self.several, self.by_year,
                self.combined, other, self.format, self.around, self.only, self.limit,
                self.in_days, self.where,
                self.expected, self.also, self.about,
                sorted(self.without.items()),
            )
        )  # fmt: skip


def askings(queries: Mapping[str, Any]) -> list[Asking]:
    """All ways to ask the canned queries."""
    return [asking(query, one) for query in queries.values() for one in query.get("asks") or []]


def asking(query: Mapping[str, Any], one: Mapping[str, Any]) -> Asking:
    """One entry of `asks` in the header of a query."""
    return Asking(
        query=query["name"],
        words=tuple(frozenset(str(words).split()) for words in one.get("words") or [""]),
        may=frozenset(str(one.get("may", "")).split()),
        answers={str(key): str(value) for key, value in (one.get("answers") or {}).items()},
        default=str(one.get("else", "")),
        slots=tuple(
            slot(str(name), str(value)) for name, value in (one.get("names") or {}).items()
        ),
        meeting=str(one.get("meeting", "")),
        time=str(one.get("time", "")),
        order=str(one.get("order", "")),
        most=str(one.get("most", "")),
        counts={str(key): str(value) for key, value in (one.get("counts") or {}).items()},
        length=tuple(str(one.get("length", "")).split()),
        fixed={str(key): str(value) for key, value in (one.get("rows") or {}).items()},
        given={str(key): str(value) for key, value in (one.get("given") or {}).items()},
        assumed={str(key): str(value) for key, value in (one.get("assume") or {}).items()},
        complete=str(one.get("complete", "")),
    )


def slot(name: str, text: str) -> Slot:
    """A slot as a header writes it.

    >>> slot("host!", "State:in,by City").takes("State", {"of"})
    False
    """
    kinds = []
    for part in text.split():
        kind, _, cues = part.partition(":")
        kinds.append((kind, frozenset(filter(None, cues.split(",")))))
    return Slot(name.rstrip("!"), tuple(kinds), name.endswith("!"))
