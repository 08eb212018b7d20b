"""From a name in any language to a thing: label, alias, CURIE, IRI or the end of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.names import labels
from scograph.rdf import graph
from scograph.rdf.namespaces import NAMES_GRAPH, SCOD, curie, expand

KEY = NAMES_GRAPH + "#key"
_GRAPH = ox.NamedNode(NAMES_GRAPH)
_LETTERS = {"ё": "е", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}


class _Bare(dict[int, str]):
    """A table for `str.translate` that computes each entry once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        bare = "" if kind == "Mn" else " " if kind[0] in "PSZC" else _LETTERS.get(char, char)
        self[code] = bare
        return bare


_BARE = _Bare()


def fold(text: str) -> str:
    """The folded form of a name, without case, accents, punctuation and double spaces.

    >>> fold("Sooronbay  Jeenbekov"), fold("Türkiye"), fold("Шанхайская пятёрка"), fold("G-7")
    ('sooronbay jeenbekov', 'turkiye', 'шанхаиская пятерка', 'g 7')
    """
    # Twice, since some capitals are letters only after decomposition.
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
    """The thing with this name, of the class `of` and in the code list `scheme` if given.

    UsageError gives the nearest names where there is none, and the candidates with their IRIs
    where there are several. `option` names the option in the message.
    """
    given = given_iri(text)
    if given is not None:
        node = ox.NamedNode(given)
        if not graph.exists(store, node):
            raise _unknown(store, text, of, scheme, option)
        if not _fits(store, node, of, scheme):
            raise UsageError(
                f"{_where(option)}{curie(given)} is not {_kind(store, of or scheme)}.",
                kind="class",
                option=option,
                value=curie(given),
            )
        return node
    found = called(store, text, of=of, scheme=scheme)
    if not found:
        raise _unknown(store, text, of, scheme, option)
    if len(found) > 1:
        lines = "\n".join(
            f"  {curie(thing.value)}  {labels.label(store, thing)}  <{thing.value}>"
            for thing in found
        )
        raise UsageError(
            f"{_where(option)}{shortened(text)} may be any of these; give the CURIE or IRI.\n"
            + lines,
            kind="ambiguous",
            option=option,
            value=text,
            things=[thing.value for thing in found],
        )
    return found[0]


def called(
    store: ox.Store, text: str, *, of: str | None = None, scheme: str | None = None
) -> list[ox.NamedNode]:
    """The things that a name or an IRI may mean: one if it is clear, none if nothing has it."""
    given = given_iri(text)
    if given is not None:
        node = ox.NamedNode(given)
        return [node] if graph.exists(store, node) and _fits(store, node, of, scheme) else []
    key = fold(text)
    found = [thing for thing in _with_key(store, key) if _fits(store, thing, of, scheme)]
    found = [thing for thing in found if not _only_publishes(store, thing)] or found
    found = found or _by_code(store, text, of, scheme)
    found = found or _by_word(store, key, of, scheme)
    found = found or _by_title(store, key, of, scheme)
    found = found or _by_address(store, text, of, scheme)
    # The title of a page about a person is no name of that page.
    named = [thing for thing in found if _is_named(store, thing, key)] if len(found) > 1 else []
    return named if len(named) == 1 else found


def _by_code(store: ox.Store, text: str, of: str | None, scheme: str | None) -> list[ox.NamedNode]:
    """The state with this code of ISO 3166, in capitals: UZ or UZB."""
    if not text.isupper() or len(text) not in (2, 3):
        return []
    return [
        state
        for code in ("scog:iso3166Alpha2", "scog:iso3166Alpha3")
        for state in graph.subjects(store, code, ox.Literal(text))
        if _fits(store, state, of, scheme)
    ]


def shortened(text: str) -> str:
    """The text in quotes for a message, shortened if it is long.

    >>> shortened("Tashkent")
    "'Tashkent'"
    """
    return repr(text if len(text) <= 80 else f"{text[:79]}…")


