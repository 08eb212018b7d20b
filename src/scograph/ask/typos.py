"""Words with a wrong letter, or two in a long word, where only one word can be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

# Shorter words have too many neighbours: Iraq and Iran.
SHORTEST = 5
# In words of so many letters two may be wrong.
LONG = 9


def vocabulary(phrases: Iterable[str]) -> dict[str, list[str]]:
    """The words of all phrases that are long enough, by their first letter."""
    found: dict[str, list[str]] = {}
    for word in sorted({word for phrase in phrases for word in phrase.split(" ")}):
        if len(word) >= SHORTEST and word.isalpha():
            found.setdefault(word[0], []).append(word)
    return found


def correction(word: str, vocabulary: Mapping[str, Sequence[str]]) -> str | None:
    """The known word that is nearest; None if there is none, or several are as near.

    A letter that should be double, or should not, is the likeliest mistake.

    >>> correction("sumit", {"s": ["summit", "signed"]})
    'summit'
    >>> correction("atended", {"a": ["amended", "attended"]})
    'attended'
    """
    if len(word) < SHORTEST or not word.isalpha():
        return None
    known_here = vocabulary.get(word[0], ())
    if word in known_here:
        # Part of a phrase of which another word is wrong.
        return None
    near = [known for known in known_here if abs(len(known) - len(word)) < 3]
    double = {known for known in near if known != word and _single(known) == _single(word)}
    # A missing letter is a typo; another letter in a short word may be another word.
    one = {
        known for known in near
        if _one_apart(word, known) and (len(word) > SHORTEST + 1 or len(known) != len(word))
    }  # fmt: skip
    two = {known for known in near if len(word) >= LONG and _apart(word, known) == 2}
    right = next((found for found in (double, one, two) if found), set())
    return right.pop() if len(right) == 1 else None


def between(before: str, word: str, after: str, phrases: Iterable[str]) -> str | None:
    """The word of a phrase that one letter of a short word is wrong in, as in `how mant times`.

    >>> between("how", "mant", "times", ["how many times", "how long"])
    'many'
    """
    right = {
        known
        for phrase in phrases
        for before_it, known, after_it in _threes(phrase.split(" "))
        if (before_it, after_it) == (before, after) and _one_apart(word, known)
    }
    return right.pop() if len(right) == 1 else None


def _threes(words: list[str]) -> Iterable[tuple[str, str, str]]:
    return zip(words, words[1:], words[2:], strict=False)


def _single(word: str) -> str:
    return "".join(one for at, one in enumerate(word) if word[at - 1 : at] != one)


def _one_apart(one: str, other: str) -> bool:
    return one != other and abs(len(one) - len(other)) < 2 and _apart(one, other) == 1


def _apart(one: str, other: str) -> int:
    """How many letters differ, are missing or stand in the wrong order; 3 for more than two."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if max(len(one), len(other)) > 8 or abs(len(one) - len(other)) > 2:
        return 3
    rows = [list(range(len(other) + 1))]
    for at, letter in enumerate(one, 1):
        row = [at]
        for then, known in enumerate(other, 1):
            cost = min(
                rows[-1][then] + 1, row[-1] + 1, rows[-1][then - 1] + (letter != known)
            )  # fmt: skip
            if at > 1 and then > 1 and letter == other[then - 2] and known == one[at - 2]:
                cost = min(cost, rows[-2][then - 2] + 1)
            row.append(cost)
        rows.append(row)
    return min(rows[-1][-1], 3)
