"""How completely the record says who signed one document, and who became party to it.

Those who are looked for are the members of the body on the day of signing, and for parties those
who became members later too. Where a document has other signatories, such as the body itself and a
partner, nothing says how many there were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from scograph.query import coverages, internal
from scograph.query.coverages import LAST, Span
from scograph.query.parameters import Term
from scograph.query.part import Part
from scograph.query.there import There
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOG

_Row = dict[str, ox.NamedNode | ox.Literal]
KINDS = ("signatures", "parties")
_SIGNING = ("signature",)
_BINDING = ("ratification", "approval", "accession")


def parts(
    store: ox.Store,
    document: ox.NamedNode,
    kinds: Iterable[str],
    there: There | None = None,
    *,
    until: str = LAST,
    party: Term | None = None,
) -> Iterator[Part]:
    """A part for each of these kinds of fact, from what the store or an endpoint has of them.

    Of what was done after `until` nobody asked; with a `party`, only of what it did.
    """
    acts = _acts(store, document, there)
    rows = [row for row in acts if _first(row) <= until]
    if acts and not rows:
        # Nobody had signed it yet.
        none = (Span("nothing-to-record", "", until),)
        yield from (Part(None, kind, none, None, document=document) for kind in kinds)
        return
    signed = _of_kind(rows, _SIGNING)
    made_by = _body(store, document, signed or rows)
    day = min((row["first"].value for row in signed if "first" in row), default=None)
    signatories = _actors(signed)
    members = _members(store, made_by, day)
    if "signatures" in kinds:
        found = _part(store, document, made_by, "signatures", signatories, members, day)
        yield _of_party(found, signatories, members, party)
    if "parties" in kinds:
        bound = _actors(_of_kind(rows, _BINDING))
        later = _members(store, made_by, day, until)
        wanted = later | signatories if members else set()
        found = _part(store, document, made_by, "parties", bound, wanted, day)
        yield _of_party(found, bound, wanted, party)


def body(
    store: ox.Store, document: ox.NamedNode, there: There | None = None
) -> ox.NamedNode | None:
    """The body that made a document, of those of which a coverage speaks."""
    return _body(store, document, _acts(store, document, there))


def _acts(store: ox.Store, document: ox.NamedNode, there: There | None) -> list[_Row]:
    ask = None if there is None else there.ask
    return internal.rows(store, "completeness-acts", ask, document=document)


def _part(
    store: ox.Store,
    document: ox.NamedNode,
    body: ox.NamedNode | None,
    kind: str,
    done: set[Term],
    wanted: set[Term],
    day: str | None,
) -> Part:
    known = wanted and (done <= wanted or done >= wanted)
    counted = (len(done & wanted), len(wanted)) if known else None
    degree = "not-stated"
    if counted:
        degree = "complete" if counted[0] == counted[1] else "partial"
    known_of = coverages.by_body(store, kind).get(body, {}) if body is not None else {}
    reaches = coverages.reach(known_of.get(kind, []))
    span = Span(degree, day or "", day or "")
    return Part(body, kind, (span,), reaches, document=document, counted=counted)


def _of_party(part: Part, done: set[Term], wanted: set[Term], party: Term | None) -> Part:
    """The same where one party alone was asked for, if it is one of those looked for."""
    if party not in wanted or part.counted is None:
        return part
    degree = "complete" if party in done else "not-stated"
    spans = tuple(span._replace(degree=degree) for span in part.spans)
    return part._replace(spans=spans, counted=None)


def _first(row: _Row) -> str:
    return row["first"].value if "first" in row else ""


def _of_kind(rows: Iterable[_Row], kinds: tuple[str, ...]) -> list[_Row]:
    wanted = {f"{SCOG}act-{kind}" for kind in kinds}
    return [row for row in rows if "kind" in row and row["kind"].value in wanted]


def _actors(rows: Iterable[_Row]) -> set[Term]:
    return {row["actor"] for row in rows if "actor" in row}


def _body(store: ox.Store, document: ox.NamedNode, rows: Iterable[_Row]) -> ox.NamedNode | None:
    """The body at whose meeting a document was signed, otherwise the one that it concerns."""
    held = [row["body"] for row in rows if "body" in row]
    found = [*held, *graph.nodes(store, document, "scog:concerns")]
    known = (one for one in found if isinstance(one, ox.NamedNode))
    return next((one for one in known if coverages.speaks_of(store, one)), None)


def _members(
    store: ox.Store, body: ox.NamedNode | None, day: str | None, until: str | None = None
) -> set[Term]:
    """The members on a day, or from it until another; who joins on it is one from the next on.

    Where a body begins on that day, its founders are its members.
    """
    if body is None or day is None:
        return set()
    whole = next(iter(graph.nodes(store, body, "scog:organOf")), body)
    return {
        one.party
        for one in coverages.memberships(store, body=whole)
        if one.end > day
        and (
            one.first < day
            or (one.founding and one.first <= day)
            or (until is not None and one.first <= until)
        )
    }
