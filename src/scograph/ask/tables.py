"""Tables of the lexicon: meetings, terms of office, accessions and documents of the graph."""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox

from scograph.names import labels
from scograph.rdf import graph
from scograph.rdf.namespaces import curie

_VOTE = re.compile(r"\b(presidential|parliamentary|senate|referendum)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def meetings(store: ox.Store) -> list[dict[str, Any]]:
    """The summits and sessions of heads of government, in order of date."""
    found = []
    for kind, of in (("summit", "scog:Summit"), ("session", "scog:CouncilSession")):
        for thing in graph.instances(store, of):
            if not isinstance(thing, ox.NamedNode):
                continue
            city = graph.value(store, thing, "scog:heldIn")
            state = graph.value(store, city, "scog:locatedIn") if city else None
            host = graph.value(store, thing, "scog:hostedBy") or state
            body = graph.value(store, thing, "scog:meetingOf")
            city = city or _called_after(store, thing, host)
            found.append(
                {
                    "iri": local(thing),
                    "kind": kind,
                    "start": graph.text(store, thing, "scog:earliest"),
                    "end": graph.text(store, thing, "scog:endLatest")
                    or graph.text(store, thing, "scog:latest"),
                    "city": local(city),
                    "state": local(host),
                    "body": local(body),
                    "format": local(graph.value(store, thing, "scog:format")),
                    "number": graph.text(store, thing, "scog:sessionNumber"),
                }
            )
    found += _parts(store, found)
    return sorted(found, key=lambda one: (one["start"], one["iri"]))


def _called_after(
    store: ox.Store, meeting: ox.NamedNode, host: graph.Term | None
) -> graph.Term | None:
    """The capital of the host, where a meeting that has no place is called after it."""
    city = graph.value(store, host, "scog:capital") if isinstance(host, ox.NamedNode) else None
    if not isinstance(city, ox.NamedNode):
        return None
    name = labels.label(store, city)
    return city if labels.label(store, meeting).startswith(f"{name} ") else None


def _parts(store: ox.Store, meetings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts of summits, such as a meeting of SCO Plus, with the place of the summit."""
    return [
        {
            **summit,
            "iri": local(part),
            "kind": "part",
            "start": graph.text(store, part, "scog:earliest") or summit["start"],
            "end": graph.text(store, part, "scog:latest") or summit["end"],
        }
        for summit in meetings
        if summit["kind"] == "summit"
        for part in graph.subjects(store, "scog:partOf", graph.term(f"scod:{summit['iri']}"))
        if isinstance(part, ox.NamedNode)
    ]


def holders(store: ox.Store) -> dict[str, list[str]]:
    """The posts that each person held."""
    found: dict[str, list[str]] = {}
    for tenure in graph.instances(store, "scog:Tenure"):
        person = local(graph.value(store, tenure, "scog:holder"))
        post = local(graph.value(store, tenure, "scog:tenureOf"))
        if post not in found.setdefault(person, []):
            found[person].append(post)
    return found


def terms(store: ox.Store) -> dict[str, str]:
    """The days of the one term of each person in each post, where both are known to the day."""
    found: dict[str, set[str]] = {}
    for tenure in graph.instances(store, "scog:Tenure"):
        person = local(graph.value(store, tenure, "scog:holder"))
        post = local(graph.value(store, tenure, "scog:tenureOf"))
        first, begun, end, ended = (
            graph.text(store, tenure, f"scog:{name}")
            for name in ("earliest", "latest", "endEarliest", "endLatest")
        )
        known = len(first) == 10 and len(end) == 10
        span = f"{first}/{end}" if known and first == begun and end == ended else ""
        found.setdefault(f"{person} {post}", set()).add(span)
    return {one: spans.pop() for one, spans in found.items() if len(spans) == 1 and "" not in spans}


def joined(store: ox.Store) -> dict[str, str]:
    """The day on which each state got each status in the SCO, where it is known to the day."""
    found = {}
    for spell in graph.instances(store, "scog:MembershipSpell"):
        if local(graph.value(store, spell, "scog:inBody")) == "sco":
            states = [
                local(graph.value(store, spell, f"scog:{name}")) for name in ("member", "associate")
            ]
            first, last = (
                graph.text(store, spell, f"scog:{name}") for name in ("earliest", "latest")
            )
            if first and first == last:
                status = local(graph.value(store, spell, "scog:status"))
                found[f"{''.join(states)} {status}"] = first
    return found


def independent(store: ox.Store) -> list[str]:
    """The states that became independent in 1991, as those who joined the CIS in that year."""
    found = set()
    for spell in graph.instances(store, "scog:MembershipSpell"):
        joined = graph.text(store, spell, "scog:earliest").startswith("1991")
        if joined and local(graph.value(store, spell, "scog:inBody")) == "cis":
            found.add(local(graph.value(store, spell, "scog:member")))
    return sorted(found - {""})


def founded(store: ox.Store) -> dict[str, str]:
    """The day on which each body was founded, where it is known to the day."""
    found = {}
    for founding in graph.instances(store, "scog:Founding"):
        body = local(graph.value(store, founding, "scog:founded"))
        first, last = (
            graph.text(store, founding, f"scog:{name}") for name in ("earliest", "latest")
        )
        if body and first and first == last:
            found[body] = first
    return found


def regions(store: ox.Store) -> dict[str, list[str]]:
    """The states of each region."""
    found: dict[str, list[str]] = {}
    for state in graph.instances(store, "scog:State"):
        region = graph.value(store, state, "scog:locatedIn")
        if region is not None:
            found.setdefault(local(region), []).append(local(state))
    return {region: sorted(states) for region, states in found.items()}


def capitals(store: ox.Store) -> dict[str, str]:
    """The capital of each state."""
    found = {}
    for state in graph.instances(store, "scog:State"):
        city = graph.value(store, state, "scog:capital")
        if city is not None:
            found[local(state)] = local(city)
    return found


def votes(store: ox.Store) -> dict[str, list[str]]:
    """The missions to each kind of vote, by the English names of the missions."""
    found: dict[str, list[str]] = {}
    for mission in graph.instances(store, "scog:ElectionMission"):
        for name in graph.literals(store, mission, "skos:prefLabel"):
            kinds = _VOTE.findall(name.value) if name.language == "en" else []
            for kind in kinds:
                found.setdefault(kind.lower(), []).append(local(mission))
    return {kind: sorted(missions) for kind, missions in found.items()}


def documents(store: ox.Store) -> dict[str, str]:
    """The year in the IRI of each document, by which documents of one name differ."""
    found = {}
    for thing in graph.instances(store, "scog:Document"):
        years = _YEAR.findall(local(thing))
        found[local(thing)] = years[-1] if years else ""
    return found


def end(store: ox.Store) -> str:
    """The last day of the record of the SCO."""
    return max(
        (
            graph.text(store, one, "scog:coversThrough")
            for one in graph.subjects(store, "scog:coverageOf", graph.term("scod:sco"))
            if not graph.text(store, one, "scog:completeness").endswith("researched")
        ),
        default="",
    )


def heads(store: ox.Store) -> list[str]:
    """The posts of those who head a body."""
    kind = graph.term("scog:post-head-of-body")
    return [local(post) for post in graph.subjects(store, "scog:postKind", kind)]


def signed(store: ox.Store) -> dict[str, str]:
    """The day on which each document was signed or adopted, where one is known to the day."""
    found: dict[str, set[str]] = {}
    for act in graph.instances(store, "scog:DocumentAct"):
        first, last = (graph.text(store, act, f"scog:{name}") for name in ("earliest", "latest"))
        kind = local(graph.value(store, act, "scog:actKind"))
        if kind in ("act-signature", "act-adoption"):
            document = local(graph.value(store, act, "scog:actOn"))
            found.setdefault(document, set()).add(first if first == last else "")
    return {one: days.pop() for one, days in found.items() if len(days) == 1 and "" not in days}


def local(term: graph.Term | None) -> str:
    """The local name of an IRI; empty if there is none."""
    return curie(term.value).partition(":")[2] if isinstance(term, ox.NamedNode) else ""
