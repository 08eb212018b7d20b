"""Compiles the lexicon of a store: phrases with what they may mean, and the tables beside them.

Names come from the graph, words of questions from the files in `words/`. A phrase is a row of
folded words; Chinese has a word for each character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from scograph.ask import russian, short_names, tables
from scograph.ask.parts import SESSIONS
from scograph.ask.senses import blocks, repeated, stems
from scograph.names.resolve import fold
from scograph.rdf import graph
from scograph.rdf.namespaces import SCOD, SCOG

FOLDER = Path(__file__).parent / "words"
_NAMING = ("skos:prefLabel", "skos:altLabel")
_CLASSES = (
    ("State", "scog:State"),
    ("Person", "scog:Person"),
    ("Body", "scog:InternationalBody"),
    ("Organ", "scog:Organ"),
    ("City", "scog:City"),
    ("Region", "scog:Region"),
    ("Summit", "scog:Summit"),
    ("Session", "scog:CouncilSession"),
    ("Exercise", "scog:Exercise"),
    ("Document", "scog:Document"),
    ("Post", "scog:Post"),
)
_SCHEMES = {
    "statuses": "Status",
    "capacities": "Capacity",
    "documentKinds": "Kind",
    "measures": "Measure",
}
_LONG = 40
# Documents that people name in a sentence.
_TITLES = ("Договор", "Конвенция", "Положение", "Протокол", "Соглашение", "Стратегия", "Хартия")
# A title that nobody types whole.
_LONGEST = 160


def compiled(store: ox.Store) -> dict[str, Any]:
    """The lexicon of a store: phrases with their senses, and the tables of meetings and posts."""
    return _Compiler(store).lexicon()


def words_of(text: str) -> list[str]:
    """The folded words of a text; each Chinese character is one.

    >>> words_of("Tokayev's 2004年峰会")
    ['tokayev', 's', '2004', '年', '峰', '会']
    """
    return re.findall(r"[\u3400-\u9fff]|[0-9]+|[^\W\d_\u3400-\u9fff]+", fold(text))


# Words that are the name of a measure too: of states, not only of the SCO as a whole.
_MEASURES = ("area", "population", "gdp")


class _Compiler:
    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._senses: dict[str, dict[tuple[str, str], set[str]]] = {}
        self._names: dict[str, list[str]] = {}
        self._texts: dict[str, Any] = {}
        # Shorter names, which give way to the full name of another thing.
        self._bare: dict[str, set[str]] = {}
        self._later: list[tuple[str, str, str, str | None]] = []
        # Exercises of one name, a year apart.
        self._series: dict[str, list[str]] = {}
        self._traditional: dict[str, str] = {}
        self._months: dict[str, str] = {}
        self._relative: dict[str, str] = {}

    def lexicon(self) -> dict[str, Any]:
        import yaml

        for _ in self._things():
            pass
        for name, kind, value, tag in self._later:
            taken = self._senses.get(" ".join(words_of(name)), {})
            if not any(one == kind and other not in self._bare[name] for one, other in taken):
                self._name(name, kind, value, tag)
        posts = self._posts()
        for path in sorted(FOLDER.glob("*.yaml")):
            file = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
            self._words(file, posts)
        for found in self._senses.values():
            # A family name that is a word of questions, such as the Russian `ли`.
            if any(kind in ("word", "ignore", "cue") for kind, _ in found):
                for key in [key for key in found if key[0] == "Person"]:
                    del found[key]
            # `The charter` is the one that there is, not a kind.
            if any(kind == "Document" for kind, _ in found):
                for key in [key for key in found if key[0] == "Kind"]:
                    del found[key]
        meetings = tables.meetings(self._store)
        self._councils(meetings)
        senses = {
            phrase: [[kind, value, *sorted(cues)] for (kind, value), cues in found.items()]
            for phrase, found in sorted(self._senses.items())
        }
        stemmed = {phrase: senses.pop(phrase) for phrase in list(senses) if "*" in phrase}
        values = repeated(senses)
        said = {word for found in (*senses.values(), *stemmed.values()) for kind, _, *cues in found
                for word in (kind, *cues)}  # fmt: skip
        marks = {word: chr(ord("A") + at) for at, word in enumerate(sorted(said))}
        return {
            "senses": blocks(senses, marks, values),
            "values": values,
            # A letter for each kind and each cue: a third of the size.
            "marks": {letter: word for word, letter in marks.items()},
            "stems": stems(stemmed, marks, values),
            "months": self._months,
            "relative": self._relative,
            "longest": max(len(phrase.split()) for phrase in senses),
            "meetings": meetings,
            "posts": {post: [state, role] for post, (state, role) in posts.items()},
            "documents": tables.documents(self._store),
            "end": tables.end(self._store),
            "holders": tables.holders(self._store),
            "heads": tables.heads(self._store),
            "terms": tables.terms(self._store),
            "independent": tables.independent(self._store),
            "signed": tables.signed(self._store),
            "founded": tables.founded(self._store),
            "series": {of: sorted(one) for of, one in self._series.items()},
            "votes": tables.votes(self._store),
            "regions": tables.regions(self._store),
            "capitals": tables.capitals(self._store),
            "joined": tables.joined(self._store),
            "texts": self._texts,
            "traditional": self._traditional,
        }

    def _councils(self, meetings: Iterable[Mapping[str, Any]]) -> None:
        """An organ that holds sessions is a council too: its name stands for them."""
        held = {one["body"] for one in meetings if one["kind"] == "session"}
        for found in self._senses.values():
            for kind, value in [key for key in found if key[0] == "Organ"]:
                if value in held and value not in SESSIONS:
                    found[("Council", value)] = found[kind, value]

    def _add(self, phrase: str, kind: str, value: str, cues: Iterable[str] = ()) -> None:
        words = " ".join(words_of(phrase))
        if "*" in phrase:
            words = " ".join(
                " ".join(words_of(word)) + "*" * word.endswith("*") for word in phrase.split()
            )
        if words:
            self._senses.setdefault(words, {}).setdefault((kind, value), set()).update(cues)

    def _name(self, name: str, kind: str, value: str, lang: str | None) -> None:
        if len(name) > _LONGEST:
            return
        self._add(name, kind, value)
        if lang == "ru":
            forms = russian.person(name) if kind == "Person" else russian.thing(name)
            if len(name) > _LONG and not name.startswith(_TITLES):
                # Nobody declines the title of a decision.
                forms = {}
            for form, cues in forms.items():
                if form:
                    self._add(form, kind, value, cues)
        elif kind in ("State", "City", "Body", "Organ", "Post") and lang == "en":
            self._add(re.sub(r"^The ", "", name), kind, value)

    def _things(self) -> Iterator[tuple[str, list[str]]]:
        for kind, of in _CLASSES:
            found = []
            for thing in graph.instances(self._store, of):
                if not isinstance(thing, ox.NamedNode) or not thing.value.startswith(SCOD):
                    continue
                value = thing.value.removeprefix(SCOD)
                found.append(value)
                names = self._labels(thing)
                self._names[value] = [name for name, _ in names]
                for name, lang in names:
                    self._name(name, kind, value, lang)
                for name, lang in names:
                    self._short(name, kind, value, lang)
            yield kind, found
        for concept in graph.subjects(self._store, graph.TYPE, graph.term("skos:Concept")):
            scheme = graph.value(self._store, concept, "skos:inScheme")
            if isinstance(scheme, ox.NamedNode) and isinstance(concept, ox.NamedNode):
                code = _SCHEMES.get(scheme.value.removeprefix(SCOG))
                if code:
                    value = concept.value.removeprefix(SCOG)
                    if value == "status-founding-member":
                        # Who founded a body did so once, whatever became of it.
                        code, value = "word", "founder"
                    for name, tag in self._labels(concept):
                        self._name(name, code, value, tag)

    def _labels(self, thing: ox.NamedNode) -> list[tuple[str, str | None]]:
        return [
            (literal.value, literal.language)
            for naming in _NAMING
            for literal in graph.literals(self._store, thing, naming)
        ]

    def _short(self, name: str, kind: str, value: str, lang: str | None) -> None:
        names = self._names[value]
        if kind == "Exercise" and (series := short_names.in_series(name)[0]):
            of = value.rpartition("-")[0]
            if value not in self._series.setdefault(of, []):
                self._series[of].append(value)
            self._name(series, "Series", of, lang)
        for form in short_names.whole(name, kind, lang):
            self._add(form, kind, value)
        for form in short_names.declined(name, kind, value, lang, names):
            self._name(form, kind, value, lang)
        if kind == "Person" and lang == "zh" and short_names.in_han_order(value, names):
            self._add(name[0], kind, value)
        if kind != "Document":
            return
        shorter = short_names.titles(name) if lang == "en" else set()
        bare = short_names.without_brackets(name)
        for form in sorted((shorter | {bare}) - {name}):
            self._bare.setdefault(form, set()).add(value)
            self._later.append((form, kind, value, lang))

    def _posts(self) -> dict[str, tuple[str, str]]:
        """Each post with its state or body and its role; the roles become senses."""
        found: dict[str, tuple[str, str]] = {}
        for post in graph.instances(self._store, "scog:Post"):
            place = graph.value(self._store, post, "scog:postIn")
            if not isinstance(post, ox.NamedNode) or not isinstance(place, ox.NamedNode):
                continue
            state = place.value.removeprefix(SCOD)
            role = ""
            for name, lang in self._labels(post):
                for start in self._names.get(state, []):
                    rest = self._without(name, start, lang)
                    if rest and lang == "en" and not role:
                        role = fold(rest)
                    if rest and role:
                        self._name(rest, "Role", role, lang)
            found[post.value.removeprefix(SCOD)] = (state, role)
        # The labels of other languages may have come before the English one.
        for post_value, (state, role) in found.items():
            for name, lang in self._labels(ox.NamedNode(SCOD + post_value)):
                for start in self._names.get(state, []):
                    rest = self._without(name, start, lang)
                    if rest and role:
                        self._name(rest, "Role", role, lang)
        return found

    @staticmethod
    def _without(name: str, state: str, lang: str | None) -> str:
        if lang == "en":
            for end in (f" of {state}", f" of the {state}"):
                if name.endswith(end):
                    return name.removesuffix(end)
            return ""
        if lang == "zh":
            return name.removeprefix(state) if name.startswith(state) and name != state else ""
        if lang == "ru":
            for form, cues in russian.thing(state).items():
                if "of" in cues and name.endswith(f" {form}"):
                    return name.removesuffix(f" {form}")
        return ""

    def _words(self, file: Mapping[str, Any], posts: Mapping[str, tuple[str, str]]) -> None:
        for phrase in file.get("ignore", []):
            self._add(phrase, "ignore", "")
        for cue, phrases in file.get("cues", {}).items():
            for phrase in phrases:
                self._add(phrase, "cue", cue)
        for concept, phrases in file.get("words", {}).items():
            for phrase in phrases:
                self._add(phrase, "word", concept)
                if concept in _MEASURES:
                    self._add(phrase, "Measure", f"measure-{concept}")
        for reason in ("why", "opinion", "future"):
            for phrase in file.get(reason, []):
                self._add(phrase, "refuse", reason)
        for phrase in file.get("outside", []):
            self._add(phrase, "outside", phrase)
        self._months |= {"".join(words_of(name)): at for name, at in file.get("months", {}).items()}
        self._relative |= {
            " ".join(words_of(name)): shift for name, shift in file.get("relative", {}).items()
        }
        for kind in ("ordinal", "number"):
            for phrase, value in file.get(f"{kind}s", {}).items():
                self._add(phrase, kind, value)
        for council, phrases in file.get("councils", {}).items():
            for phrase in phrases:
                self._add(phrase, "Ministers", council)
        for role, phrases in file.get("roles", {}).items():
            for phrase in phrases:
                self._add(phrase, "Role", role)
        kinds = {
            value: kind
            for kind, of in _CLASSES
            for value in (
                thing.value.removeprefix(SCOD)
                for thing in graph.instances(self._store, of)
                if isinstance(thing, ox.NamedNode)
            )
        }
        for value, phrases in file.get("names", {}).items():
            if value in kinds:
                for phrase in phrases:
                    self._add(phrase, kinds[value], value)
        for value, phrases in file.get("demonyms", {}).items():
            for phrase in phrases:
                self._add(phrase, kinds.get(value, "State"), value, ["of"])
        for vote, phrases in file.get("votes", {}).items():
            for phrase in phrases:
                self._add(phrase, "Vote", vote)
        for section, kind, prefix in (("statuses", "Status", "status"), ("kinds", "Kind", "kind")):
            for name, phrases in file.get(section, {}).items():
                for phrase in phrases:
                    self._add(phrase, kind, f"{prefix}-{name.replace(' ', '-')}")
        self._texts[file["language"]] = file.get("texts", {})
        pairs = file.get("traditional", "")
        self._traditional |= dict(zip(pairs[::2], pairs[1::2], strict=True))
