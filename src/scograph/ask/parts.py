"""What an item of a question may be in one way of asking."""

from __future__ import annotations

from scograph.ask.plan import Asking
from scograph.ask.reading import Item, Sense

QUESTION_WORDS = {
    "who", "what", "which", "where", "when", "howmany", "howoften", "howlong", "howdays", "list",
    "yesno",
}  # fmt: skip

# Said along with the rest, and true of every answer.
_HARMLESS = {"everyone", "now", "still", "and", "past", "present", "immediate"}

COUNTED = (
    "state",
    "person",
    "place",
    "summit",
    "session",
    "document",
    "organ",
    "body",
    "language",
    "founder",
)

_WITH_FORMAT = ("summits", "council-sessions")

# What may be asked of the states of a region together.
_WITH_REGIONS = (
    "members", "status-changes", "founders", "attendees", "participants", "hosts", "memberships",
)  # fmt: skip
_OF_REGIONS = ("state", "represents")
# Who came by video to a meeting, whatever its form.
_WITH_MODE = ("attendees", "participants")

MEETINGS = ("summit", "meeting", "session")

# Roles before a word are those who came, those after it the ones who did not.
_CAME_BEFORE = {"stand-ins": "instead"}

SINGULAR = frozenset(
    ["summit", "session", "meeting", "саммит", "саммита", "саммите", "саммиту", "саммитом",
     "заседание", "заседании", "заседанию"]
)  # fmt: skip

# Words that ask for several.
PLURAL = frozenset(
    ["countries", "states", "nations", "members", "chairs", "chairmanships", "list", "all", "какие",
     "страны", "государства", "哪些", "列出"]
)  # fmt: skip

LEADING = ("president", "prime minister")

_NAMED = ("Summit", "Session")

ORGANIZERS = ("sco", "shanghai-five")

_FIRST_TIME = (
    "for the first time", "initially", "впервые", "в первый раз", "for the last time",
    "в последний раз", "most recently", "lately",
)  # fmt: skip
_POSITIONS = {"first": 1, "last": -1}

_FORMATS = ("video", "hybrid")
MODES = {"video": "mode-by-video", "inperson": "mode-in-person"}

# Councils that words of questions mean; those of ministers are known by their names.
SESSIONS = {"council-of-heads-of-government": "session", "council-of-heads-of-state": "summit"}


# Organs that meet as their councils: `the meetings of RATS`.
COUNCILS = {"sco-rats": "sco-rats-council"}


def parts(items: list[Item], at: int, asking: Asking, yes_or_no: bool) -> list[tuple[str, Sense]]:
    """What an item may be in this asking."""
    item = items[at]
    found: list[tuple[str, Sense]] = []
    harmless = any(sense.value in ("past", "present") for sense in item.of("word"))
    # `Name the year when …` asks for the year, and `which organisations` for them.
    asked = (at == 0 or items[at - 1].means("list", "which", "what")) and item.means(
        "year", "date", "howmany"
    )
    asked |= at > 0 and items[at - 1].means("which") and item.means("body")
    if item.optional and not harmless and not asked:
        found.append(("context", item.senses[0]))
    for sense in item.senses:
        if sense.kind == "word":
            ordered = sense.value in _POSITIONS and asking.order
            moded = sense.value in MODES and asking.query in _WITH_MODE
            known = all(_understood(word, asking) for word in sense.value.split("+"))
            if known and not ordered and (not moded or "mode" in asking.fixed):
                found.append(("word", sense))
            formed = asking.query in _WITH_FORMAT or (
                bool(asking.meeting) and of_the_meeting(items, at)
            )
            if sense.value in _FORMATS and formed:
                found.append(("format", sense))
            elif moded:
                found.append(("mode", sense))
            if sense.value in _POSITIONS and (ordered or not _understands(asking, sense.value)):
                if item.text.lower() in _FIRST_TIME and not asking.order:
                    # Who came for the first time came to any summit.
                    continue
                found += _ordinal(
                    asking,
                    Sense("ordinal", str(_POSITIONS[sense.value])),
                    yes_or_no,
                    items,
                    at,
                )
        elif sense.kind == "date":
            if asking.time or asking.meeting:
                found.append(("time", sense))
        elif sense.kind == "ordinal":
            if item.text.lower().endswith(" time") and not asking.order:
                # Who came for the second time came to any summit.
                continue
            found += _ordinal(asking, sense, yes_or_no, items, at)
        elif sense.kind == "Limit":
            if asking.most or asking.counts or asking.complete == "meetings":
                found.append(("limit", sense))
        elif sense.kind == "Lasting":
            if asking.meeting:
                found.append(("lasting", sense))
        elif sense.kind == "number":
            if _counts(items, at):
                found.append(("number", sense))
        else:
            found += _as_name(item, sense, asking, items)
    return found


