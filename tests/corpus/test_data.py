"""The data: tidy, sourced, and true to the places that they cite."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from scograph.rdf import graph
from scograph.rdf.namespaces import PREFIXES, SCOD, SCOG, curie
from scograph.store import cache
from tests.support import texts

pytestmark = pytest.mark.record

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "data").rglob("*.ttl"))
FIRST_SOURCE = SCOD + "globalsecurity-sco-2018"
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
    return (texts.folder() / "globalsecurity-sco-2018.txt").read_text(encoding="utf-8")


def of_class(things: dict[str, Properties], name: str) -> dict[str, Properties]:
    return {
        thing: properties
        for thing, properties in things.items()
        if name in (curie(value.value) for value in properties["rdf:type"])
    }


def one(properties: Properties, name: str) -> str:
    (value,) = properties[name]
    return value.value


def test_each_thing_is_written_in_one_file() -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for path in FILES:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            homes[quad.subject.value].add(path.name)
    assert {thing: files for thing, files in homes.items() if len(files) > 1} == {}


def test_each_file_is_named_after_its_main_thing() -> None:
    """All in a file begins with its name, but for posts of a state or body and two shared kinds."""
    misplaced = []
    for path in FILES:
        main = SCOD + path.stem
        if path.parent.name == "coverage" or path.name == "publishers.ttl":
            continue
        quads = list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
        posts = [
            quad.subject.value
            for quad in quads
            if quad.predicate.value == SCOG + "postIn" and quad.object == ox.NamedNode(main)
        ]
        homes = [main, *posts]
        misplaced += [
            (path.name, subject)
            for subject in {quad.subject.value for quad in quads}
            if not any(subject == home or subject.startswith(home + "-") for home in homes)
        ]
        if not any(quad.subject.value == main for quad in quads):
            misplaced.append((path.name, main))
    assert misplaced == []


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
    ours |= {"scog:textIn"}  # Its value is a source itself.
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


# What a source states that states the whole fact; what is added later needs claims of its own.
WHOLE = {
    "scog:Participation": "atMeeting basis capacity inPost inTenure participant represents",
    "scog:Invitation": "capacity inPost invitedFor invitedTo invitee",
    "scog:Figure": "earliest figureOf latest measure precision qualifier unit value",
    "scog:Signature": "actKind actOn during earliest latest precision signatory",
    "scog:StatusAct": "actKind candidate inBody statusConcerned",
}


def test_a_claim_of_all_properties_is_about_a_whole_fact(things: dict[str, Properties]) -> None:
    """Else it would cover what was added to its thing later, from another source."""
    too_wide = []
    for claim, properties in of_class(things, "scog:Claim").items():
        if properties.get("scog:claimFor"):
            continue
        thing = things[curie(one(properties, "scog:claimAbout"))]
        whole = {f"scog:{name}" for name in WHOLE.get(curie(one(thing, "rdf:type")), "").split()}
        too_wide += [(claim, name) for name in thing if name != "rdf:type" and name not in whole]
    assert too_wide == []


# Days without a holder, between two terms.
VACANT = {
    "scod:askar-akayev-president-of-kyrgyzstan",  # Lost power on 24 March, acting since the 25th.
    "scod:alikhan-smailov-prime-minister-of-kazakhstan",  # Dismissed; the next was appointed later.
    "scod:hossein-amir-abdollahian-foreign-minister-of-iran",  # Died; the next acted from the 20th.
    "scod:imran-khan-prime-minister-of-pakistan",  # Voted out after midnight; the next on the 11th.
    "scod:khurshid-kasuri-foreign-minister-of-pakistan",  # The next swore on the 16th.
    "scod:sapar-isakov-prime-minister-of-kyrgyzstan",  # Dismissed; the next was appointed later.
    "scod:vladimir-putin-prime-minister-of-russia",  # Viktor Zubkov acted for a day.
}


def test_an_end_is_the_first_day_out_of_office(things: dict[str, Properties]) -> None:
    """An end on the day before the successor began is the last day in office, most likely."""
    tenures = of_class(things, "scog:Tenure")
    begun = {
        (one(tenure, "scog:tenureOf"), one(tenure, "scog:earliest"))
        for tenure in tenures.values()
        if tenure["scog:earliest"]
    }
    last_days = {
        name
        for name, tenure in tenures.items()
        for end in tenure["scog:endLatest"]
        if (one(tenure, "scog:tenureOf"), day_after(end.value)) in begun
        and (one(tenure, "scog:tenureOf"), end.value) not in begun
    }
    assert last_days <= VACANT


def day_after(day: str) -> str:
    return str(datetime.date.fromisoformat(day) + datetime.timedelta(days=1))


def test_a_publisher_has_no_name_of_something_else(things: dict[str, Properties]) -> None:
    """Else a question about NATO would have to ask which one is meant."""
    publishers = of_class(things, "scog:Organization")
    named: dict[str, set[str]] = defaultdict(set)
    for thing, properties in things.items():
        for value in [*properties["skos:prefLabel"], *properties["skos:altLabel"]]:
            named[value.value.casefold()].add(thing)
    shared = {name for name, those in named.items() if len(those) > 1 and those & set(publishers)}
    assert shared == set()


def test_coverage_of_members_is_what_the_record_has(things: dict[str, Properties]) -> None:
    """Complete means that each member is there by name at each session of the period.

    The degree is counted by a rule, and here once more from what the files say.
    """
    store = cache.open()
    spells = [
        spell for spell in of_class(things, "scog:MembershipSpell").values() if spell["scog:member"]
    ]
    present = defaultdict(set)
    for participation in of_class(things, "scog:Participation").values():
        if participation["scog:participant"]:
            present[one(participation, "scog:atMeeting")].add(one(participation, "scog:represents"))
    sessions = of_class(things, "scog:Summit") | of_class(things, "scog:CouncilSession")
    wrong = []
    for name, coverage in of_class(things, "scog:Coverage").items():
        if one(coverage, "scog:factKind") != SCOG + "fact-member-participants":
            continue
        covered = one(coverage, "scog:coverageOf")
        body = covered if covered == SCOD + "shanghai-five" else SCOD + "sco"
        absent = {
            (meeting, member)
            for meeting, session in sessions.items()
            if one(session, "scog:meetingOf") == covered
            for day in [one(session, "scog:earliest")]
            if one(coverage, "scog:coversFrom") <= day <= one(coverage, "scog:coversThrough")
            for member in members(spells, body, day) - present[SCOD + meeting.removeprefix("scod:")]
        }
        degree = graph.value(store, graph.term(name), "scog:completeness")
        if (degree == graph.term("scog:completeness-complete")) == bool(absent):
            wrong.append((name, absent))
    assert wrong == []


def members(spells: list[Properties], body: str, day: str) -> set[str]:
    return {
        one(spell, "scog:member")
        for spell in spells
        if one(spell, "scog:inBody") == body
        and one(spell, "scog:earliest") <= day
        and all(day < end.value for end in spell["scog:endLatest"])
    }


# Words of whoever collects, which tell a reader nothing.
WORKSHOP = re.compile(r"\b[Ss]ource ?\d|CONFLICT|announced_only|[Tt]he project\b|#|Further source")


def test_notes_are_for_readers(things: dict[str, Properties]) -> None:
    """A note names sources as a reader knows them, not by their IRIs or the order of reading."""
    sources = {name.removeprefix("scod:") for name in of_class(things, "scog:Source")}
    notes = {
        (thing, value.value)
        for thing, properties in things.items()
        for name in ("skos:editorialNote", "scog:rankReason")
        for value in properties[name]
    }
    assert {
        (thing, note)
        for thing, note in notes
        if WORKSHOP.search(note) or sources & set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", note))
    } == set()


def test_russian_names_have_the_names_of_states_as_they_are_called() -> None:
    """Names from sources stay: their titles, and what else a state is called."""
    ours = [one for one in FILES if one.parent.name != "sources"]
    other = re.compile(r"Киргизи|Белорусси|Туркмени[ияюей]|Молдави")
    names = re.compile(r'skos:prefLabel((?:\s*"[^"]*"@[\w-]+\s*,?)+)')
    found = [
        f"{path.name}: {name}"
        for path in ours
        for name in names.findall(path.read_text(encoding="utf-8"))
        if other.search(name)
    ]
    assert found == []


def test_every_prefix_is_known() -> None:
    declared = {
        line.split()[1].rstrip(":")
        for path in FILES
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("@prefix")
    }
    assert declared <= set(PREFIXES)
    assert SCOG in PREFIXES.values()
