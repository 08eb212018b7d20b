"""Names to things, in any language, whatever the case and accents."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scograph.errors import UsageError
from scograph.names import labels, resolve
from scograph.rdf.namespaces import NAMES_GRAPH, PREFIXES, SCOD, curie
from scograph.store import cache
from tests.support import terminal
from tests.support.cases import parts

KEY = ox.NamedNode(NAMES_GRAPH + "#key")


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return cache.open()


@pytest.mark.parametrize(("text", "thing"), parts("names.txt"))
def test_name(graph: ox.Store, text: str, thing: str) -> None:
    assert curie(resolve.resolve(graph, text).value) == thing


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Türkiye", "turkiye"),
        ("Пятёрка", "пятерка"),
        ("G-7", "g 7"),
        ("ＳＣＯ", "sco"),
        ("a  b", "a b"),
    ],
)
def test_fold(left: str, right: str) -> None:
    assert resolve.fold(left) == right


def test_near_misses_are_suggested(graph: ox.Store) -> None:
    with pytest.raises(UsageError, match="Did you mean Uzbekistan") as caught:
        resolve.resolve(graph, "Uzbekistn", of="scog:State", option="host")
    assert str(caught.value).startswith("--host: The graph has no state named 'Uzbekistn'.")


def test_a_thing_of_another_class(graph: ox.Store) -> None:
    with pytest.raises(UsageError, match="no state named 'Tashkent'"):
        resolve.resolve(graph, "Tashkent", of="scog:State")
    with pytest.raises(UsageError, match="scod:tashkent is not a state"):
        resolve.resolve(graph, "scod:tashkent", of="scog:State")


def test_a_name_of_another_class_says_what_has_it(graph: ox.Store) -> None:
    with pytest.raises(UsageError, match="scod:shanghai has that name, but is not a state"):
        resolve.resolve(graph, "Shanghai", of="scog:State")


def test_what_has_the_name_comes_before_the_nearest_names(graph: ox.Store) -> None:
    with pytest.raises(UsageError) as caught:
        resolve.resolve(graph, "India", of="scog:Document")
    told = str(caught.value)
    assert "scod:india has that name, but is not a document. Did you mean Decision on" in told


def test_no_publisher_is_suggested_for_a_body(graph: ox.Store) -> None:
    with pytest.raises(UsageError) as caught:
        resolve.resolve(graph, "Tashkent", of="scog:Agent")
    assert "scod:tashkent has that name, but is not an agent" in str(caught.value)
    assert "Tashkent Times" not in str(caught.value)


def test_an_iri_that_nothing_has_suggests_by_its_end(graph: ox.Store) -> None:
    with pytest.raises(UsageError, match="Did you mean Hu Jintao"):
        resolve.resolve(graph, "scod:hu-jinta")
    with pytest.raises(UsageError, match="Did you mean Hu Jintao"):
        resolve.resolve(graph, "https://w3id.org/scograph/id/hu-jinta")


def test_the_end_of_an_iri_is_enough(graph: ox.Store) -> None:
    found = resolve.resolve(graph, "election-mission-belarus-2025")
    assert curie(found.value) == "scod:election-mission-belarus-2025"
    with pytest.raises(UsageError, match="no state named"):
        resolve.resolve(graph, "election-mission-belarus-2025", of="scog:State")


def test_an_unknown_code_lists_the_codes(graph: ox.Store) -> None:
    with pytest.raises(UsageError, match=r"among the statuses\. It has: .*founding member"):
        resolve.resolve(graph, "zzzz", scheme="scog:statuses")


def test_a_code_by_label(graph: ox.Store) -> None:
    found = resolve.resolve(graph, "guest of the host", scheme="scog:capacities")
    assert curie(found.value) == "scog:capacity-guest-of-the-host"
    assert resolve.resolve(graph, "наблюдатель", scheme="scog:statuses").value.endswith("observer")


def ambiguous() -> ox.Store:
    found = ox.Store()
    label = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
    for name, text in (("one", "Georgia"), ("two", "Georgia"), ("three", "Georgia the elder")):
        thing = ox.NamedNode(SCOD + name)
        found.add(ox.Quad(thing, label, ox.Literal(text, language="en")))
        found.add(ox.Quad(thing, KEY, ox.Literal("georgia"), ox.NamedNode(NAMES_GRAPH)))
    return found


def test_a_name_of_several_things_gives_the_candidates() -> None:
    with pytest.raises(UsageError) as caught:
        resolve.resolve(ambiguous(), "Georgia")
    for name in ("one", "two", "three"):
        assert f"scod:{name}  " in str(caught.value)
        assert f"<{SCOD}{name}>" in str(caught.value)


def test_an_alias_is_as_good_as_a_label() -> None:
    found = ambiguous()
    found.remove_graph(ox.DefaultGraph())
    for name, kind in (("one", "prefLabel"), ("two", "altLabel")):
        predicate = ox.NamedNode(PREFIXES["skos"] + kind)
        found.add(ox.Quad(ox.NamedNode(SCOD + name), predicate, ox.Literal("Georgia")))
    with pytest.raises(UsageError, match="may be any of these"):
        resolve.resolve(found, "Georgia")


def test_a_label_is_more_than_a_title() -> None:
    found = ambiguous()
    found.remove_graph(ox.DefaultGraph())
    label = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
    found.add(ox.Quad(ox.NamedNode(SCOD + "two"), label, ox.Literal("Georgia", language="en")))
    assert resolve.resolve(found, "georgia").value == SCOD + "two"


@pytest.mark.parametrize(
    "text", ["", " ", '"', "}", "\n", "x" * 10_000, "scod:", "http://a b", "%"]
)
def test_odd_names_are_unknown(text: str) -> None:
    with pytest.raises(UsageError):
        resolve.resolve(cache.open_at(terminal.store(small=True)), text)


def test_labels_fall_back_in_order(graph: ox.Store) -> None:
    tashkent = ox.NamedNode(SCOD + "tashkent")
    assert labels.label(graph, tashkent, "ru") == "Ташкент"
    assert labels.label(graph, tashkent, "fr") == "Tashkent"
    assert labels.label(graph, ox.NamedNode(SCOD + "nowhere")) == "scod:nowhere"


def test_a_remark_in_brackets_may_be_left_out(graph: ox.Store) -> None:
    found = resolve.resolve(graph, "New Delhi summit 2023", of="scog:Summit")
    assert curie(found.value) == "scod:new-delhi-summit-2023"
    with pytest.raises(UsageError, match="may be any of these") as caught:
        resolve.resolve(graph, "Astana Declaration", of="scog:Document")
    assert "scod:astana-declaration-2017" in str(caught.value)