def of_the_meeting(items: list[Item], at: int) -> bool:
    """True for `the online summit`, where it is the meeting that was held so."""
    after = items[at + 1 : at + 3]
    if after and after[0].of("Body"):
        after = after[1:]
    return bool(after) and after[0].means(*MEETINGS, "meet") and "pause" not in after[0].cues


def _counts(items: list[Item], at: int) -> bool:
    """True if a number says how many of what follows: `two states`, `last two SCO summits`."""
    after = items[at + 1 : at + 3]
    if at and items[at - 1].means(*_POSITIONS) and after and after[0].of("Body"):
        return len(after) > 1 and after[1].means("summit", "session")
    if len(after) > 1 and after[0].of("Body") and after[1].means("summit", "session"):
        # `Two SCO summits`.
        return True
    if not after:
        return False
    if items[at].text[-1:] in ("次", "届"):
        return after[0].means("summit", "session")
    return after[0].means(*COUNTED) or bool(after[0].of("Status", "Kind", "Role"))


def _ordinal(
    asking: Asking, sense: Sense, yes_or_no: bool, items: list[Item], at: int
) -> list[tuple[str, Sense]]:
    """A place in the order of the rows, or in that of meetings: `at the first summit`."""
    after = items[at + 1 :]
    if asking.query == "chairs" and any(one.of("Person") for one in after):
        # `The last summit chaired by Nazarbayev`.
        return [("position", sense)]
    nearest = next((one for one in after if not one.of("Body", "City", "State")), None)
    if asking.meeting and any(one.of("Council", "Ministers") for one in items):
        return [("meeting-position", sense)]
    of_meeting = nearest is not None and nearest.means("summit", "session", "meet")
    adverb = after and "in" in after[0].cues and items[at].text < "\u2e80"
    if adverb and of_meeting and not asking.order:
        # `Who arrived last at the summit` does not mean the last summit.
        return []
    if asking.meeting and asking.default not in MEETINGS and not asking.order:
        return [("meeting-position", sense)] if of_meeting else []
    if asking.meeting and asking.default not in MEETINGS and of_meeting:
        return [("meeting-position", sense)]
    if asking.order and not (yes_or_no and asking.meeting):
        return [("position", sense)]
    return [("meeting-position", sense)] if asking.meeting else []


