"""The pages in a real browser: by mouse and keyboard, narrow and wide, light and dark."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from tests.explore.kinds import KINDS, LANGUAGES, in_language
from tests.explore.visitor import Visitor, expect
from tests.serve.server import Server

NARROW, WIDE = 360, 1600


def test_what_goes_wrong_is_noticed(visitor: Visitor) -> None:
    page = visitor.open("/")
    with page.expect_console_message(lambda message: "policy: " in message.text):
        page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: '//a.example/x.png'}))"
        )
    with page.expect_response("**/nowhere"):
        page.evaluate("fetch('/nowhere').then(() => null)")
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    assert {wrong.split()[0] for wrong in visitor.wrong} == {
        "console:",
        "404",
        "exception:",
        "request",
    }
    assert any("img-src http://a.example" in wrong for wrong in visitor.wrong)
    visitor.wrong.clear()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_the_window(kind: str, visitor: Visitor) -> None:
    visitor.open(KINDS[kind])
    for width in (NARROW, WIDE):
        visitor.look(width=width)
        assert visitor.overflow <= 0, width


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_no_barriers(kind: str, visitor: Visitor) -> None:
    visitor.open(KINDS[kind])
    assert visitor.barriers() == []
    visitor.look(scheme="dark")
    assert visitor.barriers(colours=True) == []


@pytest.mark.parametrize("kind", ["organisation", "answer", "search"])
@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_other_languages_have_no_barriers(kind: str, lang: str, visitor: Visitor) -> None:
    visitor.open(in_language(KINDS[kind], lang))
    assert visitor.barriers() == []


def test_a_narrow_page_has_no_barriers(visitor: Visitor) -> None:
    visitor.look(width=NARROW)
    visitor.open(KINDS["organisation"])
    assert visitor.barriers() == []


def test_a_problem_has_no_barriers(visitor: Visitor) -> None:
    visitor.open("/id/chinaa", status=404)
    expect(visitor.page.locator("main")).to_contain_text("China")
    assert visitor.barriers() == []
    visitor.look(width=NARROW)
    assert visitor.overflow <= 0


def test_dark_is_dark(visitor: Visitor) -> None:
    page = visitor.open("/")
    colours = []
    for scheme in ("light", "dark"):
        visitor.look(scheme=scheme)
        shown = page.evaluate("getComputedStyle(document.body).backgroundColor")
        colours.append(sum(map(int, re.findall(r"\d+", shown)[:3])))
    light, dark = colours
    assert light > 600
    assert dark < 150


@pytest.mark.parametrize(
    ("typed", "lang", "named", "thing"),
    [
        ("uzbek", "en", "Uzbekistan", "/id/uzbekistan"),
        ("Ху Цзинь", "ru", "Ху Цзиньтао", "/id/hu-jintao"),
        ("塔什干", "zh", "塔什干", "/id/tashkent"),
        # Any language finds, whatever the language of the page.
        ("乌兹别克", "en", "Uzbekistan", "/id/uzbekistan"),
        ("ташкент", "en", "Tashkent", "/id/tashkent"),
    ],
)
def test_names_are_suggested_as_one_types(
    typed: str, lang: str, named: str, thing: str, visitor: Visitor
) -> None:
    page = visitor.open(in_language("/queries", lang))
    field = page.get_by_role("combobox").first
    field.press_sequentially(typed)
    options = page.get_by_role("option")
    expect(options.first).to_contain_text(named)
    assert visitor.barriers() == []
    options.filter(has_text=named).first.click()
    page.wait_for_url(f"**{in_language(thing, lang)}*")
    expect(page.locator("h1")).to_contain_text(named)


def test_a_suggestion_is_taken_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open("/queries")
    field = page.get_by_role("combobox")
    field.fill("tianjin summit")
    options = page.get_by_role("option")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("Backspace")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/id/tianjin-summit-2025")
    expect(page.locator("h1")).to_contain_text("Tianjin")


def test_suggestions_that_come_late_are_not_shown(visitor: Visitor) -> None:
    page = visitor.open("/queries")
    held: list[Any] = []
    page.route("**/search?*", lambda route: held.append(route))
    field = page.get_by_role("combobox")
    with page.expect_request("**/search?*"):
        field.fill("tashkent")
    field.press("Tab")
    with page.expect_response("**/search?*") as answer:
        held[0].continue_()
    answer.value.finished()
    # The script has gone on from the answer when another one has come after it.
    page.evaluate("fetch('/healthz').then((answer) => answer.json())")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("option")).to_have_count(0)


def test_enter_without_a_choice_searches(visitor: Visitor) -> None:
    page = visitor.open("/")
    page.locator("main").get_by_role("combobox").fill("karimov")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=karimov")
    page.locator("main").get_by_role("link", name="Islam Karimov").first.click()
    page.wait_for_url("**/id/islam-karimov")
    expect(page.locator("h1")).to_have_text("Islam Karimov")


def test_a_question_is_asked_with_its_form(visitor: Visitor, server: Server) -> None:
    page = visitor.open("/queries/leaders-together")
    person = page.locator("#f-person")
    person.press_sequentially("Islam Kar")
    option = page.locator("#f-person-suggestions").get_by_role("option", name="Islam Karimov")
    expect(option).to_be_visible()
    person.press("ArrowDown")
    person.press("Enter")
    expect(person).to_have_value("Islam Karimov")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/queries/leaders-together?*person=Islam+Karimov*")
    table = page.get_by_role("table")
    expect(table).to_be_visible()
    expect(person).to_have_value("Islam Karimov")
    address = page.get_by_role("link", name="CSV").get_attribute("href")
    rows = list(csv.DictReader(io.StringIO(server.client.get(str(address)).text)))
    assert len(rows) > 10
    shown = table.locator("tbody tr td:first-child").all_inner_texts()
    assert shown == [row[f"{next(iter(row))}Label"] for row in rows]


def test_a_table_is_sorted_by_its_heads(visitor: Visitor) -> None:
    page = visitor.open(KINDS["answer"])
    table = page.get_by_role("table")
    names = table.locator("tbody tr td:first-child")
    before = names.all_inner_texts()
    head = table.get_by_role("columnheader").first
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    rising = names.all_inner_texts()
    assert rising == sorted(before)
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert names.all_inner_texts() == rising[::-1]
    assert rising[:2] == ["Afghanistan", "Armenia"]


def test_fields_have_words_for_names(visitor: Visitor) -> None:
    page = visitor.open("/queries/members")
    expect(page.locator("form.question label")).to_have_text(
        ["body", "on", "standing", re.compile("only what is certain")]
    )


def test_a_wrong_value_is_named(visitor: Visitor) -> None:
    page = visitor.open("/queries/members?organization=Nowhere+Club")
    expect(page.get_by_role("alert")).to_contain_text("Nowhere Club")
    expect(page.get_by_role("combobox", name="body")).to_have_value("Nowhere Club")


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("2001-06-14", 0),
        ("2001-06-15", 6),
        ("2017-06-08", 6),
        ("2017-06-09", 8),
        ("2023-07-04", 9),
        ("2024-07-04", 10),
    ],
)
def test_who_was_a_member_on_a_day(day: str, members: int, visitor: Visitor) -> None:
    page = visitor.open("/id/sco")
    page.get_by_label("Standing on a day").first.fill(day)
    table = page.locator("table[data-spells]")
    shown = table.locator("tbody tr:visible")
    standing = shown.filter(has=page.get_by_role("link", name=re.compile("^(founding )?member$")))
    expect(standing).to_have_count(members)
    expect(page.locator("output")).to_contain_text(day)
    expect(page.locator("output")).to_contain_text(str(shown.count()))


def test_the_slider_moves_the_day(visitor: Visitor) -> None:
    page = visitor.open("/id/sco")
    slider = page.get_by_role("slider")
    date = page.locator("#on")
    slider.press("Home")
    first = date.input_value()
    assert first <= "2001-06-15"
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", date.input_value())
    assert date.input_value() > first
    slider.press("End")
    table = page.locator("table[data-spells]")
    expect(table.get_by_role("row").filter(has_text="Belarus").filter(visible=True)).to_have_count(
        1
    )


@pytest.mark.parametrize("kind", ["state", "answer", "picture", "search"])
def test_the_language_is_changed_on_the_page_itself(kind: str, visitor: Visitor) -> None:
    page = visitor.open(KINDS[kind])
    path, titles = KINDS[kind].partition("?")[0], set()
    for code, name in (("en", "English"), ("ru", "Русский"), ("zh", "中文")):
        page.locator(".languages").get_by_role("link", name=name).click()
        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page.locator(".languages [aria-current]")).to_have_text(name)
        assert path in page.url
        for given in KINDS[kind].partition("?")[2].split("&"):
            assert given.replace(":", "%3A") in page.url.replace(":", "%3A")
        titles.add(page.title())
    assert len(titles) == len(LANGUAGES)


def test_the_language_stays_from_page_to_page(visitor: Visitor) -> None:
    page = visitor.open("/id/china?lang=zh")
    page.locator("nav[aria-label=scograph]").get_by_role("link").first.click()
    page.wait_for_url("**/queries?lang=zh")
    page.get_by_role("search").get_by_role("combobox").fill("普京")
    page.get_by_role("search").get_by_role("button").click()
    page.wait_for_url("**/search?**")
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    page.locator("main").get_by_role("link").first.click()
    page.wait_for_url("**/id/*lang=zh")
    expect(page.locator("html")).to_have_attribute("lang", "zh")


@pytest.mark.parametrize("kind", ["state", "answer", "search"])
def test_the_keyboard_reaches_all_parts(kind: str, visitor: Visitor) -> None:
    page = visitor.open(KINDS[kind])
    page.keyboard.press("Tab")
    expect(visitor.focused).to_have_attribute("href", "#content")
    expect(visitor.focused).to_be_in_viewport()
    places = []
    for _ in range(40):
        page.keyboard.press("Tab")
        places.append(page.evaluate("document.activeElement.closest('header.top, main')?.nodeName"))
        if places[-1] == "MAIN":
            break
    assert set(places) == {"HEADER", "MAIN"}
    page.keyboard.press("Shift+Tab")
    expect(visitor.focused).to_have_attribute("hreflang", "zh")


def test_one_can_skip_to_the_content(visitor: Visitor) -> None:
    page = visitor.open(KINDS["state"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


@pytest.mark.parametrize("kind", ["state", "answer", "search"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_seen(kind: str, scheme: str, visitor: Visitor) -> None:
    visitor.look(scheme=scheme)
    page = visitor.open(KINDS[kind])
    for _ in range(15):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])"
            "(getComputedStyle(document.activeElement))"
        )
        assert style[0] != "none", visitor.focused.evaluate("element => element.outerHTML")
        assert style[1] != "0px"


@pytest.mark.parametrize("kind", ["state", "answer", "search", "sparql"])
def test_a_page_is_there_without_its_script(kind: str, visitor: Visitor) -> None:
    visitor.page.route("**/explorer.js", lambda route: route.fulfill(body=""))
    page = visitor.open(KINDS[kind])
    expect(page.locator("h1")).to_be_visible()
    page.get_by_role("searchbox").fill("tashkent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=tashkent")
    expect(page.locator("main").get_by_role("link", name="Tashkent", exact=True)).to_be_visible()


def test_pictures_are_drawn(visitor: Visitor) -> None:
    page = visitor.open("/pictures")
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("picture => picture.naturalWidth") > 100
    page.locator(".gallery a").first.click()
    expect(page.locator("main img")).to_have_js_property("complete", True)
    assert page.get_by_role("table").locator("tbody tr").count() > 5


def test_a_source_is_reached_from_a_statement(visitor: Visitor) -> None:
    page = visitor.open(KINDS["summit"])
    number = page.locator(".refs a").first
    number.click()
    reference = page.locator(f"li{number.get_attribute('href')}")
    expect(reference).to_be_in_viewport()
    reference.get_by_role("link").first.click()
    expect(page.locator(".kind")).to_contain_text("source")
