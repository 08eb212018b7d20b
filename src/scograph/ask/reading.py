"""From text to items: the words of a question mapped to what they mean.

The segmentation with the fewest items wins, and every word is in one of them. An item may still
have several senses; what surrounds it (`cues`) helps to choose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from scograph.ask import calendar
from scograph.ask.senses import patterns, phrases, senses_of
from scograph.names.resolve import fold

# Letters and figures that stand together; an accent may be among them.
_RUN = re.compile(r"[^\W_]+(?:\u0301[^\W_]*)*")
# A negation at the end asks: `莫迪来过没有？`
_FINAL = re.compile(r"^((?:(?![谁哪几什何多]).)*[过了](?:(?![谁哪几什何多]).)*)没有?(?=[?。]?$)")
# `Wasn't India a member?` asks what `Was India a member?` asks.
_NEGATED = re.compile(r"^(is|are|was|were|did|does|do|has|have|had)n['’]t\b", re.IGNORECASE)
# `India joined in 2017, right?`
_TAG = re.compile(
    r"^(.*\w)\s*,\s*(?:right|correct|is that so|(?:is|was|did|does|has)n['’]t (?:it|he|she|that))"
    r"\s*\?+\s*$",
    re.IGNORECASE,
)
_UNKNOWN = 1000
_MISSPELT = 5
# More words than this are no question; the time of everything below is bounded by it.
LONGEST = 200


class Sense(NamedTuple):
    """One meaning of a phrase: its kind, its value, and the cues that its form gives."""

    kind: str
    value: str
    cues: frozenset[str] = frozenset()


class Token(NamedTuple):
    """A folded word, and where it is in the text."""

    word: str
    start: int
    end: int


class Item:
    """A phrase of the question with what it may mean; `cues` say how it is joined to the others."""

    start: int
    end: int
    text: str
    senses: list[Sense]
    cues: set[str]
    optional: bool = False

    def __init__(
        self, start: int, end: int, text: str, senses: list[Sense], cues: set[str] | None = None
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.senses = senses
        self.cues = set() if cues is None else cues

    def of(self, *kinds: str) -> list[Sense]:
        """The senses of these kinds."""
        return [sense for sense in self.senses if sense.kind in kinds]

    def means(self, *concepts: str) -> bool:
        """True if one of the senses is one of these words of questions."""
        return any(
            concept in sense.value.split("+") for sense in self.of("word") for concept in concepts
        )


class Reading(NamedTuple):
    """The items of a question in order, its language, and what was not understood."""

    text: str
    lang: str
    items: list[Item]
    unknown: list[Item]
    corrected: list[tuple[str, str]]
    asks: bool


def read(text: str, lexicon: dict[str, Any]) -> Reading:
    """The reading of a question."""
    text = unicodedata.normalize("NFKC", text)
    lang = language(text)
    if lang == "zh":
        # Only Chinese questions need its patterns.
        from scograph.ask import han

        text = "".join(lexicon["traditional"].get(letter, letter) for letter in text)
        stem, choices = han.parted(text)
        if choices and all(_is_name(choice, lexicon) for choice in choices):
            text = stem
        text = han.spelled(_FINAL.sub(r"\1吗", text))
    text = _NEGATED.sub(r"\1", _TAG.sub(r"Is it true that \1?", text))
    tokens = _tokens(text)
    found, corrected = _segmented(tokens, lexicon, text)
    asks = _yes_or_no(tokens, text, lang, found)
    items, unknown = _items(found, tokens, text, lang)
    return Reading(text, lang, items, unknown, corrected, asks)


def _is_name(text: str, lexicon: dict[str, Any]) -> bool:
    """True if a text is a name or a date and nothing else."""
    found = _cheapest([token.word for token in _tokens(text)], lexicon)
    kinds = {sense.kind for _, _, senses in found for sense in senses}
    return len(found) == 1 and bool(kinds & (_NAMES | {"date", "number"}))


def language(text: str) -> str:
    """`zh`, `ru` or `en`, by the letters of the text."""
    if any(map(_is_han, text)):
        return "zh"
    cyrillic = sum("а" <= letter <= "я" or letter == "ё" for letter in text.lower())
    latin = sum("a" <= letter <= "z" for letter in text.lower())
    return "ru" if cyrillic and cyrillic >= latin else "en"


def _is_han(letter: str) -> bool:
    # A class of a regular expression with so many characters takes longer to make than a parse.
    return "\u3400" <= letter <= "\u9fff"


def _tokens(text: str) -> list[Token]:
    found = []
    for run in _RUN.finditer(text):
        for start, end in _parts(run[0]):
            word = fold(run[0][start:end]).replace(" ", "")
            if word:
                found.append(Token(word, run.start() + start, run.start() + end))
    return found[: LONGEST + 1]


def _parts(run: str) -> Iterator[tuple[int, int]]:
    """Where words, numbers and Chinese characters begin and end in a run of letters and figures."""
    start = 0
    for at in range(1, len(run) + 1):
        if at == len(run) or _is_han(run[at]) or _is_han(run[at - 1]) or (
            run[at].isdecimal() is not run[at - 1].isdecimal()
        ):  # fmt: skip
            yield start, at
            start = at


def _segmented(
    tokens: list[Token], lexicon: dict[str, Any], text: str
) -> tuple[list[tuple[int, int, list[Sense]]], list[tuple[str, str]]]:
    """The cheapest row of phrases; words with one wrong letter are corrected first."""
    words = [token.word for token in tokens]
    best = _cheapest(words, lexicon)
    corrected: list[tuple[str, str]] = []
    unknown = [start for start, _, senses in best if not senses]
    if 0 < len(unknown) <= _MISSPELT:
        from scograph.ask import typos

        if "vocabulary" not in lexicon:
            lexicon["vocabulary"] = typos.vocabulary(phrases(lexicon))
        for start in unknown:
            better = typos.correction(words[start], lexicon["vocabulary"])
            if not better and words[start].isalpha() and 2 < len(words[start]) < typos.SHORTEST:
                before, after = (*words[start - 1 : start], "")[0], (*words[start + 1 :], "")[0]
                better = typos.between(before, words[start], after, phrases(lexicon, before))
            if better:
                corrected.append((text[tokens[start].start : tokens[start].end], better))
                words[start] = better
    return (_cheapest(words, lexicon) if corrected else best), corrected


def _cheapest(words: list[str], lexicon: dict[str, Any]) -> list[tuple[int, int, list[Sense]]]:
    count = len(words)
    cost = [0.0] + [float("inf")] * count
    came: list[tuple[int, list[Sense]]] = [(0, [])] * (count + 1)
    for at in range(count):
        if cost[at] == float("inf"):
            continue
        for end, senses in _starting(words, at, lexicon):
            price = cost[at] + (10 if senses else _UNKNOWN) - (end - at) * 0.01
            if all(sense.kind == "ignore" for sense in senses) and senses:
                price += 0.5 * (end - at)
            if price < cost[end]:
                cost[end] = price
                came[end] = (at, senses)
    found = []
    at = count
    while at:
        start, senses = came[at]
        found.append((start, at, senses))
        at = start
    return found[::-1]


def _starting(words: list[str], at: int, lexicon: dict[str, Any]) -> list[tuple[int, list[Sense]]]:
    found: dict[int, list[Sense]] = {}
    phrase = ""
    for end in range(at + 1, min(len(words), at + lexicon["longest"]) + 1):
        phrase = f"{phrase} {words[end - 1]}" if phrase else words[at]
        for kind, value, cues in senses_of(phrase, lexicon):
            found.setdefault(end, []).append(Sense(kind, value, cues))
    word = words[at]
    for cut in range(2, len(word) + 1):
        for pattern, one in patterns(word[:cut], lexicon):
            end = at + len(pattern)
            if end <= len(words) and all(map(_fits, pattern, words[at:end])):
                sense = Sense(*one)
                if sense not in found.setdefault(end, []):
                    found[end].append(sense)
    if word.isdigit() and len(word) < 3 and at + 1 < len(words) and words[at + 1] in _ORDINAL:
        found.setdefault(at + 2, []).append(Sense("ordinal", word))
    if word == "第" and at + 1 < len(words) and words[at + 1].isdigit():
        end = at + 2 + (at + 2 < len(words) and words[at + 2] in _COUNTERS)
        found.setdefault(end, []).append(Sense("ordinal", words[at + 1]))
    if word.isdigit() and len(word) < 4 and at + 1 < len(words) and words[at + 1] in _COUNTERS:
        found.setdefault(at + 2, []).append(Sense("number", word))
    for end, first, last in calendar.starting(words, at, lexicon):
        found.setdefault(end, []).append(Sense("date", f"{first}/{last}"))
    if at + 1 not in found:
        found[at + 1] = [Sense("number", word)] if word.isdigit() and len(word) < 4 else []
    return list(found.items())


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


# What stands between a Chinese number and the noun.
_COUNTERS = frozenset("次届任个位名场份项座种")
# What stands after a figure that is an ordinal: 14th, 3-й.
_ORDINAL = {"st", "nd", "rd", "th", "и", "го", "м", "ом", "му", "ю", "я", "е"}
_AUXILIARY = {
    "did", "does", "do", "is", "are", "was", "were", "has", "have", "had", "isn", "wasn", "aren",
    "weren", "didn", "don", "doesn", "hasn", "haven",
}  # fmt: skip


def _yes_or_no(
    tokens: list[Token], text: str, lang: str, found: list[tuple[int, int, list[Sense]]]
) -> bool:
    if not tokens:
        return False
    if lang == "en" and tokens[0].word in _AUXILIARY:
        return True
    said = {
        word
        for _, _, senses in found
        for sense in senses
        if sense.kind == "word"
        for word in sense.value.split("+")
    }
    asked = said & _ASKING or any(
        token.word.startswith(_INTERROGATIVE) and not _than(tokens, at)
        for at, token in enumerate(tokens)
    )
    return "yesno" in said or (
        lang == "ru" and text.rstrip().endswith("?") and not asked and any(map(_subject, found))
    )


def _than(tokens: list[Token], at: int) -> bool:
    """True for the word after a comparative: `раньше, чем`."""
    return bool(at) and tokens[at].word == "чем" and tokens[at - 1].word in _COMPARATIVES


_COMPARATIVES = (
    "раньше",
    "позже",
    "позднее",
    "ранее",
    "прежде",
    "больше",
    "меньше",
    "чаще",
    "реже",
)
# Russian words that ask, also where they are part of a phrase: `какой процент`.
_INTERROGATIVE = (
    "кто", "кого", "кому", "кем", "чеи", "чья", "чье", "чьи", "чего", "чем", "каки",
    "како", "кака", "каку", "скольк", "где", "куда", "откуда", "зачем", "почему",
)  # fmt: skip
# With one of these a question is none of yes or no: `Индия кто был премьер?`
_ASKING = {
    "who", "what", "which", "where", "when", "howmany", "howoften", "howlong", "howdays", "list",
    "everyone", "date", "first", "last", "most", "fewest", "longest", "shortest",
}  # fmt: skip


def _subject(part: tuple[int, int, list[Sense]]) -> bool:
    """True for a state or a person in the nominative: `Индия вступила в 2015 году?`"""
    names = [sense for sense in part[2] if sense.kind in ("State", "Person")]
    return bool(names) and all(sense.cues == {"nom"} for sense in names)


_NAMES = {
    "State", "Person", "Body", "Organ", "City", "Region", "Summit", "Session", "Exercise",
    "Document", "Post", "Role", "Council", "Ministers", "Status",
    "Capacity", "Kind", "Measure", "outside",
}  # fmt: skip
MEETING_NOUNS = ("summit", "session", "meet")


def _items(
    found: list[tuple[int, int, list[Sense]]], tokens: list[Token], text: str, lang: str
) -> tuple[list[Item], list[Item]]:
    items: list[Item] = []
    unknown: list[Item] = []
    cue, indefinite, paused = "", False, False
    last_end = 0
    for start, end, senses in found:
        first, last = tokens[start].start, tokens[end - 1].end
        item = Item(first, last, text[first:last], senses)
        paused |= any(map(text[last_end:first].count, ",;，；、:")) and tokens[start].word != "s"
        ranged = start and text[last_end:first].strip() in ("-", "–", "—")
        last_end = last
        if not senses:
            unknown.append(item)
            cue = ""
            continue
        if items and tokens[start].word == "s" and end == start + 1 and lang == "en":
            if items[-1].of(*_NAMES) and items[-1].end == first - 1:
                items[-1].cues.discard("bare")
                items[-1].cues.add("of")
            continue
        cues = [sense.value for sense in senses if sense.kind == "cue"]
        item.senses = [sense for sense in senses if sense.kind not in ("cue", "ignore")]
        item.optional = any(sense.kind == "ignore" for sense in senses)
        after = [value.removesuffix("-after") for value in cues if value.endswith("-after")]
        if after and items and items[-1].of(*_NAMES, "date") and not item.senses:
            items[-1].cues.discard("bare")
            items[-1].cues.update(after)
            continue
        cues = [value for value in cues if not value.endswith("-after")]
        if not item.senses:
            cue = cues[0] if cues else cue
            indefinite |= tokens[start].word in ("a", "an") and end == start + 1
            continue
        if indefinite:
            item.cues.add("any")
            # `An SCO summit`: the article is that of the noun.
            indefinite = bool(item.of("Body"))
        form = set().union(*(sense.cues for sense in item.senses)) if cue == "" else set()
        item.cues |= {cue} if cue else form or {"bare"}
        if cues:
            item.cues.add(f"or-{cues[0]}")
        if ranged and items and items[-1].of("date") and item.of("date"):
            item.cues.add("to")
        cue = ""
        if items and items[-1].end >= first - 1 and item.means(*MEETING_NOUNS):
            items[-1].cues.add("meet")
        if paused:
            item.cues.add("pause")
            paused = False
        items.append(item)
    return items, unknown
