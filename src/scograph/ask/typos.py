"""Words with one wrong letter, where only one word can be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

# Shorter words have too many neighbours: Iraq and Iran.
SHORTEST = 5


def vocabulary(phrases: Iterable[str]) -> dict[str, list[str]]:
    """The words of all phrases that are long enough, by their first letter."""
    found: dict[str, list[str]] = {}
    for word in sorted({word for phrase in phrases for word in phrase.split(" ")}):
        if len(word) >= SHORTEST and word.isalpha():
            found.setdefault(word[0], []).append(word)
    return found


def correction(word: str, vocabulary: Mapping[str, Sequence[str]]) -> str | None:
    """The known word that differs in one letter; None if there is none, or several.

    >>> correction("sumit", {"s": ["summit", "signed"]})
    'summit'
    """
    if len(word) < SHORTEST or not word.isalpha():
        return None
    right = {
        known
        for known in vocabulary.get(word[0], ())
        if abs(len(known) - len(word)) < 2 and len(known) >= SHORTEST and _one_apart(word, known)
    }
    # A missing or doubled letter is a typo; another letter in a short word may be another word.
    if len(word) < SHORTEST + 2:
        right = {known for known in right if len(known) != len(word)}
    return right.pop() if len(right) == 1 else None


def _one_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        differing = [at for at in range(len(one)) if one[at] != other[at]]
        if len(differing) == 2:
            at, then = differing
            return then == at + 1 and one[at] == other[then] and one[then] == other[at]
        return len(differing) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
