"""How to cite: a source, the sources of a fact, an answer, or the data set itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, quote

import pyoxigraph as ox

from scograph import __version__
from scograph.entity.citations import Citing
from scograph.entity.references import References, dataset
from scograph.formats import references
from scograph.formats.references.record import Record
from scograph.query import catalog
from scograph.query.header import Query
from scograph.query.parameters import Term
from scograph.rdf import addresses, graph
from scograph.rdf.labels import Labels
from scograph.rdf.namespaces import BASE, curie

_SOURCE = graph.term("scog:Source")


def of_thing(store: ox.Store, labels: Labels, thing: ox.NamedNode) -> list[Record]:
    """The references of a thing: of a source itself, and of the sources of anything else.

    A thing of which no source is recorded is cited as a part of this data set.
    """
    records = References(store, labels)
    if graph.exists(store, thing, graph.TYPE, _SOURCE):
        return [records.of(thing)]
    citations = Citing.of(store).triples([([graph.asserted(store, thing)], ())])
    found = [records.at(place) for place in citations.references]
    return found or [records.of(thing)]


def of_data(store: ox.Store, folder: Path | None, lang: str) -> Record:
    """The reference of the data set, as it is in the store in a folder."""
    return dataset(store, lang)._replace(version=version(folder))


def of_answer(
    store: ox.Store,
    folder: Path | None,
    canned: Query,
    bound: Mapping[str, Term],
    labels: Labels,
) -> Record:
    """The reference of the answer to a canned query: question, version of the data, date."""
    values = {name: value for name, value in bound.items() if not name.endswith("-last")}
    shown = ", ".join(f"{name}: {labels.text(value)}" for name, value in values.items())
    title = canned["question"].rstrip("?") + (f" ({shown})?" if shown else "?")
    pairs = "&".join(f"{name}={quote(_given(value), safe=':')}" for name, value in values.items())
    address = f"{BASE}queries/{canned['name']}" + (f"?{pairs}" if pairs else "")
    return of_data(store, folder, labels.lang)._replace(
        id=f"scograph-{canned['name']}", title=title, language="", site="scograph", url=address
    )


def version(folder: Path | None) -> str:
    """The version of the data in a store: that of the program, and a digest of the content."""
    if folder is None:
        return __version__
    return f"{__version__}+{folder.name.partition('.')[0][:12]}"


def answer_of(text: str) -> tuple[Query, dict[str, str]] | None:
    """The canned query and the values in an address such as `attendees?host=Uzbekistan`.

    None for a text that is no such address.
    """
    parts = addresses.parts(text)
    if parts is None:
        return None
    name = parts.path.rpartition("/")[2]
    queries = catalog.load()
    if name not in queries or (parts.path != name and "/queries/" not in f"/{parts.path}"):
        return None
    ours = ("lang", "format", "cite", "style")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return queries[name], {key: value for key, value in pairs if key not in ours}


def written(records: Iterable[Record], style: str) -> str:
    """The references in a style, each once; in a file, one entry for a source with all places."""
    found = list(dict.fromkeys(records))
    if style in references.FILES:
        places: dict[Record, list[str]] = {}
        for one in found:
            places.setdefault(one._replace(locator=""), []).append(one.locator)
        found = [
            one._replace(locator="; ".join(filter(None, locators)))
            for one, locators in places.items()
        ]
    return references.file(found, style)


def _given(value: Term) -> str:
    return curie(value.value) if isinstance(value, ox.NamedNode) else value.value
