"""The words between the statements of a reason, by the language of the reader."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """`inferred` takes a rule; `against` a value that a source gives instead."""

    inferred: str
    unsourced: str
    claimed: str
    against: str
    sources: str


_WORDS = {
    "en": Words("inferred by {}", "asserted; no claim names a source for it",
                "The graph does not hold this; a source says it:", "against it: {}", "Sources"),
    "ru": Words("выведено по правилу {}", "записано; ни одно утверждение не называет источника",
                "В графе этого нет; так говорит источник:", "против: {}", "Источники"),
    "zh": Words("由规则{}推得", "直接记录；没有论断为其指明来源",
                "图谱不采用此说；有来源如此陈述：", "与之相反：{}", "来源"),
}  # fmt: skip


def words(lang: str) -> Words:
    """The words for a language; the English ones for others.

    >>> words("ru-RU").sources
    'Источники'
    """
    return _WORDS.get(lang.partition("-")[0].lower(), _WORDS["en"])