def _as_name(
    item: Item, sense: Sense, asking: Asking, items: list[Item]
) -> list[tuple[str, Sense]]:
    found = []
    kind, cues = sense.kind, item.cues
    mark = _CAME_BEFORE.get(asking.query, "")
    if mark and kind in ("Role", "Post"):
        later = any(one.means(mark) for one in items[items.index(item) :])
        if kind == "Post":
            return [("slot office" if later else "slot represents", sense)]
        # `For India's prime minister` says that the leader did not come.
        leads = sense.value in LEADING and any(one.of("State") for one in items)
        return [("slot office", sense)] if later else [("slot as", sense)] * leads
    if (
        kind == "Role"
        and sense.value in ("head", "president")
        and (item.means("chair", "served") and not any(one.of("State") for one in items))
    ):
        # `The chairman of the summit` is no president unless of a state.
        return []
    if kind == "Region":
        # The states of a region are a kind of states: `Central Asian members`.
        wide = [one.name for one in asking.slots if one.name in _OF_REGIONS]
        if asking.meeting and "in" in cues and "of" not in sense.cues:
            # `The summits held in Central Asia`.
            return [("region", sense)]
        fits = asking.query in _WITH_REGIONS and (not cues & {"in", "by"} or "of" in cues)
        return [(f"slot {name}", sense) for name in wide if fits]
    after = next((one for one in items if one.start >= item.end), None)
    before = next((one for one in reversed(items) if one.end <= item.start), None)
    ministers = ("Role", "Ministers") if kind == "State" else ("Role",)
    of_office = (after is not None and bool(after.of("Role")) and "pause" not in after.cues) or (
        before is not None and bool(before.of(*ministers)) and "of" in cues
    )
    led = (before is not None and before.means("leaders") and "of" in cues) or (
        after is not None and after.means("leaders")
    )
    near = [one for one in (before, after) if one is not None]
    if kind == "Body" and any(one.of("Ministers") for one in near):
        # `The SCO defence ministers` are a council of the SCO.
        of_office = False
    # `The leaders of China` may meet anywhere.
    of_office = of_office or (kind == "State" and led)
    if of_office:
        # `Pakistani prime ministers` are no meeting in Pakistan.
        cues = cues - {"meet", "in"} | {"of"}
    if kind == "State" and after is not None and after.means("place") and "bare" in after.cues:
        # `Russian cities` are in Russia.
        cues = cues | {"in"}
    if asking.meeting and not (of_office and kind in ("Body", "State")):
        hosting = any(one.means("host") for one in items)
        if kind == "City" and not cues & {"for"}:
            found.append(("city", sense))
        elif kind == "State" and (
            cues & {"in", "meet"}
            or ("by" in cues and (hosting or asking.default in MEETINGS))
            or ("of" in cues and asking.default in MEETINGS)
            or (hosting and cues & {"bare", "nom", "of", "or-in"})
        ):
            found.append(("state", sense))
        elif kind == "Body" and not cues & {"from", "for"}:
            found.append(("body", sense))
        elif kind in _NAMED and asking.meeting in ("any", kind.lower()):
            found.append(("named", sense))
        elif _of_council(sense) in (
            ("summit", "session") if asking.meeting == "any" else (asking.meeting,)
        ) and (kind != "Ministers" or _they_meet(item, before, items)):
            found.append(("council", sense))
        if found and "meet" in cues and kind in ("State", "Body"):
            return found
    takes_bodies = any(one.startswith("Body") for slot in asking.slots for one, _ in slot.kinds)
    if sense == ("Body", "sco", sense.cues) and not (
        asking.meeting or takes_bodies or asking.default == "organization"
    ):
        # All that is recorded of documents and offices without a body is of the SCO.
        found.append(("context", sense))
    organizer = ("body", sense) in found and sense.value in ORGANIZERS
    if organizer and not any(one.means("represent", "send", "delegation") for one in items):
        # `The SCO summit` is held by the SCO, whom nobody needs to represent there.
        return found
    for slot in asking.slots:
        if slot.takes(kind, cues, sense.value):
            found.append((f"slot {slot.name}", sense))
        elif kind == "Status" and slot.takes("Capacity", cues):
            value = sense.value.replace("status-", "capacity-")
            found.append((f"slot {slot.name}", Sense("Capacity", value)))
    return found


def _of_council(sense: Sense) -> str:
    """The kind of meetings of a council; empty for what is none."""
    if sense.kind in ("Council", "Ministers"):
        return "session"
    return SESSIONS.get(sense.value, "") if sense.kind == "Organ" else ""


def _they_meet(item: Item, before: Item | None, items: list[Item]) -> bool:
    """True if ministers stand for their council: they meet, and nothing asks which of them."""
    asked = before is not None and before.means("which", "what", "who", "howmany", "list")
    after = next((one for one in items if one.start >= item.end), None)
    if asked and after is not None and after.start == item.end and after.means("meet", "session"):
        # `哪些外长会议`, which of the meetings.
        asked = False
    return not asked and any(one.means(*_OF_COUNCILS) for one in items if one is not item)


_OF_COUNCILS = ("meet", "session", "chair", "host", "attend", "adopt", "place")


def _understands(asking: Asking, word: str) -> bool:
    return word in asking.concepts


def _understood(word: str, asking: Asking) -> bool:
    if word in QUESTION_WORDS or word in _HARMLESS or _understands(asking, word):
        return True
    if word in ("most", "fewest"):
        return bool(asking.most or asking.counts)
    if word in ("longest", "shortest"):
        return bool(asking.length)
    if word == "every":
        return asking.query == "attendances"
    if word in ("year", "date"):
        return "when" in asking.answers
    if word == "meet":
        return bool(asking.meeting)
    if word in ("summit", "session"):
        return asking.meeting in (word, "any") or word in asking.answers
    return word in asking.answers
