"""Names of a question as parameters of the query, or as conditions on its rows."""

from __future__ import annotations

from typing import Any

from scograph.ask.match import Match
from scograph.ask.parts import LEADING
from scograph.ask.plan import Plan, RefusalError
from scograph.ask.reading import Sense
from scograph.rdf.namespaces import SCOD, SCOG

_ONTOLOGY = {"Status", "Capacity", "Kind", "Measure"}


def names(match: Match, made: Plan, parameters: dict[str, Any], lexicon: dict[str, Any]) -> None:
    """Names become parameters where the query has them, and conditions on rows elsewhere."""
    given = {name: senses for name, senses in match.names.items() if name != "as"}
    for name, senses in given.items():
        # A leader stands for the state that they led.
        if name == "represents" and senses[0].kind == "Person":
            states = {
                lexicon["posts"][post][0] for post in lexicon["holders"].get(senses[0].value, ())
            }
            if len(states) != 1:
                raise RefusalError("not-understood")
            given[name] = [Sense("State", states.pop())]
        if name == "represents" and senses[0].kind == "Post":
            state, role = lexicon["posts"][senses[0].value]
            if role not in LEADING:
                raise RefusalError("not-understood")
            given[name] = [Sense("State", state)]
    roles = [sense for sense in given.get("office", []) if sense.kind == "Role"]
    if roles:
        places = [sense.value for sense in given.get("state", [])]
        represented = [sense.value for sense in given.get("represents", [])]
        posts = _posts(
            roles[0].value,
            places,
            made.asking.query != "office-holders" or "person" in given,
            lexicon,
        )
        for person in given.get("person", [])[:1]:
            held = lexicon["holders"].get(person.value, [])
            posts = [post for post in posts if post in held] or ([] if not places else posts)
        posts = (
            _posts(roles[0].value, represented, True, lexicon)
            if (represented and _posts(roles[0].value, represented, True, lexicon))
            else posts
        )
        if not posts:
            raise RefusalError("no-office")
        made.filters["office"] = tuple(sorted(SCOD + post for post in posts))
        if not places and "person" not in given and "represents" not in given:
            made.defaults.append("sco")
        del given["office"]
        if len(posts) == 1 and "office" in parameters:
            made.given["office"] = f"scod:{posts[0]}"
            made.filters.pop("office")
            given.pop("state", None)
    if "organ" in given and made.asking.query == "office-holders":
        heads = [
            post for post, (state, _) in lexicon["posts"].items()
            if post in lexicon["heads"] and _within(state, given["organ"][0].value)
        ]  # fmt: skip
        if len(heads) != 1:
            raise RefusalError("no-office")
        made.given["office"] = f"scod:{heads[0]}"
        del given["organ"]
    dated = made.column in ("since", "until", "date", "status", "event")
    if not (made.operation == "list" and dated) and any(
        len(senses) > 1 and not (match.position and name == made.column)
        for name, senses in given.items()
    ):
        # `Did India and Pakistan …` is true only of both.
        raise RefusalError("not-understood")
    for name, senses in given.items():
        values = tuple(_iri(sense) for sense in senses)
        if senses[0].kind == "Region":
            states = lexicon["regions"].get(senses[0].value)
            if not states or made.operation == "exists":
                raise RefusalError("not-understood")
            values = tuple(f"scod:{state}" for state in states)
        if senses[0].kind == "Series":
            values = tuple(f"scod:{one}" for one in lexicon["series"][senses[0].value])
        if senses[0].kind == "Vote":
            made.vote = senses[0].value
            values = tuple(f"scod:{one}" for one in lexicon["votes"].get(senses[0].value, ()))
        set_value(made, name, values, parameters)
        made.score += 1


def set_value(made: Plan, name: str, values: tuple[str, ...], parameters: dict[str, Any]) -> None:
    """A value as a parameter, or as a condition on the rows of a column."""
    # Who came to a part of a summit only had a role too, which the parameter leaves out.
    listed = made.operation in ("list", "count")
    in_part = listed and made.asking.query == "attendees" and name == "capacity"
    if name in parameters and len(values) == 1 and not in_part:
        made.given[name] = values[0]
        return
    wider = [more for value in values for more in _FAMILIES.get(value, (value,))]
    made.filters[name] = tuple(
        dict.fromkeys(value.replace("scod:", SCOD).replace("scog:", SCOG) for value in wider)
    )


# A question about members takes in those who founded, as the canned queries do.
_FAMILIES = {
    "scog:status-member": tuple(
        f"scog:status-{name}" for name in ("member", "founding-member", "permanent-member")
    )
}


_FOREIGN = ("minister of foreign affairs", "minister of external affairs")
# Offices that states call by different names.
SAME = dict.fromkeys(_FOREIGN, _FOREIGN)


def _iri(sense: Sense) -> str:
    return f"{'scog' if sense.kind in _ONTOLOGY else 'scod'}:{sense.value}"


def _posts(role: str, places: list[str], known: bool, lexicon: dict[str, Any]) -> list[str]:
    """The posts of a role in a state or body, or those of the SCO and its organs."""
    roles = SAME.get(role, (role,))
    of_role = {post: state for post, (state, one) in lexicon["posts"].items() if one in roles}
    if places:
        return [
            post for post, state in of_role.items()
            if state in places or any(_within(state, place) for place in places)
        ]  # fmt: skip
    if known:
        return list(of_role)
    return [
        post for post, state in of_role.items() if state == "sco" or state.startswith("sco-rats")
    ]


def _within(state: str, place: str) -> bool:
    """An organ of the SCO is meant by the name of the SCO too, the committee by that of RATS."""
    return (place.startswith("sco-rats") and state.startswith("sco-rats")) or (
        place in ("sco", "sco-secretariat") and state in ("sco", "sco-secretariat")
    )
