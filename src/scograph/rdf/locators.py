"""Places in sources in the language of the reader.

Whoever read a source wrote the place as its heading, in some language: “paragraphs 2 and 5”,
“абзац 3”, “第4段”. What is no such place is a heading of the source itself and stays as it is.
"""

from __future__ import annotations

import re

_NUMBER = r"\d+(?:\s?[-–]\s?\d+| to \d+)?"
_PART = re.compile(
    r"(?:paragraphs?|абзац[а-я]*|параграф[а-я]*|Absatz|párrafos?|段落|պարբերություն)\s?"
    rf"(?P<paragraph>{_NUMBER}(?:(?:, | and | и |、){_NUMBER})*)(?P<cut> \(cut\))?"
    r"|第(?P<zh>\d+(?:[-–]\d+)?(?:(?:, ?|、|，)\d+(?:[-–]\d+)?)*)段"
    r"|(?P<kind>item|no\.|point|пункт|row|section|result|question|list|article|page|caption)"
    r" (?P<number>\d+|[IVX]+)\b"
    rf"|points (?P<points>{_NUMBER} and {_NUMBER})"
    r"|(?P<word>first paragraph|last paragraph|headline|heading|note under the title|title|infobox"
    r"|lead|table|list|список|speech|caption|preamble|序言|letter|dateline|date|place|signatures"
    r"|editor's note|parties)(?!\w)"
    r"|\[(?P<field>Title|Place|Date)\]",
)
_BETWEEN = re.compile(r"(?P<and> and )|, | ")
_LANGUAGES = ("en", "ru", "zh")
_SAME = {
    "no.": "item",
    "point": "item",
    "пункт": "item",
    "список": "list",
    "headline": "heading",
    "序言": "preamble",
}
_WORDS = {
    "first paragraph": ("first paragraph", "первый абзац", "首段"),
    "last paragraph": ("last paragraph", "последний абзац", "末段"),
    "heading": ("heading", "заголовок", "标题"),
    "title": ("title", "заглавие", "题名"),
    "infobox": ("infobox", "карточка", "信息框"),
    "lead": ("lead", "вступление", "导语"),
    "table": ("table", "таблица", "表格"),
    "list": ("list", "список", "列表"),
    "speech": ("speech", "речь", "讲话"),
    "caption": ("caption", "подпись", "图注"),
    "preamble": ("preamble", "преамбула", "序言"),
    "letter": ("letter", "письмо", "信件"),
    "date": ("date", "дата", "日期"),
    "place": ("place", "место", "地点"),
    "dateline": ("dateline", "место и дата сообщения", "电头"),
    "note under the title": ("note under the title", "примечание под заглавием", "题注"),
    "signatures": ("signatures", "подписи", "签署"),
    "editor's note": ("editor’s note", "примечание редакции", "编者按"),
    "parties": ("parties", "стороны", "缔约方"),
}
_NUMBERED = {
    "item": ("item {}", "пункт {}", "第{}项"),
    "row": ("row {}", "строка {}", "第{}行"),
    "section": ("section {}", "раздел {}", "第{}节"),
    "result": ("result {}", "результат {}", "结果{}"),
    "question": ("question {}", "вопрос {}", "问题{}"),
    "list": ("list {}", "список {}", "列表{}"),
    "article": ("article {}", "статья {}", "第{}条"),
    "page": ("page {}", "страница {}", "第{}页"),
    "caption": ("caption {}", "подпись {}", "图注{}"),
}
_POINTS = ("items {}", "пункты {}", "第{}项")
_ONE = ("paragraph {}", "абзац {}", "第{}段")
_SEVERAL = ("paragraphs {}", "абзацы {}", "第{}段")
_CUT = (" (cut)", " (не целиком)", "（节略）")
_COMMA, _AND, _IN_NUMBERS = (", ", ", ", "，"), (" and ", " и ", "和"), (", ", ", ", "、")


def in_language(heading: str, lang: str) -> str | None:
    """The place that a heading stands for; None for a heading of the source itself.

    A place below such a heading follows it.

    >>> in_language("paragraphs 2 and 5", "ru"), in_language("第1-3段", "en")
    ('абзацы 2 и 5', 'paragraphs 1–3')
    >>> in_language("heading and paragraph 4", "zh"), in_language("Background", "zh")
    ('标题和第4段', None)
    >>> in_language("History, paragraph 3", "ru")
    'History, абзац 3'
    """
    code = lang.lower().partition("-")[0]
    which = _LANGUAGES.index(code) if code in _LANGUAGES else 0
    if (whole := _whole(heading, which)) is not None:
        return whole
    for comma in re.finditer(", ", heading):
        below = _whole(heading[comma.end() :], which)
        if below is not None:
            return heading[: comma.start()] + _COMMA[which] + below
    return None


def _whole(heading: str, which: int) -> str | None:
    found, at = "", 0
    while (part := _PART.match(heading, at)) is not None:
        found += _said(part, which)
        at = part.end()
        if at == len(heading):
            return found
        between = _BETWEEN.match(heading, at)
        if between is None:
            return None
        found += (_AND if between["and"] else _COMMA)[which]
        at = between.end()
    return None


def _said(part: re.Match[str], which: int) -> str:
    if numbers := part["paragraph"] or part["zh"]:
        return _paragraphs(numbers, which) + (_CUT[which] if part["cut"] else "")
    if points := part["points"]:
        return _POINTS[which].format(_numbers(points, which))
    if kind := part["kind"]:
        return _NUMBERED[_SAME.get(kind, kind)][which].format(part["number"])
    word = (part["word"] or part["field"]).lower()
    return _WORDS[_SAME.get(word, word)][which]


def _paragraphs(numbers: str, which: int) -> str:
    """Numbers of paragraphs, as “2”, “1–3” or “2 and 5”, in the language with a number."""
    form = _ONE if numbers.isdigit() else _SEVERAL
    return form[which].format(_numbers(numbers, which))


def _numbers(numbers: str, which: int) -> str:
    text = re.sub(r"\s?[-–]\s?| to ", "–", numbers)
    text = re.sub(r" and | и ", "\0", text)
    text = re.sub(r", ?|、|，", _IN_NUMBERS[which], text)
    # In Chinese, the last of several is parted as the others are.
    return text.replace("\0", ("、" if which == 2 else _AND[which]))