def given_iri(text: str) -> str | None:
    """The IRI of a text that is an IRI or a CURIE; None if it is a name."""
    stripped = text.strip()
    if stripped.startswith("<") and stripped.endswith(">"):
        stripped = stripped[1:-1]
    if stripped.startswith(("http://", "https://", "urn:")):
        try:
            return ox.NamedNode(stripped).value
        except ValueError:
            raise UsageError(f"{shortened(text)} is not a valid IRI.") from None
    try:
        iri = expand(stripped)
        return None if iri is None else ox.NamedNode(iri).value
    except ValueError:
        return None


def _with_key(store: ox.Store, key: str) -> list[ox.NamedNode]:
    found = set(graph.subjects(store, KEY, ox.Literal(key), within=_GRAPH))
    return sorted(found, key=lambda thing: thing.value)


def _fits(store: ox.Store, thing: ox.NamedNode, of: str | None, scheme: str | None) -> bool:
    if of and not _is_a(store, thing, graph.term(of)):
        return False
    return not scheme or graph.exists(store, thing, "skos:inScheme", graph.term(scheme))


def _is_a(store: ox.Store, thing: ox.NamedNode, kind: ox.NamedNode) -> bool:
    """True if a thing is of a class, or of one below it where nothing is inferred."""
    return any(graph.exists(store, thing, graph.TYPE, one) for one in _classes(store, kind))


def _classes(store: ox.Store, kind: ox.NamedNode) -> list[ox.NamedNode]:
    """The class, and the classes below it where nothing is inferred."""
    found = [kind]
    if not labels.are_inferred(store):
        for one in found:
            found += (
                each for each in graph.subjects(store, "rdfs:subClassOf", one) if each not in found
            )
    return found


def _keys(
    store: ox.Store, of: str | None, scheme: str | None
) -> Iterator[tuple[ox.NamedNode, str]]:
    """Each thing of a class and of a code list with each of its folded names, by their order."""
    if not of and not scheme:
        for triple in graph.triples(store, None, KEY, within=_GRAPH):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal):
                yield triple.subject, triple.object.value
        return
    classes = _classes(store, graph.term(of)) if of else []
    things = {thing for one in classes for thing in graph.subjects(store, graph.TYPE, one)}
    if scheme:
        listed = set(graph.subjects(store, "skos:inScheme", graph.term(scheme)))
        things = things & listed if of else listed
    for thing in sorted(things, key=lambda thing: thing.value):
        for key in graph.literals(store, thing, KEY, within=_GRAPH):
            yield thing, key.value


def _only_publishes(store: ox.Store, thing: ox.NamedNode) -> bool:
    """True if all that the graph knows of a body is that it publishes sources."""
    return graph.exists(store, None, "dct:publisher", thing) and not graph.exists(
        store, thing, graph.TYPE, graph.term("scog:InternationalBody")
    )


def _by_word(store: ox.Store, word: str, of: str | None, scheme: str | None) -> list[ox.NamedNode]:
    """The persons who have a word, as their surname, in a name."""
    if scheme or not word or " " in word:
        return []
    found = [
        person
        for person in graph.instances(store, "scog:Person")
        if _fits(store, person, of, None)
        and any(
            word in (key.value.split()[0], key.value.split()[-1])
            for key in graph.literals(store, person, KEY, within=_GRAPH)
            if key.value
        )
    ]
    return sorted(found, key=lambda person: person.value)


def _by_title(
    store: ox.Store, title: str, of: str | None, scheme: str | None
) -> list[ox.NamedNode]:
    """The things of which a name is this title with a remark in brackets after it."""
    if scheme or not title:
        return []
    things = {thing for thing, key in _keys(store, of, None) if key.startswith(f"{title} ")}
    found = [
        thing
        for thing in things
        if any(
            fold(name.value.partition("(")[0]) == title
            for naming in ("skos:prefLabel", "skos:altLabel")
            for name in graph.literals(store, thing, naming)
            if name.value.endswith(")")
        )
    ]
    return sorted(found, key=lambda thing: thing.value)


