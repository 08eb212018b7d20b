"""The meetings that a question is about, as a parameter or as a condition on the rows."""

from __future__ import annotations

from typing import Any

from scograph.ask.match import Match
from scograph.ask.meetings import CHG
from scograph.ask.parts import MEETINGS, ORGANIZERS
from scograph.ask.plan import Plan, RefusalError
from scograph.rdf.namespaces import SCOD

_SCO = "sco"


def meetings(
    match: Match,
    made: Plan,
    parameters: dict[str, Any],
    lexicon: dict[str, Any],
    query: dict[str, Any],
) -> None:
    """The meetings that are meant become a parameter, or a condition on rows."""
    wanted, asking = match.meeting, match.asking
    if not asking.meeting:
        return
    column = next(
        (one for one in MEETINGS if one in query["columns"]),
        "event" if "event" in parameters else "",
    )
    if column == "session" and "summit" in query["columns"]:
        column = "summit"
    if wanted.kind == "session" and "organization" in parameters:
        made.given["organization"] = f"scod:{wanted.council or CHG}"
    elif wanted.council and "council" in parameters:
        made.given["council"] = f"scod:{wanted.council}"
    nouns = match.concepts & {"summit", "session", "meet"}
    if wanted.body and not wanted.located and not nouns and "organization" in parameters:
        made.given["organization"] = f"scod:{wanted.body}"
        return
    named = match.names or match.limit or match.position or wanted.located
    listing = made.operation in ("list", "count") and made.column != "state"
    definite = made.operation == "exists" and match.singular and not wanted.located
    if definite and asking.complete == "participants" and "person" in match.names:
        # `Did Putin attend the summit?`
        raise RefusalError("which-meeting")
    if match.singular and not named and listing:
        # `The summit`: nothing says which.
        raise RefusalError("which-meeting")
    if not wanted.says and asking.query == "chairs" and {"summit", "session"} & match.concepts:
        # Those of the other council are not meant.
        ours = (*ORGANIZERS, "") if match.names and made.operation == "list" else (_SCO, "")
        made.filters[column] = tuple(
            SCOD + one["iri"] for one in lexicon["meetings"]
            if one["kind"] == wanted.kind and (one["kind"] == "session" or one["body"] in ours)
        )  # fmt: skip
        return
    if not wanted.says and asking.complete != "meetings" and made.operation != "every":
        return
    of_meetings = made.operation == "exists" and asking.complete == "meetings"
    if of_meetings and wanted.position and any(wanted.period):
        # `Was the third summit held in 2003?` counts those of all years.
        made.number = wanted.position
        found = wanted.of_number(lexicon)
    else:
        found = wanted.found(lexicon)
    if not found and of_meetings:
        # That there was none is known where the record of meetings is complete.
        made.filters[column] = ("",)
        for name, day in (("from", wanted.period[0]), ("to", wanted.period[1])):
            if day and name in parameters:
                made.given[name] = day
        return
    if not found:
        # Of the councils of ministers not all sessions are recorded.
        missing = "no-order" if wanted.position else "no-event"
        raise RefusalError(missing if wanted.council else "no-meeting")
    one_wanted = asking.default in ("person", "leader") or (
        made.operation == "list"
        and made.column not in (*MEETINGS, "city", "state")
        and not match.said("host")
    )
    if len(found) > 1 and wanted.city and one_wanted and match.singular:
        raise RefusalError("several-meetings", meetings=_curies(found))
    # Instead of a leader who is named others came to few of them.
    instead = asking.query == "stand-ins" or asking.default == "standIn"
    if len(found) > 1 and wanted.city and instead and "leader" not in match.names:
        raise RefusalError("several-meetings", meetings=_curies(found))
    made.meetings = found
    if wanted.assumes_sco:
        made.defaults.append("sco")
    one = next((name for name in ("summit", "meeting", "event") if name in parameters), "")
    if len(found) == 1 and one:
        made.given[one] = f"scod:{found[0]['iri']}"
        made.given.pop("organization", None)
        return
    if not column:
        if len(found) > 1:
            raise RefusalError("not-understood")
        made.given["from"], made.given["to"] = found[0]["start"], found[0]["end"]
        return
    made.filters[column] = tuple(SCOD + meeting["iri"] for meeting in found)
    if "from" in parameters and len(found) == 1:
        made.given["from"] = made.given["to"] = found[0]["start"]
    else:
        for name, day in (("from", wanted.period[0]), ("to", wanted.period[1])):
            if day and name in parameters:
                made.given[name] = day
    body = wanted.body or ("sco" if wanted.assumes_sco else "")
    if body and wanted.kind != "session" and "organization" in parameters:
        made.given["organization"] = f"scod:{body}"
    if wanted.state and "host" in parameters:
        made.given["host"] = f"scod:{wanted.state}"


def _curies(found: list[dict[str, Any]]) -> str:
    return " ".join(f"scod:{one['iri']}" for one in found)
