"""Dates of the graph as words for readers, in the long form of CLDR, such as 17 June 2004."""

from __future__ import annotations

import re

_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
    # In a date, and alone.
    "ru": (
        *("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа"),
        *("сентября", "октября", "ноября", "декабря"),
    ),
    "ru alone": (
        *("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август"),
        *("сентябрь", "октябрь", "ноябрь", "декабрь"),
    ),
}
# A day between two days, by a day, and from a day on: what is known of when it was.
_FORMS = {
    "en": ("between {} and {}", "{} or earlier", "{} or later"),
    "ru": ("между датами: {} – {}", "{} или раньше", "{} или позже"),
    "zh": ("{}至{}之间", "{}或更早", "{}或更晚"),
}
_ONE = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_DATE = re.compile(rf"(?:{_ONE}|\.\.)(?:/(?:{_ONE}|\.\.))?")
_DAY = re.compile(r"(?<![\w/-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w/-])")


def is_date(text: str) -> bool:
    """True if a text is a date as the graph has it: a day, a month, a year, or two ends.

    >>> is_date("2004-06"), is_date("../2018-06-20"), is_date("Tashkent summit 2004")
    (True, True, False)
    """
    return bool(_DATE.fullmatch(text))


def in_words(text: str, lang: str) -> str:
    """A date in the words of a language; any other text unchanged.

    >>> in_words("2004-06-17", "en"), in_words("2004-06", "ru"), in_words("2004-06-17", "zh")
    ('17 June 2004', 'июнь 2004 г.', '2004年6月17日')
    >>> in_words("2008-01-01/2008-07-26", "en"), in_words("../2018-06-20", "ru")
    ('between 1 January 2008 and 26 July 2008', '20 июня 2018 г. или раньше')
    """
    if not is_date(text):
        return text
    first, _, last = text.partition("/")
    between, earlier, later = _FORMS.get(lang, _FORMS["en"])
    if first == ".." and last in ("..", ""):
        return text
    if not last or first == last:
        return _one(first, lang)
    if first == "..":
        return earlier.format(_one(last, lang))
    if last == "..":
        return later.format(_one(first, lang))
    return between.format(_one(first, lang), _one(last, lang))


def within(sentence: str, lang: str) -> str:
    """A sentence with its days in words.

    >>> within("The record reaches to 2025-12-31.", "en")
    'The record reaches to 31 December 2025.'
    """
    return _DAY.sub(lambda found: in_words(found[0], lang), sentence)


def _one(date: str, lang: str) -> str:
    year, *rest = date.split("-")
    numbers = [int(part) for part in rest]
    if not all(numbers) or (numbers and numbers[0] > 12):
        return date
    if lang == "zh":
        return "".join(
            f"{number}{unit}" for number, unit in zip([year, *numbers], "年月日", strict=False)
        )
    end = " г." if lang == "ru" and numbers else ""
    if not numbers:
        return year
    alone = lang == "ru" and len(numbers) == 1
    month = _MONTHS["ru alone" if alone else lang if lang in _MONTHS else "en"][numbers[0] - 1]
    day = f"{numbers[1]} " if len(numbers) > 1 else ""
    return f"{day}{month} {year}{end}"
