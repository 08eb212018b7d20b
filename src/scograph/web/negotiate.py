"""The format of an answer: the `format` parameter, otherwise the Accept header (RFC 9110)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import mimeparse
from starlette.requests import Request

from scograph.web.pages.links import LANGUAGES
from scograph.web.problem import ProblemError

ROWS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPH = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}
WHY = {"json": "application/json", **GRAPH}
TABLE = {**ROWS, "turtle": "text/turtle"}
PAGE = {"html": "text/html"}
DATASET = {**GRAPH, "nquads": "application/n-quads", "trig": "application/trig"}

_ALIASES = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "ntriples",
}
# What clients write in `format`; of several names, the first that is offered.
_NAMES = {
    "xml": ("xml", "rdfxml"),
    "json": ("json", "jsonld"),
    **dict.fromkeys(("srj", "sparql-json", "sparql-results+json"), ("json",)),
    **dict.fromkeys(("srx", "sparql-xml", "sparql-results+xml"), ("xml",)),
    **dict.fromkeys(("ttl", "n3", "text/n3", "text/rdf+n3", "application/n3"), ("turtle",)),
    **dict.fromkeys(("application/turtle", "application/x-turtle"), ("turtle",)),
    **dict.fromkeys(("rdf", "rdf+xml", "rdf/xml"), ("rdfxml",)),
    **dict.fromkeys(("nt", "n-triples"), ("ntriples",)),
    **dict.fromkeys(("nq", "n-quads"), ("nquads",)),
    **dict.fromkeys(("json-ld", "ld+json", "application/x-json+ld"), ("jsonld",)),
    **dict.fromkeys(("application/javascript", "text/javascript"), ("json", "jsonld")),
    **{media: (name, "rdfxml" if name == "xml" else "jsonld") for media, name in _ALIASES.items()},
}
_LONGEST = 4096
_WEIGHT = re.compile(r"[01](\.[0-9]{0,3})?")
_CHARSET = ("text/", "application/sparql-results+xml", "application/rdf+xml")


def accepted(request: Request) -> str | None:
    """The Accept header of a request, from all of its lines; None if there is none."""
    return ", ".join(request.headers.getlist("accept")) or None


def named(wanted: str | Sequence[str] | None, offers: dict[str, str]) -> set[str]:
    """The formats that the values of `format` name: media types, and names as clients write them.

    >>> named(["tsv", "text/tab-separated-values"], ROWS), named("xml", GRAPH), named("pdf", ROWS)
    ({'tsv'}, {'rdfxml'}, set())
    """
    values = [wanted] if isinstance(wanted, str) else wanted or ()
    found = set()
    for value in ",".join(values).lower().split(","):
        word = value.partition(";")[0].strip()
        media = (name for name, media in offers.items() if word in (name, media))
        other = (name for name in _NAMES.get(word, ()) if name in offers)
        name = next(media, None) or next(other, None)
        if name is not None:
            found.add(name)
    return found


def choose(wanted: str | Sequence[str] | None, accept: str | None, offers: dict[str, str]) -> str:
    """The name of the format; by default, the first of the offers.

    A format that `wanted` names wins over the header. Where it names none of the offers, or
    several, a header that accepts not just anything decides. ProblemError 400 if that does not
    help either, 406 where the header accepts none of the offers.
    """
    if accept is not None and len(accept) > _LONGEST:
        raise ProblemError(431, f"The Accept header is longer than {_LONGEST:,} bytes.")
    header = (accept or "").strip().lower()
    if any([wanted] if isinstance(wanted, str) else wanted or ()):
        names = named(wanted, offers)
        if len(names) == 1:
            return names.pop()
        if not header or header.startswith("*/*"):
            raise ProblemError(400, f"The format must be one of {', '.join(offers)}.")
        offers = {name: offers[name] for name in offers if name in names} or offers
    return _accepted(header, tuple(offers.items())) if header else next(iter(offers))


@lru_cache(maxsize=128)
def _accepted(accept: str, offers: tuple[tuple[str, str], ...]) -> str:
    """The offer that an Accept header prefers."""
    names = [name for name, _ in offers]
    types = {media: name for name, media in offers}
    types |= {media: name for media, name in _ALIASES.items() if name in names}
    # The last of equals wins in mimeparse, so the first offer stands last.
    ranked = list(reversed(types))
    try:
        best = mimeparse.best_match(ranked, accept)
    except (mimeparse.MimeTypeParseException, ValueError):
        raise ProblemError(400, "The Accept header cannot be read.") from None
    if not best:
        given = ", ".join(media for _, media in offers)
        raise ProblemError(406, f"None of the types accepted can be given. There are {given}.")
    return types[best]


def language(header: str) -> str:
    """The language of pages that an Accept-Language header prefers; English if it names none.

    >>> language("zh-CN,zh;q=0.9,en;q=0.8"), language("kk,ru;q=0.9,en;q=0.8"), language("fr, *")
    ('zh', 'ru', 'en')
    """
    weights: dict[str, float] = {}
    for item in header[:_LONGEST].lower().split(","):
        tag, *options = (part.strip() for part in item.split(";"))
        weight = next((text[2:] for text in options if text.startswith("q=")), "1")
        name = tag.partition("-")[0]
        if name in LANGUAGES and _WEIGHT.fullmatch(weight):
            weights[name] = max(weights.get(name, 0.0), float(weight))
    return max(weights, key=weights.__getitem__) if any(weights.values()) else "en"


def content_type(name: str, offers: dict[str, str]) -> str:
    """The media type of a format, with its character set if it has one."""
    media = offers[name]
    return f"{media}; charset=utf-8" if media.startswith(_CHARSET) else media
