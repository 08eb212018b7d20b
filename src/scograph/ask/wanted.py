"""What a match asks for: the operation, and the column that answers."""

from __future__ import annotations

from typing import Any

from scograph.ask.match import Match
from scograph.ask.parts import COUNTED, MEETINGS
from scograph.ask.reading import Item

_EXTREMES = ("most", "fewest", "longest", "shortest")
_THEY_MET = ("met", "meet", "gather", "gathered", "convened", "assembled")
_MEETING_NOUNS = ("summit", "session", "meet")
_ONCE = ("precede", "video", "instead", "invite", "ratify")
_NOT_COUNTED = {"troops", "theme", "election", "observe", "leaders", "talks", "status"}
_WH = ("who", "where", "when")
# `What observers came` asks which of them.
_ATTRIBUTED = ("Status", "Capacity", "Role", "Post", "Kind")


def wanted(
    match: Match, items: list[Item], yes_or_no: bool, needed: frozenset[str]
) -> tuple[str, str, bool, set[str]] | None:
    """The operation, the column, whether only the year counts, and the words used up by that."""
    answers = match.asking.answers
    said = [word for _, word in match.words]
    if any(len({at for at, word in match.words if word == once}) > 1 for once in _ONCE):
        # Each may mean a thing of its own: the body before, and the holder before.
        return None
    questions = [word for word in said if word in _WH or word in ("howmany", "howoften", "howlong")]
    extreme = next((word for word in _EXTREMES if word in said), "")
    if "who" in questions and len(questions) > 1 and "howmany" not in questions:
        return None
    if len(questions) > 1:
        return None
    asked_at = {at for at, word in match.words if word in questions}
    if any(word == "what" and at + 1 in asked_at for at, word in match.words):
        # `What when` is no question, or two.
        return None
    every = {"list", "everyone", "every"} & set(said)
    if yes_or_no and every and not questions and match.asking.query == "attendances":
        # `Was Karimov at every summit?`
        return "every", match.asking.default, False, every
    if yes_or_no and (questions or every):
        return None
    if yes_or_no and not {"which", "what", "howmany"} & set(said):
        return "exists", match.asking.default, False, set()
    year = "year" in said
    if questions:
        word = questions[0]
        if word in ("howmany", "howoften") and "howmany" in answers:
            return "list", answers["howmany"], False, {"summit", "session"}
        if word == "howlong":
            if match.asking.length and "howlong" in answers:
                return "how-long", match.asking.length[0], False, set()
            return ("how-long", "since", False, set()) if "since" in answers.values() else None
        if word == "howoften":
            column = answers.get("times")
            return ("count", column, False, set()) if column else None
        asked_for = next((at for at in asked_at), 0)
        much = items[asked_for].text.lower().startswith("how much")
        counted = any(
            one.start == items[asked_for].end + 1
            and (one.of("Status", "Kind") or one.means(*COUNTED))
            for one in items[asked_for + 1 : asked_for + 2]
        )
        if much and not counted and match.asking.query != "figures":
            # How much somebody earns is no number of persons.
            return None
        if word == "howmany":
            target = _following(match, items, "howmany")
            at = next(at for at, word in match.words if word == "howmany")
            if not target and any(
                place == at + 1 and word in _NOT_COUNTED for place, word in match.words
            ):
                # How many soldiers came is not how many states.
                return None
            column = answers.get(target) if target else match.asking.default
            if target is None or not column:
                return None
            return "count", column, False, {target}
        key = {"where": "place"}.get(word, word)
        column = answers.get(key)
        if not column:
            return None
        used = {key}
        if word == "who" and "person" in said:
            used.add("person")
        if word == "where" and "place" in said:
            used.add("place")
        if word == "when" and year:
            return extreme or "list", column, True, {*used, "year"}
        return extreme or "list", column, False, used
    asked = next((word for word in ("which", "what", "list") if word in said), "")
    meetings = {"summit", "session", "meet"} if match.asking.default else set()
    if not match.asking.meeting:
        meetings = set()
    targets = [
        word for word in said
        if (word in answers or word in ("year", "date")) and word not in meetings
    ]  # fmt: skip
    if asked:
        target = _following(match, items, asked)
        if target is None:
            return None
        at = next(at for at, word in match.words if word == asked)
        if (
            target == "state"
            and match.asking.default in MEETINGS
            and (
                "of" in items[at].cues
                or any(one.text.lower() in _THEY_MET for one in items[at + 1 : at + 3])
            )
        ):
            # `The leaders of which countries` came, they need not be hosts.
            return None
        if target in ("year", "date"):
            column = answers.get("when")
            return (extreme or "list", column, target == "year", {target}) if column else None
        if target and target in answers:
            return extreme or "list", answers[target], False, {target}
        if target and target not in needed:
            return None
        loose = [word for word in targets if word not in needed and word not in match.asking.may]
        if loose:
            return _terse(loose, answers, extreme)
        column = match.asking.default
        if asked == "what" and not any(one.of(*_ATTRIBUTED) for one in items[at + 1 : at + 2]):
            column = answers.get("what", "")
        noun = _named_already(match, said) if column == match.asking.default else ""
        if noun:
            return extreme or "list", answers[noun], False, {noun}
        return (extreme or "list", column, False, set()) if column else None
    loose = [word for word in targets if word not in needed and word not in match.asking.may]
    if loose:
        return _terse(loose, answers, extreme)
    noun = _named_already(match, said)
    if noun:
        return extreme or "list", answers[noun], False, {noun}
    if not match.asking.default or not (
        match.names or match.times or match.meeting.says or match.position
        or (match.said("now") and match.asking.time == "on")
    ):  # fmt: skip
        return None
    return extreme or "list", match.asking.default, False, set()


