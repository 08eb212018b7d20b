"""Names to things: a label, alias, CURIE or IRI, in any language, whatever the case and accents."""

from __future__ import annotations

import unicodedata

import pyoxigraph as ox

from scograph.errors import BadRequest
from scograph.namespaces import NAMES_GRAPH, PREFIXES, curie, expand

_KEY = ox.NamedNode(NAMES_GRAPH + "#key")
_GRAPH = ox.NamedNode(NAMES_GRAPH)
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_SCHEME = ox.NamedNode(PREFIXES["skos"] + "inScheme")
_LABEL = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
_ALIAS = ox.NamedNode(PREFIXES["skos"] + "altLabel")
_LETTERS = {"ё": "е", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}


class _Bare(dict[int, str]):
    """What stands for each character; each is looked up once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        bare = "" if kind == "Mn" else " " if kind[0] in "PSZC" else _LETTERS.get(char, char)
        self[code] = bare
        return bare


_BARE = _Bare()


def fold(text: str) -> str:
    """The form in which names are compared: no case, accents, punctuation or double spaces.

    >>> fold("Sooronbay  Jeenbekov"), fold("Türkiye"), fold("Шанхайская пятёрка"), fold("G-7")
    ('sooronbay jeenbekov', 'turkiye', 'шанхаиская пятерка', 'g 7')
    """
    # Twice, since some capitals are letters only once they are taken apart.
    marked = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return " ".join(marked.translate(_BARE).split())


def resolve(
    store: ox.Store,
    text: str,
    *,
    of: str | None = None,
    scheme: str | None = None,
    option: str = "",
) -> ox.NamedNode:
    """The one thing that is called so: of the class `of`, in the code list `scheme`, if given.

    BadRequest gives the nearest names where there is none, and the candidates with their IRIs
    where there are several. `option` names the option in the message.
    """
    given = given_iri(text)
    if given is not None:
        node = ox.NamedNode(given)
        if next(store.quads_for_pattern(node, None, None, ox.DefaultGraph()), None) is None:
            raise BadRequest(_unknown(store, text, of, scheme, option))
        if not _fits(store, node, of, scheme):
            raise BadRequest(f"{_where(option)}{curie(given)} is not {_kind(store, of or scheme)}.")
        return node
    found = [thing for thing in _called(store, fold(text)) if _fits(store, thing, of, scheme)]
    if not found:
        raise BadRequest(_unknown(store, text, of, scheme, option))
    # The title of a page about a person is no name of that page.
    named = [thing for thing in found if _is_named(store, thing, fold(text))]
    if len(found) > 1 and len(named) == 1:
        found = named
    if len(found) > 1:
        lines = "\n".join(
            f"  {curie(thing.value)}  {label(store, thing)}  <{thing.value}>" for thing in found
        )
        raise BadRequest(
            f"{_where(option)}{shortened(text)} may be any of these; give the CURIE or IRI.\n"
            + lines
        )
    return found[0]


def shortened(text: str) -> str:
    """What was given, in quotes, fit for a message however long it is.

    >>> shortened("Tashkent")
    "'Tashkent'"
    """
    return repr(text if len(text) <= 80 else f"{text[:79]}…")


def label(store: ox.Store, thing: ox.NamedNode, lang: str = "en") -> str:
    """The thing's label in a language, else in English, else any, else its CURIE."""
    labels = [
        quad.object for quad in store.quads_for_pattern(thing, _LABEL, None, ox.DefaultGraph())
    ]
    for wanted in (lang.lower(), "en"):
        for value in labels:
            if isinstance(value, ox.Literal) and value.language == wanted:
                return value.value
    return min((v.value for v in labels if isinstance(v, ox.Literal)), default=curie(thing.value))


def given_iri(text: str) -> str | None:
    """The IRI that was given as such or as a CURIE; None where the text is a name."""
    stripped = text.strip()
    if stripped.startswith("<") and stripped.endswith(">"):
        stripped = stripped[1:-1]
    if stripped.startswith(("http://", "https://", "urn:")):
        try:
            return ox.NamedNode(stripped).value
        except ValueError:
            raise BadRequest(f"{shortened(text)} is not a valid IRI.") from None
    try:
        iri = expand(stripped)
        return None if iri is None else ox.NamedNode(iri).value
    except ValueError:
        return None


def _called(store: ox.Store, key: str) -> list[ox.NamedNode]:
    quads = store.quads_for_pattern(None, _KEY, ox.Literal(key), _GRAPH)
    things = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    return [ox.NamedNode(iri) for iri in sorted(things)]


def _fits(store: ox.Store, thing: ox.NamedNode, of: str | None, scheme: str | None) -> bool:
    if of and not _has(store, thing, _TYPE, of):
        return False
    return not scheme or _has(store, thing, _SCHEME, scheme)


def _has(store: ox.Store, thing: ox.NamedNode, predicate: ox.NamedNode, value: str) -> bool:
    iri = ox.NamedNode(expand(value) or value)
    found = store.quads_for_pattern(thing, predicate, iri, ox.DefaultGraph())
    return next(found, None) is not None


def _is_named(store: ox.Store, thing: ox.NamedNode, key: str) -> bool:
    names = (
        quad.object
        for predicate in (_LABEL, _ALIAS)
        for quad in store.quads_for_pattern(thing, predicate, None, ox.DefaultGraph())
    )
    return any(isinstance(name, ox.Literal) and fold(name.value) == key for name in names)


def _unknown(store: ox.Store, text: str, of: str | None, scheme: str | None, option: str) -> str:
    near = suggestions(store, text, of=of, scheme=scheme)
    hint = (
        "Did you mean " + " or ".join(near) + "?"
        if near
        else "`scograph run about` and `scograph query` show what there is."
    )
    kind = _kind(store, of or scheme, False)
    return f"{_where(option)}The graph knows no {kind} called {shortened(text)}. {hint}"


def suggestions(
    store: ox.Store, text: str, *, of: str | None = None, scheme: str | None = None, most: int = 4
) -> list[str]:
    """The nearest names that the graph has, best first, as it spells them."""
    import difflib

    wanted = fold(text)
    keys: dict[str, ox.NamedNode] = {}
    for quad in store.quads_for_pattern(None, _KEY, None, _GRAPH):
        thing, key = quad.subject, quad.object
        if (
            isinstance(thing, ox.NamedNode)
            and isinstance(key, ox.Literal)
            and key.value not in keys
            and _fits(store, thing, of, scheme)
        ):
            keys[key.value] = thing
    near = difflib.get_close_matches(wanted, keys, n=most, cutoff=0.6)
    near += sorted(key for key in keys if wanted and wanted in key and key not in near)
    return list(dict.fromkeys(label(store, keys[key]) for key in near))[:most]


def _kind(store: ox.Store, iri: str | None, article: bool = True) -> str:
    if iri is None:
        return "a thing of the graph" if article else "thing"
    name = label(store, ox.NamedNode(expand(iri) or iri))
    if not article:
        return name
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _where(option: str) -> str:
    return f"--{option}: " if option else ""
