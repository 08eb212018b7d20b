"""The files of `data/` as things with properties, which can be changed and written again."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from scograph.corpus import load

_HEAD = re.compile(r"^(\S+:\S+|<\S+>)\s*$")
_PREFIXES = """\
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix scod: <https://w3id.org/scograph/id/> .
@prefix scog: <https://w3id.org/scograph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@dataclasses.dataclass(frozen=True)
class Thing:
    """A subject with its properties, as its file writes them; `a` is the property of its class."""

    name: str
    file: Path | None
    properties: Mapping[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> str:
        """The only or first value of a property, or an empty text."""
        return next(iter(self.properties.get(name, ())), "")

    def __contains__(self, name: str) -> bool:
        return name in self.properties

    def all(self, name: str) -> tuple[str, ...]:
        return self.properties.get(name, ())

    def day(self, name: str) -> str:
        """A date without quotes and type."""
        return self[name][1:11]

    def label(self, language: str) -> str:
        """The text of its main name in a language."""
        found = (one for one in self.all("skos:prefLabel") if one.endswith(f'"@{language}'))
        return next((one.rpartition("@")[0][1:-1] for one in found), "")

    def but(self, changes: Mapping[str, str | Iterable[str]], *, also: bool = False) -> Thing:
        """The thing with other values; `also` keeps the old ones. No value: no property."""
        made = dict(self.properties)
        for name, values in changes.items():
            new = (values,) if isinstance(values, str) else tuple(values)
            made[name] = (*self.all(name), *new) if also else new
        return dataclasses.replace(self, properties={k: v for k, v in made.items() if v})

    def renamed(self, old: str, new: str) -> Thing:
        """The thing with a property of another name."""
        made = {new if name == old else name: values for name, values in self.properties.items()}
        return dataclasses.replace(self, properties=made)

    @property
    def text(self) -> str:
        lines = (f"    {name} {' , '.join(values)} ;\n" for name, values in self.properties.items())
        return f"{self.name}\n{''.join(lines)}.\n"


class Record:
    """All things of the shipped data, by name and by class."""

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self._of_file: dict[Path, list[str]] = defaultdict(list)
        for path in load.data_files():
            for thing in _things(path):
                self.things[thing.name] = thing
                self._of_file[path].append(thing.name)

    @cached_property
    def _of_class(self) -> dict[str, list[Thing]]:
        found: dict[str, list[Thing]] = defaultdict(list)
        for thing in self.things.values():
            for name in thing.all("a"):
                found[name].append(thing)
        return found

    @cached_property
    def claims(self) -> dict[str, list[Thing]]:
        """The claims about each thing."""
        found: dict[str, list[Thing]] = defaultdict(list)
        for claim in self.of("scog:Claim"):
            for name in claim.all("scog:claimAbout"):
                found[name].append(claim)
        return found

    def of(self, *classes: str) -> list[Thing]:
        return [thing for name in classes for thing in self._of_class.get(name, [])]

    def having(self, *names: str) -> list[Thing]:
        """The things with all of these properties."""
        return [thing for thing in self.things.values() if all(name in thing for name in names)]

    def issued(self, *names: str) -> list[Thing]:
        """The sources of which the day of issue is known, with these properties too."""
        found = self.having("dct:issued", *names)
        return [one for one in found if one["dct:issued"].endswith("xsd:date")]

    def where(self, name: str, value: str) -> Iterator[Thing]:
        """The things with a value."""
        return (thing for thing in self.things.values() if value in thing.all(name))

    def get(self, name: str) -> Thing:
        return self.things.get(name) or Thing(name, None, {})

    def written(self, file: Path, changed: Mapping[str, Thing | None]) -> str:
        """The text of a file with some things changed, added or (None) taken away."""
        names = dict.fromkeys([*self._of_file[file], *changed])
        things = (changed.get(name, self.things.get(name)) for name in names)
        return _PREFIXES + "\n" + "\n".join(thing.text for thing in things if thing)


def _things(path: Path) -> Iterator[Thing]:
    """The things of a file in the style of `scograph fmt`."""
    name, property_name = "", ""
    properties: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if head := _HEAD.match(line):
            name, properties = head[1], {}
        elif line == ".":
            yield Thing(name, path, {key: tuple(values) for key, values in properties.items()})
        elif line.startswith("        "):
            properties[property_name].append(
                line.strip().removesuffix(";").removesuffix(",").strip()
            )
        elif line.startswith("    "):
            property_name, _, value = line.strip().partition(" ")
            properties[property_name] = []
            if value := value.removesuffix(";").strip():
                properties[property_name].append(value)
