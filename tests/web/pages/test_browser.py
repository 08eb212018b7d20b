"""The pages in a real browser: by mouse and keyboard, narrow and wide, light and dark."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from scograph.web import days
from tests.support.pages import KINDS, LANGUAGES, in_language
from tests.support.server import Server
from tests.support.visitor import Visitor, expect

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
        [
            "body",
            "on",
            "status",
            re.compile("only what is certain"),
            re.compile("Where each row comes from"),
        ]
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
    page.get_by_label("Status on a day").first.fill(day)
    table = page.locator("table[data-memberships]")
    shown = table.locator("tbody tr:visible")
    members_shown = shown.filter(
        has=page.get_by_role("link", name=re.compile("^(founding )?member$"))
    )
    expect(members_shown).to_have_count(members)
    parties = {row.get_attribute("data-party") for row in shown.all()}
    expect(page.locator(".held output")).to_have_text(
        f"{len(parties)} on {days.in_words(day, 'en')}"
    )


def test_the_slider_moves_the_day(visitor: Visitor) -> None:
    page = visitor.open("/id/sco")
    slider = page.get_by_role("slider")
    date = page.locator("#on")
    slider.press("Home")
    first = date.input_value()
    assert first <= "2001-06-15"
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", days.in_words(date.input_value(), "en"))
    assert date.input_value() > first
    slider.press("End")
    table = page.locator("table[data-memberships]")
    expect(table.get_by_role("row").filter(has_text="Belarus").filter(visible=True)).to_have_count(
        1
    )


def _last_day(server: Server) -> str:
    """The last day of the record on the statuses in the SCO."""
    found = server.client.post(
        "/sparql",
        data={
            "query": "SELECT (MAX(?day) AS ?last) { ?one scog:coverageOf scod:sco ; "
            "scog:factKind scog:fact-standings ; scog:coversThrough ?day }"
        },
        headers={"Accept": "text/csv"},
    )
    return found.text.split()[1]


def test_the_slider_ends_with_the_record(visitor: Visitor, server: Server) -> None:
    last = _last_day(server)
    page = visitor.open("/id/sco")
    expect(page.locator("#on")).to_have_value(last)
    expect(page.locator("#reach")).to_contain_text(days.in_words(last, "en"))
    page.get_by_role("slider").press("End")
    expect(page.locator("#on")).to_have_value(last)
    page.locator("#on").fill("2050-01-01")
    expect(page.locator("#on")).to_have_value(last)


@pytest.mark.parametrize("body", ["sco", "cica", "brics", "shanghai-five"])
@pytest.mark.parametrize("scripted", [True, False])
def test_one_number_of_members_on_a_day(
    body: str, *, scripted: bool, browser: Any, server: Server
) -> None:
    """On the page of a body, with a script or without, and in the answer to the question."""
    with Visitor(browser, server.url, java_script_enabled=scripted) as visiting:
        for day in ("1999-06-01", "2002-09-01", "2010-01-01", "2016-07-01", "2025-12-31"):
            answer = server.client.get(
                "/queries/members",
                params={"organization": f"scod:{body}", "on": day, "format": "csv"},
            )
            states = {row["state"] for row in csv.DictReader(io.StringIO(answer.text))}
            page = visiting.open(f"/id/{body}?on={day}")
            shown = page.locator("table[data-memberships] tbody tr:visible")
            parties = {row.get_attribute("data-party") for row in shown.all()}
            number = page.locator(".held output").inner_text().split()[0]
            if page.locator("#on").input_value() == day:
                assert (int(number), len(parties)) == (len(states), len(states)), day


def test_a_body_that_has_ended_is_shown_as_it_last_was(visitor: Visitor) -> None:
    page = visitor.open("/id/shanghai-five")
    expect(page.locator("#on")).to_have_value("2001-06-14")
    expect(page.locator(".held output")).to_have_text("6 on 14 June 2001")
    expect(page.locator("table[data-memberships] tbody tr:visible")).to_have_count(6)


def test_memberships_of_the_body_itself_are_apart(visitor: Visitor) -> None:
    page = visitor.open("/id/sco")
    own = page.get_by_role("region", name=re.compile("^Table: Memberships of Shanghai"))
    expect(own.get_by_role("link", name="Commonwealth of Independent States")).to_be_visible()
    members = page.locator("table[data-memberships]")
    expect(members.get_by_text("Commonwealth of Independent States")).to_have_count(0)
    expect(members.get_by_role("columnheader")).to_have_text(
        ["Since", "Until", "state or body", "status", "Sources"]
    )


def test_the_day_is_in_the_address(visitor: Visitor) -> None:
    page = visitor.open("/id/sco")
    for _ in range(2):
        page.get_by_role("button", name="Previous change").click()
    day = page.locator("#on").input_value()
    assert f"on={day}" in page.url
    number = page.locator(".held output").inner_text()
    language = page.locator(".languages").get_by_role("link", name="Русский")
    assert f"on={day}" in str(language.get_attribute("href"))
    page.reload()
    expect(page.locator("#on")).to_have_value(day)
    expect(page.locator(".held output")).to_have_text(number)
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", days.in_words(day, "en"))
    page.get_by_role("button", name="Next change").click()
    assert page.locator("#on").input_value() > day


def test_a_day_in_words_is_read_by_the_server(visitor: Visitor) -> None:
    page = visitor.open("/id/sco?lang=ru")
    page.locator("#on").fill("20 июня 2018 г.")
    page.locator("#on").press("Enter")
    page.wait_for_url("**/id/sco?on=20*")
    expect(page.locator("#on")).to_have_value("2018-06-20")
    expect(page.locator(".held output")).to_contain_text("20 июня 2018 г.")


def test_higher_statuses_come_first(visitor: Visitor) -> None:
    page = visitor.open("/id/sco?on=2018-06-20")
    statuses = page.locator("table[data-memberships] tbody tr:visible td:nth-child(4)")
    order = [text.removeprefix("founding ") for text in statuses.all_inner_texts()]
    kinds = list(dict.fromkeys(order))
    assert kinds == ["member", "observer", "dialogue partner"]


def test_a_day_after_the_record_is_answered_as_of_its_end(visitor: Visitor, server: Server) -> None:
    last = _last_day(server)
    page = visitor.open("/id/sco?on=2050-01-01")
    expect(page.locator("#on")).to_have_value(last)
    expect(page.locator("main .note").first).to_contain_text(days.in_words(last, "en"))
    expect(page.locator("main .note").first).to_contain_text("1 January 2050")


def test_a_page_does_not_jump_while_it_loads(visitor: Visitor) -> None:
    page = visitor.page
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const one of "
        "list.getEntries()) window.shift += one.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    visitor.open("/id/sco")
    page.wait_for_load_state("load")
    page.wait_for_timeout(200)
    assert page.evaluate("window.shift") < 0.02


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


def test_a_chinese_browser_reads_chinese_until_another_language_is_chosen(
    browser: Any, server: Server
) -> None:
    with Visitor(browser, server.url, locale="zh-CN") as visitor:
        page = visitor.open("/id/china")
        expect(page.locator("html")).to_have_attribute("lang", "zh")
        page.locator(".languages").get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.reload()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.locator("nav[aria-label=scograph]").get_by_role("link").first.click()
        page.wait_for_url("**/queries")
        expect(page.locator("html")).to_have_attribute("lang", "en")


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


def test_a_statement_says_why_it_is_inferred(visitor: Visitor) -> None:
    page = visitor.open("/id/hu-jintao")
    page.locator("summary", has_text="Inferred").click()
    line = page.locator("dl div", has=page.locator("dt", has_text="attended"))
    line.get_by_role("link", name="Why?").first.click()
    page.wait_for_url("**/why?*")
    expect(page.locator("main")).to_contain_text("owl:propertyChainAxiom")
    page.locator(".refs a").first.click()
    expect(page.locator("#s1")).to_be_in_viewport()


def test_a_row_has_numbers_and_the_others_one_click_away(visitor: Visitor) -> None:
    page = visitor.open("/queries/attendances?person=scod:hu-jintao&cite=true")
    cell = page.locator("tbody tr").first.locator("td").last
    marks = cell.locator("> .refs a")
    assert 0 < marks.count() <= 3
    assert "http" in (marks.first.get_attribute("title") or "")
    others = page.locator("tbody details", has=page.locator("summary", has_text="+")).first
    expect(others.locator(".refs a").first).to_be_hidden()
    others.locator("summary").click()
    expect(others.locator(".refs a").first).to_be_visible()
    assert visitor.barriers() == []
    page.locator("details.cite summary").click()
    expect(page.locator("details.cite")).to_contain_text("@dataset{scograph-attendances")


def test_a_date_is_not_broken(visitor: Visitor) -> None:
    page = visitor.open("/queries/attendees?host=scod:uzbekistan")
    visitor.look(width=NARROW)
    cells = page.locator("tbody tr").first.locator("td").filter(has=page.locator("time"))
    assert cells.count() == 1
    assert cells.evaluate("cell => getComputedStyle(cell).whiteSpace") == "nowrap"


@pytest.mark.parametrize(
    "address", ["/queries/attendees?host=scod:uzbekistan", "/pictures/members"]
)
def test_paper_has_the_answer_and_no_form(address: str, visitor: Visitor) -> None:
    page = visitor.open(address)
    # The width of A4 within the margins, at 96 dots an inch.
    page.set_viewport_size({"width": 688, "height": 1000})
    page.emulate_media(media="print")
    for form in page.locator("form, .top, .formats").all():
        assert not form.is_visible()
    for wide in page.locator("figure img, table").all():
        if wide.is_visible():
            box = wide.bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= 688 + 1
    if "queries" in address:
        expect(page.locator(".asked")).to_have_text("Asked: host = Uzbekistan")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("[data-printed]")).to_be_visible()
    expect(page.locator("[data-printed]")).to_contain_text(address.partition("?")[0])


@pytest.mark.parametrize(
    "name", ["members", "hosts", "summits", "statuses", "officials", "leaders"]
)
def test_a_picture_fits_a_phone(name: str, visitor: Visitor) -> None:
    visitor.look(width=NARROW)
    page = visitor.open(f"/pictures/{name}")
    shown = page.locator("figure img")
    assert "narrow" in str(shown.evaluate("image => image.currentSrc"))
    box = shown.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW
    # Not shrunk so far that nothing can be read.
    assert shown.evaluate("image => image.width / image.naturalWidth") > 0.9
    visitor.look(width=WIDE)
    # The policy of the pages forbids a condition that the browser would evaluate from text.
    for _ in range(50):
        source = str(shown.evaluate("image => image.currentSrc"))
        if "narrow" not in source:
            break
        page.wait_for_timeout(100)
    assert "narrow" not in source


@pytest.mark.parametrize(
    ("lang", "names"), [("en", ["China", "India", "Russia"]), ("zh", ["中国"])]
)
@pytest.mark.slow
def test_the_map_on_a_phone_has_the_members(lang: str, names: list[str], server: Server) -> None:
    drawn = server.client.get("/pictures/members.svg", params={"narrow": "1", "lang": lang}).text
    for name in names:
        assert f">{name}</text>" in drawn