def _by_address(
    store: ox.Store, text: str, of: str | None, scheme: str | None
) -> list[ox.NamedNode]:
    """The thing whose IRI ends with this text, as the address of its page does."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", text.strip()):
        return []
    thing = ox.NamedNode(SCOD + text.strip())
    fits = graph.exists(store, thing, graph.TYPE) and _fits(store, thing, of, scheme)
    return [thing] if fits else []


def _is_named(store: ox.Store, thing: ox.NamedNode, key: str) -> bool:
    return any(
        fold(name.value) == key
        for naming in ("skos:prefLabel", "skos:altLabel")
        for name in graph.literals(store, thing, naming)
    )


def _unknown(
    store: ox.Store, text: str, of: str | None, scheme: str | None, option: str
) -> UsageError:
    given = given_iri(text)
    name = text if given is None else re.split("[/#]", given)[-1].replace("-", " ")
    things = nearest(store, name, of=of, scheme=scheme)
    near = _labels(store, things)
    others = [] if of is None or given else _with_key(store, fold(text))
    # What a name is for comes before the pages about it.
    others.sort(key=lambda one: (_only_publishes(store, one), _is_source(store, one)))
    hint = ""
    if others:
        hint = f"{curie(others[0].value)} has that name, but is not {_kind(store, of)}. "
    if near:
        hint += f"Did you mean {' or '.join(near)}?"
    elif scheme and not others:
        codes = graph.subjects(store, "skos:inScheme", graph.term(scheme))
        hint = f"It has: {', '.join(sorted(labels.label(store, code) for code in codes))}."
    elif not others:
        hint = "`scograph run about` and `scograph query` show what there is."
    kind = _kind(store, of or scheme, False)
    what = f"The graph has no {kind} named {shortened(text)}"
    if scheme and not of:
        what = f"There is no {shortened(text)} among the {kind}"
    return UsageError(
        f"{_where(option)}{what}. {hint.rstrip()}",
        kind="unknown",
        option=option,
        value=text,
        things=[thing.value for thing in things],
    )


def suggestions(store: ox.Store, text: str, *, most: int = 4) -> list[str]:
    """The nearest names in the graph, best first."""
    return _labels(store, nearest(store, text), most)


def nearest(
    store: ox.Store, text: str, *, of: str | None = None, scheme: str | None = None, most: int = 16
) -> list[ox.NamedNode]:
    """The things with the nearest names in the graph, best first."""
    import difflib

    wanted = fold(text)
    keys: dict[str, ox.NamedNode] = {}
    for thing, key in _keys(store, of, scheme):
        keys.setdefault(key, thing)
    near = difflib.get_close_matches(wanted, keys, n=4, cutoff=0.6)
    near += sorted(key for key in keys if wanted and wanted in key and key not in near)
    things = list(dict.fromkeys(keys[key] for key in near))
    # Whoever only publishes sources is asked for by nobody who names a state or a body.
    return [thing for thing in things if of is None or not _only_publishes(store, thing)][:most]


def _labels(store: ox.Store, things: list[ox.NamedNode], most: int = 4) -> list[str]:
    return list(dict.fromkeys(labels.label(store, thing) for thing in things))[:most]


def _is_source(store: ox.Store, thing: ox.NamedNode) -> bool:
    return graph.exists(store, thing, graph.TYPE, graph.term("scog:Source"))


def _kind(store: ox.Store, iri: str | None, article: bool = True) -> str:
    if iri is None:
        return "a thing of the graph" if article else "thing"
    name = labels.label(store, graph.term(iri))
    if not article:
        return name
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _where(option: str) -> str:
    return f"--{option}: " if option else ""
