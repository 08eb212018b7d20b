"""Places in sources, however they were written, in the language of the reader."""

from __future__ import annotations

import pytest

from scograph.rdf.locators import in_language


@pytest.mark.parametrize(
    ("heading", "en", "ru", "zh"),
    [
        ("paragraph 4-5", "paragraphs 4–5", "абзацы 4–5", "第4–5段"),
        ("абзац 3", "paragraph 3", "абзац 3", "第3段"),
        ("第2段", "paragraph 2", "абзац 2", "第2段"),
        ("paragraphs 1 to 3", "paragraphs 1–3", "абзацы 1–3", "第1–3段"),
        ("list, no. 3", "list, item 3", "список, пункт 3", "列表，第3项"),
        ("[Title] [Date]", "title, date", "заглавие, дата", "题名，日期"),
        ("infobox", "infobox", "карточка", "信息框"),
        (
            "heading and points 1 and 2",
            "heading and items 1 and 2",
            "заголовок и пункты 1 и 2",
            "标题和第1、2项",
        ),
        (
            "headline and paragraph 1",
            "heading and paragraph 1",
            "заголовок и абзац 1",
            "标题和第1段",
        ),
        ("preamble, parties", "preamble, parties", "преамбула, стороны", "序言，缔约方"),
        (
            "page 3, note under the title",
            "page 3, note under the title",
            "страница 3, примечание под заглавием",
            "第3页，题注",
        ),
        ("Presidents, row 3", "Presidents, row 3", "Presidents, строка 3", "Presidents，第3行"),
    ],
)
def test_in_each_language(heading: str, en: str, ru: str, zh: str) -> None:
    assert [in_language(heading, lang) for lang in ("en", "ru", "zh-Hans")] == [en, ru, zh]


@pytest.mark.parametrize(
    "heading",
    ["Background", "Lists of members", "paragraph on his career", "2003", "table of names"],
)
def test_a_heading_of_the_source_stays(heading: str) -> None:
    assert in_language(heading, "ru") is None
