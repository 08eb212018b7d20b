"""IRIs as `prefix:local`, strict enough for every RDF syntax, with the prefixes used."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from scograph.rdf.namespaces import PREFIXES

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_PREFIX = re.compile(r"(?:[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?")


class Shortener:
    """Short names for IRIs; `used` grows with each prefix that one of them needed.

    The prefixes are those of the project but for `without`, then those in `more` that use neither
    a name nor a namespace of these.

    >>> names = Shortener()
    >>> names.short("https://w3id.org/scograph/id/sco"), names.short("http://example.org/a")
    ('scod:sco', None)
    >>> names.declared()
    [('scod', 'https://w3id.org/scograph/id/')]
    """

    def __init__(
        self, without: Collection[str] = (), more: Mapping[str, str] | None = None
    ) -> None:
        self.used: set[str] = set()
        self._namespaces = {
            prefix: namespace for prefix, namespace in PREFIXES.items() if prefix not in without
        }
        for prefix, namespace in sorted((more or {}).items()):
            if _PREFIX.fullmatch(prefix) and namespace not in self._namespaces.values():
                self._namespaces.setdefault(prefix, namespace)
        self._prefixes = {namespace: prefix for prefix, namespace in self._namespaces.items()}

    def short(self, iri: str) -> str | None:
        """The short name, or None where no prefix fits or the rest is not a plain name."""
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._prefixes.get(iri[:cut])
        if prefix is None or not _LOCAL.fullmatch(iri, cut):
            return None
        self.used.add(prefix)
        return f"{prefix}:{iri[cut:]}"

    def declared(self) -> list[tuple[str, str]]:
        """The prefixes used, in order, with their namespaces."""
        return [(prefix, self._namespaces[prefix]) for prefix in sorted(self.used)]
