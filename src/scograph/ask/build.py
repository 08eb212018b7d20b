"""From a match to a plan: what is asked for, and with which parameters and rows."""

from __future__ import annotations

from typing import Any

from scograph.ask import held, named, times
from scograph.ask.match import Match, alternative
from scograph.ask.parts import MEETINGS
from scograph.ask.plan import Plan, RefusalError
from scograph.ask.reading import Item, Sense
from scograph.ask.wanted import wanted
from scograph.rdf.namespaces import SCOD, SCOG


def plans(match: Match, items: list[Item], query: dict[str, Any], lexicon: dict[str, Any], *,
          yes_or_no: bool) -> list[Plan]:  # fmt: skip
    """The plans of a match: one for each post, where nothing says in which of them."""
    found = [
        plan(one, items, query, lexicon, yes_or_no=yes_or_no) for one in _by_post(match, lexicon)
    ]
    return [one for one in found if one is not None]


def _by_post(match: Match, lexicon: dict[str, Any]) -> list[Match]:
    """`Who preceded Norov?` asks of each post that he held."""
    around = match.asking.order == "since" and any(map(match.said, _NEIGHBOURS))
    people = match.names.get("person", [])
    posts = lexicon["holders"].get(people[0].value, ()) if around and people else ()
    if "office" in match.names or len(posts) < 2:
        return [match]
    return [match.but(names={**match.names, "office": [Sense("Post", post)]}) for post in posts]


def plan(match: Match, items: list[Item], query: dict[str, Any], lexicon: dict[str, Any], *,
         yes_or_no: bool) -> Plan | None:  # fmt: skip
    """The plan of a match; None if it does not show what is asked for.

    RefusalError where the question supposes a meeting or an office that is not recorded.
    """
    words = alternative(match)
    if words is None:
        return None
    asked = wanted(match, items, yes_or_no, words)
    if asked is None:
        return None
    operation, column, by_year, used = asked
    asking = match.asking
    if asking.query == "chairs" and _of_a_body(match):
        return None
    if _says_nothing(match, operation):
        return None
    if asking.query == "attendances" and len(match.names["person"]) > 1 and match.said("meet"):
        # Two who met are not yet two who came.
        return None
    dated = operation == "list" and column in ("since", "until")
    if asking.query == "office-holders" and dated and not {"office", "organ"} & match.names.keys():
        people = match.names.get("person", [])
        if column == "since" and any(
            len(lexicon["holders"].get(one.value, ())) != 1 for one in people
        ):
            raise RefusalError("no-office")
    if asking.meeting and _of_ministers(match):
        raise RefusalError("ministers")
    if operation == "exists" and asking.query == "common-memberships" and match.said("join"):
        # Both are in some body: that is not yet that both joined the one that is meant.
        return None
    if asking.meeting and _of_today(match, items):
        # Who holds an office today is no condition on who came.
        return None
    rest = {word for _, word in match.words} - used - asking.concepts - _FREE
    if operation == "every":
        rest -= {"every"}
    if asking.meeting:
        rest -= {"meet", "summit", "session"}
    if rest:
        return None
    made = Plan(asking, operation, column, by_year=by_year)
    made.score = len(words) * 10
    made.expected = match.expected
    if column == "represents":
        made.only = next((_CLASSES[word] for word in ("state", "body") if word in used), "")
        if made.only == _CLASSES["body"]:
            # The SCO itself is not among those who sent somebody to its meeting.
            made.without = {"capacity": (SCOG + "capacity-member", SCOG + "capacity-own-body")}
    if column == "about" and operation in _EXTREMES:
        # The SCO is larger than each of its members.
        made.only = _CLASSES["state"]
    made.format = match.meeting.format
    made.lasting = match.meeting.lasting
    made.in_days = match.said("howdays")
    made.where = column == "city" and match.said("where")
    if made.in_days and not (asking.meeting or asking.length):
        return None
    if match.mode:
        made.filters["mode"] = (SCOG + match.mode,)
    shown = column in (*MEETINGS, "start", "city", "state") or match.meeting.form_of_noun
    if match.meeting.format and not shown:
        return None
    if match.of_meetings and column not in MEETINGS and not match.position:
        return None
    numbered = operation == "list" or (operation in ("most", "fewest") and not match.of_meetings)
    if match.expected is not None and (not numbered or match.meeting.position):
        return None
    if _EXTREMES & match.concepts and operation not in _EXTREMES:
        return None
    if len(_EXTREMES & match.concepts) > 1:
        return None
    made.given |= asking.given
    made.filters |= {name: tuple(value.split(" ")) for name, value in asking.fixed.items()}
    parameters = {one["name"]: one for one in query["parameters"]}
    if asking.time == "document" and match.times:
        days = lexicon["documents"].get(_document(match), "")
        first, _, last = match.times[0].senses[0].value.partition("/")
        if len(match.times) > 1 or not first[:4] <= days <= last[:4]:
            return None
        match.times = []
    steps = {step for word, step in _NEIGHBOURS.items() if match.said(word)}
    if asking.order == "since" and column in match.names and steps:
        if len(steps) > 1 or operation != "list" or match.position:
            return None
        made.operation, made.number = "neighbour", steps.pop()
        person = match.names.pop(column)[0].value
        made.around = SCOD + person
        if column != "person":
            pass
        elif "office" not in match.names:
            posts = lexicon["holders"].get(person, ())
            if len(posts) != 1:
                raise RefusalError("no-office")
            made.given["office"] = f"scod:{posts[0]}"
        elif "state" not in match.names and match.names["office"][0].kind == "Role":
            role = match.names["office"][0].value
            of_person = lexicon["holders"].get(person, ())
            posts = [post for post in of_person if lexicon["posts"].get(post, ("", ""))[1] == role]
            if len(posts) != 1:
                raise RefusalError("no-office")
            del match.names["office"]
            made.given["office"] = f"scod:{posts[0]}"
    named.names(match, made, parameters, lexicon)
    kind_only = any(
        sense.kind in ("Region", "Series", "Vote") for sense in match.names.get(column, ())
    )
    # `Which of India and Iran joined first?`
    chosen_from = match.position and len(match.names.get(column, ())) > 1
    known = column in match.names and column not in asking.fixed
    if operation == "list" and known and not kind_only and not chosen_from:
        # What is asked for is said already; who signed for a state is a person.
        made.column = asking.answers.get("person", column)
        if made.column == column:
            return None
    counted = operation in ("most", "fewest") and column in asking.counts
    if asking.default == "person" and column in MEETINGS and not (match.names or counted):
        return None
    for name, value in asking.assumed.items():
        if name not in match.names:
            named.set_value(made, name, tuple(value.split()), parameters)
    if asking.complete == "absence":
        _absence(match, made, lexicon)
    _position(match, made)
    if asking.query == "members" and not match.times:
        # A body that ended has no members today.
        ended = made.given.get("organization") == "scod:shanghai-five"
        if ended or match.said("past"):
            return None
    if operation == "exists" and match.meeting.placed_and_numbered and column in MEETINGS:
        # `Was the last summit in India?` is no question about the last of India's.
        return None
    times.times(match, made, parameters)
    held.meetings(match, made, parameters, lexicon, query)
    chosen = any(name in made.given for name in ("summit", "meeting"))
    if chosen and operation == "list" and column in MEETINGS and asking.default not in MEETINGS:
        # The meeting was said, so that it is not asked for.
        return None
    times.present(match, made, lexicon["end"])
    counts = made.operation in ("most", "fewest") or (match.limit and operation != "exists")
    if counts and not asking.most and column not in asking.counts:
        return None
    if match.limit:
        if operation not in ("list", "count", "exists") or match.position:
            return None
        made.limit = match.limit
    if operation == "every" and not made.meetings:
        return None
    return made


