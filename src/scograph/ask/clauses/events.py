"""The days of an event that a clause tells of: `India joined`, `the Samarkand summit met`."""

from __future__ import annotations

from typing import Any

from scograph.ask.match import matches
from scograph.ask.plan import Asking, RefusalError
from scograph.ask.reading import Item

# A way to ask that only says which meeting is meant.
_ABOUT_A_MEETING = frozenset(["meet", "host", "begin", "summit", "session", "attend", "when"])

_MEETING = Asking(
    "", (frozenset(),), _ABOUT_A_MEETING, {}, "", (), "any", "", "", "", {}, (), {}, {}, {}, "",
)  # fmt: skip


def days_of(clause: list[Item], lexicon: dict[str, Any]) -> tuple[str, str] | None:
    """The days of the event that a clause tells of."""
    if not clause:
        return None
    found = set()
    for match in matches(clause, _MEETING, False):
        match.meeting.kind = (
            "session" if match.said("session") else ("summit" if match.said("summit") else "any")
        )
        for item in match.times:
            match.meeting.period = tuple(item.senses[0].value.split("/"))  # type: ignore[assignment]
        if not match.meeting.says:
            continue
        meetings = match.meeting.found(lexicon)
        if len(meetings) == 1:
            found.add((meetings[0]["start"], meetings[0]["end"]))
    if found:
        return found.pop() if len(found) == 1 else None
    return _founding(clause, lexicon) or _signing(clause, lexicon) or _joining(clause, lexicon)


_OFFICES = {"presidency": "president", "premiership": "prime minister"}


def term_of(clause: list[Item], lexicon: dict[str, Any]) -> tuple[str, str] | None:
    """The one term that a clause tells of: `Medvedev was president`, `Hu Jintao's presidency`."""
    people = {sense.value for one in clause for sense in one.of("Person")}
    known = all(
        one.of("Person", "Role", "Post", "State", "Body", "Organ") or one.optional
        or one.means("past", "tenure", "served")
        for one in clause
    )  # fmt: skip
    if not known or sum(bool(one.of("Person")) for one in clause) != 1:
        return None
    posts = {sense.value for one in clause for sense in one.of("Post")}
    roles = {sense.value for one in clause for sense in one.of("Role")}
    roles |= {_OFFICES[one.text.lower()] for one in clause if one.text.lower() in _OFFICES}
    states = {sense.value for one in clause for sense in one.of("State", "Body", "Organ")}
    tenure = any(one.means("tenure", "served") for one in clause)
    if not (posts or roles or tenure):
        return None
    found = {
        lexicon["terms"].get(f"{person} {post}", "")
        for person in people
        for post in lexicon["holders"].get(person, ())
        if (not posts or post in posts)
        and (not roles or lexicon["posts"].get(post, ("", ""))[1] in roles)
        and (not states or lexicon["posts"].get(post, ("", ""))[0] in states)
    }
    if len(found) != 1 or "" in found:
        return None
    start, _, end = found.pop().partition("/")
    return start, end


def summit(items: list[Item], lexicon: dict[str, Any]) -> str:
    """The summit that items name and nothing else; empty if they do not."""
    if not items or not all(one.of("City", "date") or one.means("summit") for one in items):
        return ""
    try:
        days = days_of(items, lexicon)
    except RefusalError:
        return ""
    found = [
        str(one["iri"]) for one in lexicon["meetings"]
        if days and (one["start"], one["end"]) == days and one["kind"] == "summit"
    ]  # fmt: skip
    return found[0] if len(found) == 1 else ""


def _signing(clause: list[Item], lexicon: dict[str, Any]) -> tuple[str, str] | None:
    """The day of a document, of `the Charter was signed`."""
    documents = [item.of("Document") for item in clause if item.of("Document")]
    known = all(
        item.of("Document") or item.optional or item.means("sign", "adopt", "past")
        for item in clause
    )
    made = any(item.means("sign", "adopt") for item in clause)
    if not known or not made or len(documents) != 1 or len(documents[0]) != 1:
        return None
    day = lexicon["signed"].get(documents[0][0].value)
    if not day:
        raise RefusalError("no-event", clause)
    return day, day


def _founding(clause: list[Item], lexicon: dict[str, Any]) -> tuple[str, str] | None:
    """The day on which a body was founded, of `the SCO was founded`."""
    bodies = {sense.value for item in clause for sense in item.of("Body")} or {"sco"}
    known = all(
        item.of("Body") or item.optional or item.means("found", "past", "begin") for item in clause
    )
    if not known or len(bodies) > 1 or not any(item.means("found") for item in clause):
        return None
    day = lexicon["founded"].get(bodies.pop())
    if not day:
        raise RefusalError("no-event", clause)
    return day, day


def _joining(clause: list[Item], lexicon: dict[str, Any]) -> tuple[str, str] | None:
    """The day on which a state joined the SCO, of `India joined`."""
    states = [sense.value for item in clause for sense in item.of("State")]
    statuses = [sense.value for item in clause for sense in item.of("Status")]
    allowed = all(
        item.of("State") or item.of("Status") or item.means("join", "become", "full", "and")
        or any(sense.value == "sco" for sense in item.of("Body"))
        for item in clause
    )  # fmt: skip
    joined = any(item.means("join", "become") for item in clause)
    if not allowed or not joined or not states or len(set(statuses)) > 1:
        return None
    status = statuses[0] if statuses else "status-member"
    known = [status, *(["status-founding-member"] if status == "status-member" else [])]
    days = {
        next((day for one in known if (day := lexicon["joined"].get(f"{state} {one}"))), "")
        for state in states
    }
    if "" in days:
        raise RefusalError("no-event", clause)
    day = days.pop()
    return None if days else (day, day)
