"""The cases of Russian names, by their endings: made when the lexicon is compiled.

Each form has the cues that it gives: `of` the genitive, `by` the instrumental, `in` the
prepositional. A wrong form costs nothing: nobody writes it.
"""

from __future__ import annotations

Forms = dict[str, set[str]]
_CASES = ("nom", "of", "to", "acc", "by", "in")
# Ending of the nominative, and the endings of the six cases.
_NOUNS = (
    ("ия", ("ия", "ии", "ии", "ию", "ией", "ии")),
    ("ие", ("ие", "ия", "ию", "ие", "ием", "ии")),
    ("ца", ("ца", "цы", "це", "цу", "цей", "це")),
    ("ка", ("ка", "ки", "ке", "ку", "кой", "ке")),
    ("га", ("га", "ги", "ге", "гу", "гой", "ге")),
    ("ха", ("ха", "хи", "хе", "ху", "хой", "хе")),
    ("ша", ("ша", "ши", "ше", "шу", "шей", "ше")),
    ("а", ("а", "ы", "е", "у", "ой", "е")),
    ("я", ("я", "и", "е", "ю", "ей", "е")),
    ("ель", ("ель", "еля", "елю", "еля", "елем", "еле")),
    ("арь", ("арь", "аря", "арю", "аря", "арем", "аре")),
    ("ань", ("ань", "ани", "ани", "ань", "анью", "ани")),
    ("инь", ("инь", "иня", "иню", "инь", "инем", "ине")),
    ("ь", ("ь", "и", "и", "ь", "ью", "и")),
    ("ий", ("ий", "ия", "ию", "ия", "ием", "ии")),
    ("ай", ("ай", "ая", "аю", "ая", "аем", "ае")),
    ("ей", ("ей", "ея", "ею", "ея", "еем", "ее")),
    ("ы", ("ы", "", "ам", "ы", "ами", "ах")),
)
_PLURAL = (
    ("ы", ("ы", "ов", "ам", "ов", "ами", "ах")),
    ("и", ("и", "ов", "ам", "и", "ами", "ах")),
)
_ADJECTIVES = (
    ("ский", ("ский", "ского", "скому", "ского", "ским", "ском")),
    ("ская", ("ская", "ской", "ской", "скую", "ской", "ской")),
    ("ское", ("ское", "ского", "скому", "ское", "ским", "ском")),
    ("ые", ("ые", "ых", "ым", "ые", "ыми", "ых")),
    ("ие", ("ие", "их", "им", "ие", "ими", "их")),
    ("ый", ("ый", "ого", "ому", "ый", "ым", "ом")),
    ("ий", ("ий", "его", "ему", "ий", "им", "ем")),
    ("ой", ("ой", "ого", "ому", "ой", "ым", "ом")),
    ("ая", ("ая", "ой", "ой", "ую", "ой", "ой")),
    ("яя", ("яя", "ей", "ей", "юю", "ей", "ей")),
    ("ое", ("ое", "ого", "ому", "ое", "ым", "ом")),
)
_SURNAMES = (
    ("ова", ("ова", "овой", "овой", "ову", "овой", "овой")),
    ("ева", ("ева", "евой", "евой", "еву", "евой", "евой")),
    ("ина", ("ина", "иной", "иной", "ину", "иной", "иной")),
    *(
        (end, (end, end + "а", end + "у", end + "а", end + "ым", end + "е"))
        for end in ("ов", "ев", "ёв", "ин", "ын")
    ),
)
_VOWELS = "оеэиуюыё"
_CONSONANT = ("", "а", "у", "а", "ом", "е")


def thing(name: str) -> Forms:
    """The forms of the name of a thing: its adjectives and its first noun are declined."""
    words = name.split(" ")
    for at, word in enumerate(words):
        if _by_ending(word.lower(), _ADJECTIVES) is None or at == len(words) - 1:
            break
    declined = [_word(word, _ADJECTIVES) for word in words[:at]]
    declined.append(_word(words[at], _NOUNS))
    rest = words[at + 1 :]
    return _joined(declined, rest)


def person(name: str) -> Forms:
    """The forms of a person's name: all its words are declined, or the last alone."""
    words = name.split(" ")
    tables = [_NOUNS] * (len(words) - 1) + [_SURNAMES + _ADJECTIVES + _NOUNS]
    found = _joined([_word(word, table) for word, table in zip(words, tables, strict=True)], [])
    if len(words) == 2:
        # Of a Chinese name only the last word is declined: `Чжан Мину`.
        given = [(words[0],) * 6, _word(words[1], tables[1])]
        for form, cases in _joined(given, []).items():
            found.setdefault(form, set()).update(cases)
    return found


def _joined(declined: list[tuple[str, ...]], rest: list[str]) -> Forms:
    found: Forms = {}
    for at, case in enumerate(_CASES):
        form = " ".join([*(one[at] for one in declined), *rest])
        found.setdefault(form, set()).add(case)
    return found


def _word(word: str, table: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    low = word.lower()
    found = None if word.isupper() else _by_ending(low, table)
    if found is not None:
        return tuple(word[: len(word) - len(found[0])] + end for end in found[1])
    if low[-1:] in _VOWELS or word.isupper() or not low[-1:].isalpha():
        return (word,) * 6
    last = "ем" if low[-1] in "жшчщц" else "ом"
    return tuple(word + (last if end == "ом" else end) for end in _CONSONANT)


def _by_ending(
    word: str, table: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[str, tuple[str, ...]] | None:
    for end, forms in table:
        if word.endswith(end) and len(word) > len(end) + 1:
            return end, forms
    return None