_CLASSES = {"state": "scog:State", "body": "scog:InternationalBody"}
_NEIGHBOURS = {"succeed": 1, "after": 1, "precede": -1, "before": -1}
_EXTREMES = {"most", "fewest", "longest", "shortest"}
_FREE = {
    "who", "what", "which", "where", "when", "howmany", "howoften", "howlong", "howdays", "list",
    "yesno",
    "everyone", "now", "still", "and", "past", "present", "immediate",
    "first", "last", "most", "fewest",
    "video", "inperson", "hybrid", "longest", "shortest",
}  # fmt: skip


def _says_nothing(match: Match, operation: str) -> bool:
    """True for `Was it signed?`, `How many attended?`, which belong to a question before."""
    said = bool(
        match.names or match.times or match.position or match.limit or match.mode
        or match.meeting.says or match.concepts & {"summit", "session", "most", "fewest"}
    )  # fmt: skip
    asking = match.asking
    about_people = asking.default in ("person", "chair", "leader", "standIn")
    whole = operation == "exists" or (operation in ("list", "count") and about_people)
    return not said and whole and not match.concepts & {"now", "chairmanship", "served"}


def _of_today(match: Match, items: list[Item]) -> bool:
    """True for `current presidents`."""
    return any(
        word == "now"
        and (one.of("Role", "Post", "Status") or one.means("person", "leaders", "state"))
        for at, word in match.words
        for one in items[at + 1 : at + 2]
    )


def _document(match: Match) -> str:
    return next(
        sense.value for senses in match.names.values() for sense in senses
        if sense.kind == "Document"
    )  # fmt: skip


def _of_a_body(match: Match) -> bool:
    """True for `Who chaired the SCO?`, which asks for its chairmanship, not for its meetings."""
    meeting = match.meeting
    said = match.concepts & {"summit", "session", "meet"} or meeting.located
    return bool(meeting.body) and not said and not {"chair", "office"} & match.names.keys()


def _of_ministers(match: Match) -> bool:
    """True for `the meeting of foreign ministers`: only summits and the CHG are known by words."""
    said = match.concepts & {"summit", "session"} or match.meeting.names
    return match.said("meet") and not said and any(
        sense.kind == "Role" and sense.value.startswith(_MINISTERS)
        for senses in match.names.values()
        for sense in senses
    )  # fmt: skip


_MINISTERS = ("minister of ", "secretary of the security council")


def _absence(match: Match, made: Plan, lexicon: dict[str, Any]) -> None:
    """A state is absent only if nobody came for it; the leader may be absent by themselves."""
    if made.column == "state":
        made.filters["presence"] = (SCOG + "presence-state-absent",)
    elif "represents" in match.names and not match.concepts & {"person", "leaders"}:
        raise RefusalError("absence")


def _position(match: Match, made: Plan) -> None:
    if match.position:
        if made.operation in ("count", "exists"):
            raise RefusalError("not-understood")
        made.number = match.position
        if made.operation == "list":
            made.operation = "nth"
        if made.expected is not None:
            if abs(made.number) != 1:
                raise RefusalError("not-understood")
            made.several, made.expected = made.expected, None
