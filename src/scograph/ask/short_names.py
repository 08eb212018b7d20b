"""Shorter forms by which people know a thing: family names, titles without their brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# Chinese family names of one syllable, as the IRIs of people begin with them.
_FAMILIES = frozenset(
    [
        "hu",
        "jiang",
        "xi",
        "li",
        "wen",
        "zhu",
        "zhang",
        "chen",
        "chi",
        "liu",
        "ren",
        "tan",
        "gong",
        "jin",
    ]
)


def whole(name: str, kind: str, lang: str | None) -> Iterator[str]:
    """Other forms of a name as they stand: the body without its word, the SCO by its full name."""
    if kind == "Document":
        bare = without_brackets(name)
        if bare != name:
            inside = re.sub(r".*[(（](.*)[)）]$", r"\1", name).replace("年", "")
            yield f"{inside} {bare}"
        for start in ("SCO ", "上海合作组织"):
            if bare.startswith(start):
                yield bare.removeprefix(start)
    if kind == "Exercise":
        yield from _exercise(name, lang)
    if kind in ("Body", "Organ") and lang == "zh" and name.startswith("上海合作组织"):
        yield name.replace("上海合作组织", "上合组织", 1)
        yield name.replace("上海合作组织", "上合", 1)
    if kind in ("Document", "Organ") and "SCO" in name:
        yield name.replace("SCO", "Shanghai Cooperation Organisation")


def _exercise(name: str, lang: str | None) -> Iterator[str]:
    """The name of an exercise without its noun, and with its year first."""
    bare = re.sub("[“”]|(?:联合)?(?:反恐)?演习$", "", name) if lang == "zh" else name
    if bare != name:
        yield bare
    short = re.sub("[- ](?:антитеррор|antiterror)(?=[- ])", "", name, flags=re.IGNORECASE)
    if short != name:
        yield short
    series, year = in_series(name)
    if series:
        yield f"{year}年{series}" if lang == "zh" else f"{year} {series}"
        if lang == "ru":
            yield f"{series} {year} года"
            yield f"{series} в {year} году"


def in_series(name: str) -> tuple[str, str]:
    """The name of a series and the year, of an exercise that is one of a series.

    >>> in_series("Peace Mission 2007")
    ('Peace Mission', '2007')
    """
    bare = re.sub("[“”]|(?:联合)?(?:反恐)?演习$", "", name)
    found = re.fullmatch(r"(.*?\w)[\s—–-]*((?:19|20)\d\d)", bare)
    return (found[1], found[2]) if found is not None else ("", "")


def declined(
    name: str, kind: str, value: str, lang: str | None, names: Sequence[str]
) -> Iterator[str]:
    """Shorter names, which are declined as the name itself is.

    >>> list(declined("Hassan Rouhani", "Person", "hassan-rouhani", "en", []))
    ['Rouhani']
    """
    words = name.split(" ")
    if kind == "Person" and len(words) > 1 and lang in ("en", "ru"):
        chinese = len(words) == 2 and in_han_order(value, names)
        family = words[0] if chinese else words[-1]
        if len(family) > 1 and not family.endswith("."):
            yield family
    if kind == "Person" and lang == "zh" and len(name.rpartition("·")[2]) > 1:
        yield name.rpartition("·")[2]
    if kind == "Document" and without_brackets(name).endswith(" ШОС"):
        yield without_brackets(name).removesuffix(" ШОС")
    if kind == "Organ":
        bare = re.sub(r"^SCO | of the SCO$| ШОС$|^上海合作组织", "", name)
        if bare != name and len(bare) > 3 and bare not in ("Forum", "University"):
            yield bare


def without_brackets(name: str) -> str:
    """A title without what stands in brackets at its end."""
    return re.sub(r"\s*[(（].*[)）]$", "", name)


_PERIOD = re.compile(r" (?:for \d{4} ?[–-] ?\d{4}|until \d{4}|of \d{4})$")
_SUBJECT = re.compile(
    r"(Agreement|Convention|Memorandum) on (?:the )?"
    r"((?:facilitating |cooperation (?:and (?:mutual )?\w+ )?(?:in|on) )?"
    r"((?:ensuring |combating |fighting |the field of )?(.*)))",
    re.IGNORECASE,
)
_RATS = "Regional Anti-Terrorist Structure"


def titles(name: str) -> set[str]:
    """Shorter English titles of a document: its kind and its subject.

    >>> sorted(titles("Agreement on Cooperation in Tourism"))
    ['Agreement on Tourism', 'Tourism Agreement']
    """
    bare = _PERIOD.sub("", without_brackets(name).removeprefix("SCO "))
    found = {bare} - {name}
    if _RATS in bare:
        found |= {bare.replace(f"the {_RATS}", "RATS"), bare.replace(_RATS, "RATS")}
    for title in sorted(found | {bare}):
        parts = _SUBJECT.fullmatch(title)
        if parts is not None:
            kind, _, *subjects = parts.groups()
            for subject in {one.removesuffix(" of the SCO") for one in subjects}:
                found |= {f"{kind} on {subject}", f"{subject} {kind}"}
    return {
        one for one in found
        if len(one) <= _SHORT and one != name and not any(part in one for part in _NOT_TYPED)
    }  # fmt: skip


_NOT_TYPED = ("ooperation in", "the Field of", "of the RATS A", "of RATS A")
# Longer ones nobody types.
_SHORT = 45


def in_han_order(value: str, names: Sequence[str]) -> bool:
    """True if the family name of a person comes first, as in `Hu Jintao`."""
    return (
        any(name.replace(" ", "-").lower() == value and name.count(" ") == 1 for name in names)
        and any(re.fullmatch(r"[\u4e00-\u9fff]{2,3}", name) for name in names)
        and value.split("-")[0] in _FAMILIES
    )
