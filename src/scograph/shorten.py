"""IRIs as `prefix:local`, strict enough for every RDF syntax, with the prefixes used."""

from __future__ import annotations

import re
from collections.abc import Collection

from scograph.namespaces import PREFIXES

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


class Shortener:
    """Short names for IRIs; `used` grows with each prefix that one of them needed.

    >>> names = Shortener()
    >>> names.short("https://w3id.org/scograph/id/sco"), names.short("http://example.org/a")
    ('scod:sco', None)
    >>> names.used
    {'scod'}
    """

    def __init__(self, without: Collection[str] = ()) -> None:
        self.used: set[str] = set()
        self._prefixes = {
            namespace: prefix for prefix, namespace in PREFIXES.items() if prefix not in without
        }
        self._known: dict[str, str | None] = {}

    def short(self, iri: str) -> str | None:
        """The short name, or None where no prefix fits or the rest is not a plain name."""
        if iri not in self._known:
            self._known[iri] = self._make(iri)
        return self._known[iri]

    def _make(self, iri: str) -> str | None:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._prefixes.get(iri[:cut])
        if prefix is None or not _LOCAL.fullmatch(iri, cut):
            return None
        self.used.add(prefix)
        return f"{prefix}:{iri[cut:]}"