def _named_already(match: Match, said: list[str]) -> str:
    """The meeting that is asked for in `summits chaired by Putin`, where he is not."""
    if match.asking.default not in match.names or not match.asking.meeting:
        return ""
    noun = next((word for word in ("summit", "session", "meet") if word in said), "")
    return noun if noun in match.asking.answers else ""


def _terse(loose: list[str], answers: Any, extreme: str) -> tuple[str, str, bool, set[str]] | None:
    """What is wanted where only a noun says it: `sco summit 2013 location`."""
    if len(set(loose)) > 1:
        return None
    target = loose[0]
    column = answers.get("when" if target in ("year", "date") else target)
    if not column:
        return None
    return extreme or "list", column, target == "year", {target}


def _following(match: Match, items: list[Item], asked: str) -> str | None:
    """The noun after `which` or `how many`; empty if it is none, None if there is nothing."""
    at = next(at for at, word in match.words if word == asked)
    person = match.asking.default == "person"
    nouns = set(match.asking.answers) | {"year", "date"} | _nouns(match)
    if asked == "list" and items[at].text > "\u2e80":
        # In Chinese what is to be listed stands at the end.
        last = [word for place, word in match.words if place > at and word in nouns]
        return last[-1] if last else ""
    within = [word for place, word in match.words if place == at and word in nouns]
    if within:
        # `На чьей территории` asks for the state in one phrase.
        return within[-1]
    if at + 1 < len(items) and items[at + 1].text.lower() in ("did", "does", "do"):
        return ""
    for place, word in match.words:
        if place == at + 1 and word in _MEETING_NOUNS and word not in nouns and person:
            # `Which session …` does not ask who came.
            return None
        if any(one.of("Kind") for one in items[at + 1 : at + 2]) or any(
            one.of("Role") and not one.of("Vote") for one in items[at + 1 : place]
        ):
            # `All presidents at summits`: those who held the office are asked for.
            return ""
        together = [one for other, one in match.words if other == place and one in nouns]
        if (
            place > at
            and word in _MEETING_NOUNS
            and any(one.of("Kind") for one in items[place + 1 : place + 2])
        ):
            # `The 2006 summit's declaration` is a document.
            return ""
        if place >= at and together:
            head = next((one for other, one in match.words if other == place + 1), "")
            joined = place + 1 < len(items) and "bare" in items[place + 1].cues
            if word in ("summit", "session") and joined and head in ("place", "state", "date"):
                # `Summit cities` are cities.
                return head
            return together[-1] if place - at <= 4 else ""
        if place > at and word not in (
            "first",
            "last",
            "most",
            "fewest",
            "now",
            "full",
            "past",
            "present",
            "what",
            "which",
            "list",
            "everyone",
            "all",
        ):
            return ""
    return ""


def _nouns(match: Match) -> set[str]:
    return {"person", "state", "place", "summit", "session", "document", "organ", "body", "office"}
