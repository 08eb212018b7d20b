"""Dates of the graph as words for readers, in the long form of CLDR, and such words as dates."""

from __future__ import annotations

import re
import unicodedata

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
_YEAR = r"(?P<year>[0-9]{4})(?: ?(?:г\.?|года?))?"
_NAME = r"(?P<month>[^\W\d_]+)\.?"
_NUMBER, _OF_MONTH = r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"
# Years, months and days as readers of the three languages write them.
_WRITTEN = tuple(
    re.compile(form)
    for form in (
        _YEAR,
        rf"{_NAME},? {_YEAR}",
        rf"{_OF_MONTH}(?:st|nd|rd|th)?(?: of)? {_NAME},? {_YEAR}",
        rf"{_NAME} {_OF_MONTH}(?:st|nd|rd|th)?,? {_YEAR}",
        rf"(?:{_OF_MONTH}\.)? ?{_NUMBER}\. ?{_YEAR}",
        rf"(?P<year>[0-9]{{4}})([-./]){_NUMBER}(?:\2{_OF_MONTH})?",
        rf"(?P<year>[0-9]{{4}}) ?年(?: ?{_NUMBER} ?月(?: ?{_OF_MONTH} ?[日号])?)?",
    )
)
# Chinese has no space before a day.
_DAY = re.compile(r"(?<![\w/-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w/-])", re.ASCII)


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

    >>> within("The record reaches to 2025-12-31.", "en"), within("收录截至2025-12-31。", "zh")
    ('The record reaches to 31 December 2025.', '收录截至2025年12月31日。')
    """
    return ended(_DAY.sub(lambda found: in_words(found[0], lang), sentence))


def ended(sentence: str) -> str:
    """A sentence with one full stop where a Russian date has one at its end.

    >>> ended("Записи доведены до 31 декабря 2025 г..")
    'Записи доведены до 31 декабря 2025 г.'
    """
    return sentence.replace(" г..", " г.")


def read(text: str) -> str:
    """A date that a reader writes in words or numbers, as ISO 8601; any other text unchanged.

    A day and a month in numbers between slashes may be read in two ways, and stay as they are.

    >>> read("June 2004"), read("17.06.2004"), read("17 июня 2004 г."), read("2004年6月")
    ('2004-06', '2004-06-17', '2004-06-17', '2004-06')
    >>> read("06/07/2004"), read("next June")
    ('06/07/2004', 'next June')
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    for form in _WRITTEN:
        found = form.fullmatch(plain)
        if found is None:
            continue
        parts = {"month": "", "day": "", **found.groupdict()}
        month, day = _month(parts["month"] or ""), parts["day"] or ""
        if month is not None:
            return "-".join(filter(None, (parts["year"], month, day and f"{int(day):02d}")))
    return text


def _month(text: str) -> str | None:
    """The two digits of a month by its number or name; None if it is no month."""
    if text.isdigit() or not text:
        return f"{int(text):02d}" if text else ""
    found = {
        place
        for names in _MONTHS.values()
        for place, name in enumerate(names, 1)
        if name.lower() == text or (len(text) >= 3 and name.lower().startswith(text))
    }
    return f"{found.pop():02d}" if len(found) == 1 else None


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
