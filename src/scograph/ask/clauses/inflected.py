"""What only the endings of words say: whom somebody replaced, of whom they were the successor."""

from __future__ import annotations

from typing import Any

from scograph.ask.reading import Item, Sense

_TURNED = {"succeed": "precede", "precede": "succeed"}
# Question words in a case that is not that of the subject.
_OBLIQUE = ("кого", "кому", "чьим", "чьей", "чей", "чья", "чему", "какого", "какому", "какую")
_WHOM = ("кого", "какого", "какую")
_REPLACING = ("замен", "замещ", "подмен")
# Words with a subject that came before or after another.
_FOLLOWING = (
    "смен", "замен", "преем", "правопреем", "наслед", "унаслед", "предшеств", "предтеч", "продолж",
)  # fmt: skip


def turned(items: list[Item]) -> list[Item]:
    """`Кого сменил Норов` as who was before him; `кто сменил Норова` stays who came after him."""
    asked = next((at for at, one in enumerate(items) if _oblique(items, at)), -1)
    if asked < 0:
        return items
    found = []
    for one in items:
        words = [sense.value for sense in one.of("word") if sense.value in _TURNED]
        if words and one.text.lower().startswith(_FOLLOWING) and _acts(items, items[asked]):
            senses = [Sense("word", _TURNED[words[0]])]
            found.append(Item(one.start, one.end, one.text, senses, one.cues))
        elif one.means("instead") and one.text.lower().startswith(_REPLACING):
            # Whom somebody stood in for is not asked of any query.
            found.append(Item(one.start, one.end, one.text, [], one.cues))
        else:
            found.append(one)
    return found


def _oblique(items: list[Item], at: int) -> bool:
    """True for a word such as `кого`, or `какой` before a noun in the genitive or the dative."""
    word = items[at].text.lower()
    following = items[at + 1].text.lower() if at + 1 < len(items) else ""
    noun = word == "какой" and following.endswith(("ии", "ы", "е")) and len(following) > 2
    return (word in _OBLIQUE or noun) and items[at].means("who", "what", "which")


def _acts(items: list[Item], asked: Item) -> bool:
    """True if the person or body that is named did it, or is it: `преемником кого стал Норов`."""
    names = [one for one in items if one.of("Person", "Body") and not one.of("Post")]
    chosen = any(one.means("begin") for one in items) and asked.text.lower() in _WHOM
    if any("nom" in one.cues for one in names):
        # `Кого избрали преемником Моди`: a name without cases may stand in any.
        return not chosen or any(one.cues == {"nom"} for one in names)
    return any(one.cues == {"by"} for one in names)


def of_which_state(items: list[Item]) -> list[Item]:
    """`Глава какого государства` as the person of which state."""
    found = []
    for at, one in enumerate(items):
        after = items[at + 1 : at + 3]
        asked = len(after) == 2 and after[0].means("which") and after[1].means("state")
        if asked and one.means("served") and one.of("Role"):
            one = Item(one.start, one.end, one.text, [Sense("word", "person")], one.cues)
        found.append(one)
    return found


def without_signers(items: list[Item]) -> list[Item]:
    """`Какие документы подписали страны ШОС` without the states, whose body says the same."""
    if len(items) < 2 or not any(one.means("sign", "adopt") for one in items):
        return items
    first, second = items[:2]
    named = any(one.of("Document") for one in items)
    if second.means("state") and named and len(items) > 2 and _is_sco(items[2]):
        # `Какие страны ШОС подписали Хартию`: the SCO is not who signed.
        return [*items[:2], *items[3:]]
    documents = second.means("document", "sign", "adopt") or bool(second.of("Kind"))
    which = first.means("which", "what", "howmany", "list") and documents
    if not which and not (first.means("when", "where") and named):
        return items
    return [
        one for at, one in enumerate(items)
        if not (at and _members(one) and at + 1 < len(items) and _is_sco(items[at + 1]))
    ]  # fmt: skip


def _members(one: Item) -> bool:
    member = any(sense.value == "status-member" for sense in one.of("Status"))
    return one.means("state", "leaders", "person") or member


def _is_sco(one: Item) -> bool:
    return bool(one.of("Body")) and all(sense.value == "sco" for sense in one.senses)


def kinds_of_state(items: list[Item]) -> list[Item]:
    """`Страны-наблюдатели` as the observers, where the states are not what is asked for."""
    found = []
    for at, one in enumerate(items):
        after = items[at + 1] if at + 1 < len(items) else None
        asked = at == 0 or items[at - 1].means("which", "what", "who", "howmany", "list")
        alone = [sense.value for sense in one.senses] == ["state"] and not asked
        if alone and after and after.start == one.end + 1 and after.of("Status"):
            after.cues = one.cues if one.cues - {"bare"} else after.cues
            continue
        found.append(one)
    return found


def without_their_state(items: list[Item], lexicon: dict[str, Any]) -> list[Item]:
    """`Whom did India send instead of Modi` without India, which Modi says too."""
    at = next((n for n, one in enumerate(items) if one.means("instead")), -1)
    people = [one for one in items[at + 1 :] if one.of("Person")] if at >= 0 else []
    states = [one for one in items if one.of("State")]
    if len(people) != 1 or len(states) != 1:
        return items
    led = {
        lexicon["posts"][post][0]
        for sense in people[0].of("Person")
        for post in lexicon["holders"].get(sense.value, ())
    }
    same = led == {sense.value for sense in states[0].of("State")}
    return [one for one in items if not same or one is not states[0]]
