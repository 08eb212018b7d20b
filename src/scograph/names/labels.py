"""The label of a thing: the same in a description, on a page, in a finding and in a table.

A preferred label comes before any other name, whatever its language; among names of one kind the
order of languages decides (see `scograph.rdf.languages`). `label` reads a store; `in_sparql` gives
the graph pattern that finds the same label in any SPARQL engine.
"""

from __future__ import annotations

import pyoxigraph as ox

from scograph.rdf import graph, languages
from scograph.rdf.languages import NAMING, PREFERRED
from scograph.rdf.namespaces import PREFIXES, curie

# Of this, no graph says anything.
_NOTHING = "<about:blank>"
# What the rules infer of a thing without a preferred label in just this language.
_OTHERWISE = {"en": "scog:labelEn", "ru": "scog:labelRu", "zh": "scog:labelZh"}


def label(store: ox.Store, thing: ox.NamedNode, lang: str = "en") -> str:
    """The best name of a thing for a reader of a language, otherwise its CURIE or IRI."""
    found = languages.name(store, thing, lang)
    return curie(thing.value) if found is None else found.value


def has_language(store: ox.Store, lang: str) -> bool:
    """True if the graph has preferred labels in a language."""
    first = languages.ranges(lang)[0].partition("-")[0]
    return first in languages.FALLBACK or bool(
        store.query(
            f'ASK {{ ?thing {PREFERRED} ?name FILTER (LANGMATCHES(LANG(?name), "{first}")) }}',
            prefixes=PREFIXES,
        )
    )


def preferred(store: ox.Store, thing: ox.NamedNode, lang: str = "en") -> list[ox.Literal]:
    """The preferred labels of a thing in all languages, the best for a reader first."""
    return sorted(
        graph.literals(store, thing, PREFERRED),
        key=lambda one: (*languages.rank(one.language, lang), one.value),
    )


def are_inferred(store: ox.Store) -> bool:
    """True if the rules have named what has no preferred label in a language, for `in_sparql`."""
    return graph.exists(store, None, _OTHERWISE["en"])


def in_sparql(variable: str, lang: str = "en", *, inferred: bool = False) -> list[str]:
    """The lines of a SPARQL group that bind `?xLabel` to the label of `?x`.

    A thing that has none is labelled with the end of its IRI, and a literal with itself. With
    `inferred`, the graph names what has no preferred label in en, ru or zh, and the search among
    all names is left out: the label is the same, the text a quarter as long.
    """
    x = f"?{variable}"
    wanted = languages.ranges(lang)
    end = f'IF(ISIRI({x}), REPLACE(STR({x}), "^.*[/#](.+)$", "$1"), {x})'
    if inferred and lang.lower() in _OTHERWISE:
        return [
            f"BIND (COALESCE(IF(BOUND({x}), {x}, {x}), {_NOTHING}) AS {x}Key)",
            f'OPTIONAL {{ {x}Key {PREFERRED} {x}Name . FILTER (LANG({x}Name) = "{wanted[0]}") }}',
            f"OPTIONAL {{ {x}Key {_OTHERWISE[wanted[0]]} {x}Else }}",
            f"BIND (COALESCE({x}Name, {x}Else, {end}) AS {x}Label)",
        ]
    return [
        # An unbound variable in OPTIONAL would match every label there is.
        # COALESCE, since Oxigraph joins on what is surely bound; and IF, since RDF4J 4.1 fails on a
        # variable right inside COALESCE that VALUES gives.
        f"BIND (COALESCE(IF(BOUND({x}), {x}, {x}), {_NOTHING}) AS {x}Key)",
        f'OPTIONAL {{ {x}Key {PREFERRED} {x}Name . FILTER (LANG({x}Name) = "{wanted[0]}") }}',
        # Nearly everything has the label that this finds: what comes after is asked of nothing.
        f"BIND (COALESCE(IF(BOUND({x}Name), {_NOTHING}, {x}Key), {_NOTHING}) AS {x}Rest)",
        f"OPTIONAL {{ {_names(f'{x}Rest', f'{x}Any', f'{x}At')} FILTER (ISLITERAL({x}Any))",
        f"  FILTER NOT EXISTS {{ {_names(f'{x}Rest', f'{x}Or', f'{x}OrAt')}",
        f"    FILTER ({_rank(f'{x}Or', f'{x}OrAt', wanted)}",
        f"      < {_rank(f'{x}Any', f'{x}At', wanted)}) }} }}",
        f"BIND (COALESCE({x}Name, {x}Any, {end}) AS {x}Label)",
    ]


def _names(thing: str, name: str, kind: str) -> str:
    """The pattern that binds each name of a thing with the place of its kind."""
    return " UNION ".join(
        f"{{ {thing} {'|'.join(naming)} {name} BIND ({place} AS {kind}) }}"
        for place, naming in enumerate(NAMING)
    )


def _rank(name: str, kind: str, wanted: tuple[str, ...]) -> str:
    """The expression by which names are ordered: kind, language range, tag, and the text itself."""
    # Numbers of two digits, since they are compared as text.
    place = str(10 + len(wanted))
    for at, tag in reversed(list(enumerate(wanted, 10))):
        place = f'IF(LANGMATCHES(LANG({name}), "{tag}"), {at}, {place})'
    return f'CONCAT(STR({kind}), STR({place}), LCASE(LANG({name})), " ", STR({name}))'
