"""The data: tidy, sourced, and true to the places that they cite."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph import tidy
from scograph.namespaces import PREFIXES, SCOD, SCOG, curie

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "data").rglob("*.ttl"))
FIRST_SOURCE = SCOD + "globalsecurity-sco-2018"
FIRST_TEXT = ROOT.parent / "shared" / "sources" / "globalsecurity-sco-2018.txt"
PARAGRAPHS = 10

# Sentences of the first source that no claim cites, each with the reason. None so far.
UNCITED: dict[tuple[int, int], str] = {}

Properties = dict[str, list[ox.NamedNode | ox.Literal]]


@pytest.fixture(scope="module")
def things() -> dict[str, Properties]:
    """Every subject of `data/` with its values, by CURIE."""
    found: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    for path in FILES:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            found[curie(quad.subject.value)][curie(quad.predicate.value)].append(quad.object)
    return found


@pytest.fixture(scope="module")
def text() -> str:
    """The text of the first source; it stays out of the project."""
    if not FIRST_TEXT.is_file():
        pytest.skip(f"the text of the first source is not at {FIRST_TEXT}")
    return FIRST_TEXT.read_text(encoding="utf-8")


def of_class(things: dict[str, Properties], name: str) -> dict[str, Properties]:
    return {
        thing: properties
        for thing, properties in things.items()
        if name in (curie(value.value) for value in properties["rdf:type"])
    }


def one(properties: Properties, name: str) -> str:
    (value,) = properties[name]
    return value.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_tidy(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == tidy.tidy(path), (
        f"rewrite it: python -m scograph.tidy {path.relative_to(ROOT)}"
    )


def test_each_thing_is_written_in_one_file() -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for path in FILES:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            homes[quad.subject.value].add(path.name)
    assert {thing: files for thing, files in homes.items() if len(files) > 1} == {}


def test_each_thing_that_is_named_is_described(things: dict[str, Properties]) -> None:
    missing = {
        value.value
        for properties in things.values()
        for values in properties.values()
        for value in values
        if isinstance(value, ox.NamedNode)
        and value.value.startswith(SCOD)
        and curie(value.value) not in things
    }
    assert missing == set()


def test_each_sentence_of_the_first_source_is_cited(things: dict[str, Properties]) -> None:
    cited = {
        curie(value.value)
        for claim in of_class(things, "scog:Claim").values()
        for value in claim["scog:claimFrom"]
    }
    places = {
        (int(one(place, "scog:paragraph")), int(one(place, "scog:sentence"))): name
        for name, place in of_class(things, "scog:SourcePlace").items()
        if one(place, "oa:hasSource") == FIRST_SOURCE
    }
    assert {paragraph for paragraph, _ in places} == set(range(1, PARAGRAPHS + 1))
    assert {place for place, name in places.items() if name not in cited} == set(UNCITED)


def test_the_places_are_all_the_sentences(things: dict[str, Properties], text: str) -> None:
    """Between two places, and before and after them, nothing of the ten paragraphs is left."""
    start = text.index("The Shanghai Cooperation Organization (SCO) is an")
    end = text.rindex("Kazakhstan.") + len("Kazakhstan.")
    spans = sorted(
        (int(one(place, "oa:start")), int(one(place, "oa:end")))
        for name, place in things.items()
        if name.startswith(curie(FIRST_SOURCE) + "-p") and name.endswith("-position")
    )
    assert spans[0][0] == start
    assert spans[-1][1] == end
    assert all(text[left[1] : right[0]].isspace() for left, right in pairwise(spans))


def test_each_citation_holds(things: dict[str, Properties], text: str) -> None:
    source = things[curie(FIRST_SOURCE)]
    assert int(one(source, "scog:textLength")) == len(text)
    assert one(source, "scog:checksum") == checksum(text)
    places = [
        place
        for place in of_class(things, "scog:SourcePlace").values()
        if one(place, "oa:hasSource") == FIRST_SOURCE
    ]
    assert len(places) == 47
    for place in places:
        position = things[curie(one(place, "oa:hasSelector"))]
        passage = text[int(one(position, "oa:start")) : int(one(position, "oa:end"))]
        assert one(place, "scog:checksum") == checksum(passage), passage


def checksum(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def test_no_sentence_is_copied(things: dict[str, Properties], text: str) -> None:
    """No text of ours shares ten words in a row with the source."""
    words = re.findall(r"\w+", text.lower())
    runs = {tuple(words[at : at + 10]) for at in range(len(words) - 9)}
    copied = []
    for thing, properties in things.items():
        for values in properties.values():
            for value in values:
                if isinstance(value, ox.Literal):
                    ours = re.findall(r"\w+", value.value.lower())
                    if any(tuple(ours[at : at + 10]) in runs for at in range(len(ours) - 9)):
                        copied.append((thing, value.value))
    assert copied == []


def test_each_claim_is_of_what_its_subject_says(things: dict[str, Properties]) -> None:
    wrong = [
        (claim, curie(value.value))
        for claim, properties in of_class(things, "scog:Claim").items()
        for value in properties.get("scog:claimFor", [])
        if curie(value.value) not in things[curie(one(properties, "scog:claimAbout"))]
        and "scog:claimedValue" not in properties
    ]
    assert wrong == []


def test_every_value_is_claimed(things: dict[str, Properties]) -> None:
    """What a source says is claimed; what is ours is a type, a label of ours, or a code of ours."""
    ours = {"rdf:type", "skos:prefLabel", "skos:altLabel", "scog:postIn"}
    ours |= {"scog:postKind", "scog:organKind"}
    technical = {"scog:Claim", "scog:SourcePlace", "scog:Source", "oa:TextPositionSelector"}
    technical |= {"scog:Coverage"}  # What the editors say of their own record.
    claimed: dict[str, set[str]] = defaultdict(set)
    for claim in of_class(things, "scog:Claim").values():
        about = curie(one(claim, "scog:claimAbout"))
        claimed[about].update(curie(v.value) for v in claim.get("scog:claimFor", []))
        if not claim.get("scog:claimFor"):
            claimed[about].update(things[about])
    bare = [
        (thing, name)
        for thing, properties in things.items()
        if not technical.intersection(curie(v.value) for v in properties["rdf:type"])
        for name in properties
        if name not in ours and name not in claimed[thing]
    ]
    assert bare == []


def test_every_prefix_is_known() -> None:
    declared = {
        line.split()[1].rstrip(":")
        for path in FILES
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("@prefix")
    }
    assert declared <= set(PREFIXES)
    assert SCOG in PREFIXES.values()
