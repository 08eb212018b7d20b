"""Chinese questions as they are written: numerals in characters, blanks to fill in."""

from __future__ import annotations

import re

_DIGITS = {digit: at for at, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL = "[一二三四五六七八九十]"
_DAY = re.compile(f"(?<=年)({_NUMERAL}{{1,2}})月(?:({_NUMERAL}{{1,3}})([日号]))?")
_YEAR = re.compile("[〇零一二三四五六七八九]{4}(?=年)")
# 见过几次面 asks how often they met.
_MET = re.compile("[见会碰](过|了)?(几次|多少次|几回|多少回)(?:面|头)")
# The choices of an examination question, where the question itself says all.
_CHOICES = re.compile(r"[。.;；?？\s]*[(（]?A[)）]?\s*[.、．:：]")
_LETTER = re.compile(r"[;；。\s]*[(（]?[A-H][)）]?\s*[.、．:：]\s*")
_OF_CHOICES = re.compile("下列|以下|下面|哪项|哪一项|不|除|正确|错误")
# 第一 has its own words, such as 第一任.
_ORDINAL = re.compile(f"第(?!一(?!十))({_NUMERAL}{{1,3}})")
_MANY = "[两二三四五六七八九十]"
_COUNTED = re.compile(
    f"(?<![第一二三四五六七八九十])({_MANY}{_NUMERAL}{{0,2}})(?=[个次届任位名场份项座])"
)
# 由____主持 asks who, ____年 which year, in exercises to be filled in.
_BLANK = r"(?:_{2,}|\(\s*\)|\[\s*\]|【\s*】|…{2,}|\?{2,}(?=[年月个次位]))"
_BLANKS = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (f"(?:{_BLANK}年)?{_BLANK}月{_BLANK}日", "哪一天"),
        (f"{_BLANK}年{_BLANK}月", "哪个月"),
        (f"{_BLANK}(?=年)", "哪一"),
        (f"第{_BLANK}(?=[次届])", "第几"),
        (f"{_BLANK}(?=[个次届位名份项])", "几"),
        (f"(?<=由){_BLANK}", "谁"),
        (f"(?<=[在]){_BLANK}", "哪里"),
        (f"(?<=[设位]于){_BLANK}", "哪里"),
        (f"(?<=[见晤替]){_BLANK}|(?<=[见晤替谈]了){_BLANK}", "谁"),
        (_BLANK, ""),
    )
)  # fmt: skip


def parted(text: str) -> tuple[str, list[str]]:
    """A question without its choices, and the choices: `A.北京 B.上海`."""
    found = _CHOICES.search(text)
    if not found or not found.start() or _OF_CHOICES.search(text[: found.start()]):
        return text, []
    choices = _LETTER.split(text[found.start() :])
    return text[: found.start()], [one.strip(" 。?？") for one in choices if one.strip(" 。?？")]


def spelled(text: str) -> str:
    """A question with figures for numerals, and with question words for blanks.

    >>> spelled("二〇一八年六月九日的第十八次峰会在____举行")
    '2018年6月9日的第18次峰会在哪里举行'
    """
    for pattern, word in _BLANKS:
        text = pattern.sub(word, text)
    text = _MET.sub(r"会面\1\2", text)
    text = text.replace("年度", "年").replace("身分", "身份")
    text = _YEAR.sub(lambda found: "".join(str(_DIGITS[digit]) for digit in found[0]), text)
    text = _DAY.sub(_day, text)
    text = _ORDINAL.sub(lambda found: f"第{_number(found[1])}", text)
    return _COUNTED.sub(lambda found: str(_number(found[1])), text)


def _day(found: re.Match[str]) -> str:
    day = f"{_number(found[2])}{found[3]}" if found[2] else ""
    return f"{_number(found[1])}月{day}"


def _number(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
