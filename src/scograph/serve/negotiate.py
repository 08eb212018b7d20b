"""Which format an answer takes: the `format` parameter, else the Accept header (RFC 9110)."""

from __future__ import annotations

from functools import lru_cache

import mimeparse

from scograph.serve.problem import Problem

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
TABLE = {**ROWS, "turtle": "text/turtle"}
PAGE = {"html": "text/html"}
DATASET = {**GRAPH, "nquads": "application/n-quads", "trig": "application/trig"}

_ALIASES = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "ntriples",
}
_CHARSET = ("text/", "application/sparql-results+xml", "application/rdf+xml")


def choose(wanted: str | None, accept: str | None, offers: dict[str, str]) -> str:
    """The name of the format; without a wish, the first of the offers.

    A name in `wanted` wins over the header. Problem 400 for a name that is none of the offers, 406
    where the header accepts none of them.
    """
    if wanted:
        name = next((n for n, media in offers.items() if wanted in (n, media)), None)
        if name is None:
            raise Problem(400, f"The format must be one of {', '.join(offers)}.")
        return name
    if accept is None or not accept.strip():
        return next(iter(offers))
    return _accepted(accept.lower(), tuple(offers.items()))


@lru_cache(maxsize=128)
def _accepted(accept: str, offers: tuple[tuple[str, str], ...]) -> str:
    """The offer that an Accept header likes best; clients send few headers, and many times."""
    names = [name for name, _ in offers]
    types = {media: name for name, media in offers}
    types |= {media: name for media, name in _ALIASES.items() if name in names}
    # The last of equals wins in mimeparse, so the first offer stands last.
    ranked = list(reversed(types))
    try:
        best = mimeparse.best_match(ranked, accept)
    except (mimeparse.MimeTypeParseException, ValueError):
        raise Problem(400, "The Accept header cannot be read.") from None
    if not best:
        given = ", ".join(media for _, media in offers)
        raise Problem(406, f"None of the types accepted can be given. There are {given}.")
    return types[best]


def content_type(name: str, offers: dict[str, str]) -> str:
    """The media type of a format, with the character set where the type has one."""
    media = offers[name]
    return f"{media}; charset=utf-8" if media.startswith(_CHARSET) else media
