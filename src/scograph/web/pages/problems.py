"""What is wrong with a request, in the words of the pages, and what may have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from scograph.errors import UsageError
from scograph.names import resolve
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOD, SCOG, curie
from scograph.web.pages.links import Links, Page
from scograph.web.pages.texts import Text, Texts
from scograph.web.words import Words

# More than these are no help.
_MOST = 4
# A publisher is an organisation of no other kind.
_PUBLISHER = {SCOG + "Agent", SCOG + "Organization"}


class NoPageError(Exception):
    """There is no page at that address; `near` are names and addresses that may be meant."""

    def __init__(
        self,
        near: Sequence[tuple[str, str]] = (),
        reason: str = "The graph has nothing under that address.",
    ) -> None:
        super().__init__(reason)
        self.near = near


class Problem(NamedTuple):
    """A value that cannot be taken: its field, a sentence on it, and what may be meant.

    `lang` is the language of the sentence if it is not that of the page.
    """

    field: str
    text: str
    lang: str | None
    choices: list[Text]


def of(error: UsageError, page: Page, links: Links, store: ox.Store) -> Problem:
    """The problem of a form: the choices lead to its page with another value.

    Where another question takes the value, the first choice leads to it.
    """
    words, texts = Words(links.lang), Texts(store, links)
    choices = [
        texts.of(iri)._replace(href=links.to(page.also(start=None, **{error.option: curie(iri)})))
        for iri in _meant(store, error.things)
    ]
    if error.instead is not None:
        name, given = error.instead
        asked = f"{words.question(name, name)} {_in_words(error.value, texts)}"
        choices.insert(0, Text(asked, links.to(Page("query", name, given))))
    key = f"wrong_{error.kind}"
    if not error.kind or not words.has(key):
        text = str(error).replace("--", "")
        return Problem(error.option, text, None if links.lang == "en" else "en", choices)
    text = words(key, value=_in_words(error.value, texts), field=words.parameter(error.option))
    if choices and error.kind == "unknown":
        text = f"{text} {words('did_you_mean')}"
    return Problem(error.option, text, None, choices)


def _in_words(value: str, texts: Texts) -> str:
    """The label of what is given by its CURIE or IRI; any other value as it is."""
    try:
        iri = resolve.given_iri(value)
    except UsageError:
        return value
    return value if iri is None else texts.of(iri).text


def near(store: ox.Store, things: Iterable[ox.NamedNode], links: Links) -> list[tuple[str, str]]:
    """The names and the addresses of the things that a reader may mean."""
    texts = Texts(store, links)
    found = (texts.of(iri) for iri in _meant(store, [thing.value for thing in things]))
    return [(one.text, one.href) for one in found if one.href]


def _meant(store: ox.Store, iris: Iterable[str]) -> list[str]:
    """The first things that readers look for: no terms, no sources and no publishers."""
    found = []
    for iri in iris:
        types = {kind.value for kind in graph.types(store, ox.NamedNode(iri))}
        ours = {kind for kind in types if kind.startswith(SCOG)}
        code = graph.exists(store, ox.NamedNode(iri), "skos:inScheme")
        thing = iri.startswith(SCOD) and SCOG + "Source" not in types and ours != _PUBLISHER
        if code or thing:
            found.append(iri)
    return found[:_MOST]
