"""What a newcomer meets: commands that are queries, surnames, languages, short descriptions."""

from __future__ import annotations

import pytest

from tests.support.terminal import on_small, run


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("attendees", "there is a canned query: scograph run attendees"),
        ("membrs", "Did you mean scograph run members?"),
        ("descrbe", "Did you mean scograph describe?"),
        ("xyzzy", "`scograph --help` lists them."),
    ],
)
def test_an_unknown_command_has_a_hint(name: str, hint: str) -> None:
    answer = run(name)
    assert (answer.code, answer.out) == (2, "")
    assert f"No such command '{name}'" in answer.err
    assert hint in answer.err


def test_a_language_without_names_is_told() -> None:
    assert "no names in the language fr" in on_small("run", "summits", "--lang", "fr").err
    assert "no names" not in on_small("run", "summits", "--lang", "en-GB").err
    assert "no names" not in on_small("run", "summits", "--lang", "zh-Hant").err


def test_a_surname_is_enough_where_one_person_has_it() -> None:
    assert on_small("describe", "Borlin").out.startswith("Boris Borlin\n")


def test_a_description_says_each_thing_once() -> None:
    whole = on_small("describe", "scod:borton-summit-2006").out
    inferred = whole.partition("\nInferred\n")[2].partition("\nHas a part in\n")[0]
    assert inferred.count("Boris Borlin") == 1
    assert "that say the same in other words" in inferred
    # It is in the facts below.
    assert "has participation" not in inferred


def test_curies_stand_beside_the_terms() -> None:
    told = on_small("describe", "scod:borton-summit-2006", "--curies").out
    assert "held in (scog:heldIn): Borton (scod:borton)" in told


def test_facts_have_their_labels_without_what_is_inferred() -> None:
    fact = "scod:borton-summit-2006-boris-borlin"
    with_all = on_small("describe", fact).out.splitlines()[0]
    assert on_small("describe", fact, "--asserted").out.splitlines()[0] == with_all


def test_info_lists_the_most_cited_sources() -> None:
    short, whole = on_small("info").out, on_small("info", "--sources").out
    assert len(short) <= len(whole)


@pytest.mark.record
def test_info_is_short() -> None:
    told = run("info").out.splitlines()
    assert len(told) < 100
    assert told[-1].endswith("more: scograph info --sources")


@pytest.mark.record
@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Modi", "narendra-modi"),
        ("Erdogan", "recep-tayyip-erdogan"),
        ("Putin", "vladimir-putin"),
        ("Karzai", "hamid-karzai"),
        ("Jeenbekov", "sooronbay-jeenbekov"),
        ("PRC", "china"),
        ("CHS", "council-of-heads-of-state"),
        ("CHG", "council-of-heads-of-government"),
        ("CFM", "council-of-foreign-ministers"),
        ("Council of Foreign Ministers", "council-of-foreign-ministers"),
        ("NATO", "nato"),
    ],
)
def test_usual_names_are_known(name: str, iri: str) -> None:
    assert run("describe", name).out.splitlines()[1] == f"scod:{iri}"
