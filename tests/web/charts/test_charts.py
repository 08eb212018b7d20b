"""The charts: drawn from the shipped graph and from one that means ill, with right tables.

The expected answers were read in the graph by hand, not taken from the charts.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from scograph.errors import UsageError
from scograph.store import cache
from scograph.web.charts import CHARTS, Chart, data
from scograph.web.charts import rows as charts_rows
from scograph.web.charts.canvas import COLOURS
from scograph.web.charts.years import Bar
from scograph.web.pages.explorer import Explorer
from scograph.web.pages.links import LANGUAGES, Addresses, Page

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {
    "svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "circle", "text",
}  # fmt: skip
EACH = list(product(CHARTS, LANGUAGES))
HOSTILE = Path(__file__).parents[2] / "corpora" / "hostile.ttl"


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return cache.open()


@pytest.fixture(scope="module")
def hostile() -> ox.Store:
    found = ox.Store()
    found.bulk_load(path=str(HOSTILE), format=ox.RdfFormat.TURTLE, lenient=True)
    return found


def rows(graph: ox.Store, name: str, **given: str) -> list[list[str]]:
    """The table of a chart in English, as texts."""
    return [[cell.text for cell in row] for row in draw(graph, name, **given).rows]


def draw(graph: ox.Store, name: str, **given: str) -> Chart:
    return CHARTS[name].draw(graph, "en", given)


def is_sound(chart: Chart) -> ET.Element:
    """The chart is an SVG document with a name and a description that can do nothing."""
    root = ET.fromstring(chart.svg)  # noqa: S314
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in ELEMENTS
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on")
            assert attribute not in ("style", "href", "{http://www.w3.org/1999/xlink}href")
            assert not value.startswith(("http", "javascript"))
            assert value not in ("nan", "inf")
    assert root[0].tag == f"{SVG}title"
    assert root[0].text
    assert root[1].text
    assert all(len(row) == len(chart.columns) for row in chart.rows)
    assert chart.rows
    return root


@pytest.mark.slow
@pytest.mark.parametrize(("name", "lang"), EACH)
def test_every_picture_is_drawn_in_every_language(graph: ox.Store, name: str, lang: str) -> None:
    chart = CHARTS[name].draw(graph, lang, {})
    root = is_sound(chart)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    assert len(chart.svg) < 100_000
    assert root[0].text == chart.title
    assert root[1].text == chart.summary


@pytest.mark.parametrize(("name", "lang"), EACH)
def test_no_label_can_do_harm(hostile: ox.Store, name: str, lang: str) -> None:
    chart = CHARTS[name].draw(hostile, lang, {})
    is_sound(chart)
    assert len(chart.svg) < 200_000


@pytest.mark.parametrize("name", CHARTS)
def test_no_label_can_do_harm_on_a_page(hostile: ox.Store, name: str) -> None:
    page = Explorer(hostile, {}, CHARTS).page(Page("picture", name), Addresses("en"))
    for harm in (b"<script>alert", b'onload="alert', b'href="javascript:', b"<b onclick"):
        assert harm not in page


@pytest.mark.parametrize("name", CHARTS)
def test_a_graph_with_nothing_in_it_is_no_crash(name: str) -> None:
    with pytest.raises(UsageError, match=r"The graph (records|has) no"):
        CHARTS[name].draw(ox.Store(), "en", {})


@pytest.mark.parametrize("name", CHARTS)
def test_words_are_there_in_three_languages(name: str) -> None:
    kind = CHARTS[name]
    assert len({kind.title(lang) for lang in LANGUAGES}) == 3
    assert len({kind.description(lang) for lang in LANGUAGES}) == 3
    for parameters in zip(*(kind.parameters_in(lang) for lang in LANGUAGES), strict=True):
        assert len({parameter.help for parameter in parameters}) == 3
        for parameter in parameters:
            assert len(parameter.choices) == len(parameter.choice_labels)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("members", {"on": "2004-13"}),
        ("members", {"on": "</svg>"}),
        ("members", {"on": "1900"}),
        ("statuses", {"organization": "no such body"}),
        ("growth", {"organization": "scod:china"}),
        ("encounters", {"count": "1"}),
        ("encounters", {"count": "²"}),
        ("encounters", {"count": "9" * 5000}),
        ("encounters", {"meetings": "<script>"}),
        ("encounters", {"from": "2025", "to": "2024"}),
        ("leaders", {"state": "scod:sco"}),
        ("leaders", {"office": "king"}),
        ("officials", {"organization": "scod:shanghai-five"}),
    ],
)
def test_values_that_cannot_be_drawn(graph: ox.Store, name: str, given: dict[str, str]) -> None:
    with pytest.raises(UsageError) as failed:
        CHARTS[name].draw(graph, "en", given)
    assert len(str(failed.value)) < 2000


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("2001-06-15", 6),
        ("2017-06-08", 6),
        ("2017-06-09", 8),
        ("2023-07-04", 9),
        ("2024-07-04", 10),
        ("2025-09-01", 10),
    ],
)
def test_how_many_members_there_were(graph: ox.Store, day: str, members: int) -> None:
    chart = draw(graph, "growth")
    column = chart.columns.index("member")
    counted = [int(row[column].text) for row in chart.rows if row[0].text <= day]
    assert counted[-1] == members
    members_on = rows(graph, "members", on=day)
    assert sum(row[1] in ("member", "founding member") for row in members_on) == members


def test_a_change_of_an_unknown_day_is_only_possible(graph: ox.Store) -> None:
    on = {row[0]: row for row in rows(graph, "members", on="2010-04-15")}
    assert on["Belarus"][1:] == ["dialogue partner", "2010-04", "2015-07-10", "possible"]
    assert on["China"][4] == "certain"
    after = {row[0]: row for row in rows(graph, "members", on="2010-05-01")}
    assert after["Belarus"][4] == "certain"
    assert "dash" in draw(graph, "members", on="2010-04-15").svg


def test_the_statuses_of_a_state(graph: ox.Store) -> None:
    iran = [row[1:] for row in rows(graph, "statuses") if row[0] == "Iran"]
    sco = "Shanghai Cooperation Organisation"
    assert ["observer", sco, "2005-07-05", "2023-07-04"] in iran
    assert ["member", sco, "2023-07-04", "goes on"] in iran
    russia = [row[2] for row in rows(graph, "statuses") if row[0] == "Russia"]
    assert russia == ["Shanghai Five", sco]


def test_an_end_that_is_not_known_is_not_drawn_as_one_that_goes_on() -> None:
    """The bar ends on the last day on which a source shows the fact, and has no arrow."""
    known = ("2001-06-15", "2001-06-15", "", "", False, "2001-06-15", "")
    drawn = {}
    for name, time in {
        "goes on": data.Stretch(*known, goes_on=True, shown_until="2009-01-01"),
        "not known": data.Stretch(*known, shown_until="2009-01-01"),
        "never shown": data.Stretch(*known),
    }.items():
        canvas, _ = charts_rows.draw("en", [charts_rows.Row("x", [Bar(time, "member", "x")])],
                                     (2001, 2020), [])  # fmt: skip
        root = ET.fromstring(canvas.finish(100, "x", "x"))  # noqa: S314
        bar = root.find(f".//{SVG}rect[@class='p-member s-member']")
        arrow = root.find(f".//{SVG}path[@class='f-member']")
        assert bar is not None
        drawn[name] = (float(bar.get("width", 0)), arrow is not None)
        assert charts_rows.dates(time, "en").endswith("goes on" if name == "goes on" else "?")
    assert drawn["goes on"][0] > drawn["not known"][0] > drawn["never shown"][0]
    assert [arrow for _, arrow in drawn.values()] == [True, False, False]


def test_what_has_no_dates_says_so(graph: ox.Store) -> None:
    cica = {row[0]: row for row in rows(graph, "statuses", organization="scod:cica")}
    assert cica["Saudi Arabia"][3:] == ["?", "?"]
    assert "no dates recorded" in draw(graph, "statuses", organization="scod:cica").svg
    assert "completeness: partial" in draw(graph, "statuses", organization="scod:cica").summary


def test_summits_by_their_days(graph: ox.Store) -> None:
    found = rows(graph, "summits")
    summits = [row for row in found if row[2] == "summit of the SCO"]
    assert [row[0][:4] for row in summits] == [str(year) for year in range(2001, 2026)]
    tashkent = next(row for row in found if row[0].startswith("2004-06"))
    assert tashkent[4:] == ["Tashkent", "Uzbekistan"]
    assert [row[4] for row in found if row[2] == "summit of the Shanghai Five"] == [
        "Shanghai", "Moscow", "Almaty", "Bishkek", "Dushanbe", "Shanghai",
    ]  # fmt: skip


def test_how_often_a_city_was_host(graph: ox.Store) -> None:
    tashkent = next(row for row in rows(graph, "hosts") if row[0] == "Tashkent")
    assert tashkent[1:] == ["Uzbekistan", "0", "3", "3", "6", "0"]
    assert sum(int(row[5]) for row in rows(graph, "hosts")) == len(rows(graph, "summits"))


def test_who_headed_the_organisation(graph: ox.Store) -> None:
    found = rows(graph, "officials")
    assert found[0] == [
        "Secretary-General of the SCO",
        "Zhang Deguang",
        "2004-01-15",
        "2007-01-01",
        "",
    ]
    assert [row[1] for row in found if row[2] == "?"] == [
        "Dzhenisbek Dzhumanbekov", "Myrzakan Subanov", "V. T. Kasymov",
    ]  # fmt: skip


def test_who_led_the_members(graph: ox.Store) -> None:
    presidents = [row for row in rows(graph, "leaders") if row[0] == "President of Russia"]
    assert [row[1] for row in presidents] == [
        "Boris Yeltsin", "Vladimir Putin", "Vladimir Putin", "Vladimir Putin", "Dmitry Medvedev",
    ]  # fmt: skip
    assert [row[4] for row in presidents] == ["", "acting", "", "", ""]
    assert {row[0] for row in rows(graph, "leaders", state="India")} == {"Prime Minister of India"}
    assert "India – head of state" in draw(graph, "leaders").summary


@pytest.mark.slow
def test_who_met_whom(graph: ox.Store) -> None:
    together = {frozenset(row[:2]): row[2:] for row in rows(graph, "encounters")}
    # All thirteen summits from Bishkek in 2013 to Tianjin in 2025, three of them by video.
    assert together[frozenset(("Vladimir Putin", "Xi Jinping"))][0] == "13"
    assert frozenset(("Jiang Zemin", "Xi Jinping")) not in together
    found = rows(graph, "encounters", **{"from": "2004", "to": "2004"})
    year = {frozenset(row[:2]): row[2] for row in found}
    assert year[frozenset(("Vladimir Putin", "Islam Karimov"))] == "1"


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_fits_on_a_wide_page(graph: ox.Store, name: str) -> None:
    root = ET.fromstring(draw(graph, name).svg)  # noqa: S314
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    assert float(root.get("width", "inf")) < 1000


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("which", [0, 1], ids=["light", "dark"])
def test_colours_can_be_told_from_the_paper(which: int) -> None:
    paper = COLOURS["paper"][which]
    for ink in ("member", "acceding", "observer", "dialogue", "partner", "other"):
        assert _contrast(COLOURS[ink][which], paper) >= 3, ink
    for text in ("ink", "soft"):
        assert _contrast(COLOURS[text][which], paper) >= 4.5, text
    for level in range(1, 6):
        pair = COLOURS[f"on{level}"][which], COLOURS[f"heat{level}"][which]
        assert _contrast(*pair) >= 4.5, level
