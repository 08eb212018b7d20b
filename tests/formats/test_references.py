"""References in eight styles; five of them as citeproc-js writes them with the official styles.

citeproc-js and the styles come by tests/support/citeproc/install.sh. Three things differ: it makes
an apostrophe in an address typographic, its style for GOST leaves out the address of a data set,
and it reads some apostrophes and single quotation marks of a title as letters.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from scograph.entity.references import References
from scograph.formats import references
from scograph.formats.references import csl_json
from scograph.formats.references.record import Record
from scograph.rdf import graph
from scograph.rdf.labels import Labels
from scograph.store import cache
from tests.support import terminal
from tests.support.need import need
from tests.support.samples import marked

CITEPROC = Path(__file__).parents[1] / "support" / "citeproc"
STYLES = {
    "chicago": ("chicago-notes-bibliography", "en-US", "note"),
    "apa": ("apa", "en-US", "bibliography"),
    "mla": ("modern-language-association", "en-US", "bibliography"),
    "gost": ("gost-r-7-0-5-2008-numeric", "ru-RU", "bibliography"),
    "gbt": ("china-national-standard-gb-t-7714-2015-numeric", "zh-CN", "bibliography"),
}
# citeproc-js takes a minute for all sources, so that a run of CI takes some.
EVERY = 6
PAGE = Record(
    "page", "webpage", "Who came to the \"Shanghai Five\" in member cities?", "en",
    site="24.kg", issued="2001-06", accessed="2026-11-25", url="https://24.kg/x",
)  # fmt: skip
BODY = Record(
    "body", "webpage", "Декларация «пятёрки»", "ru", ("Шанхайская организация сотрудничества",),
    "Кремль", "", "2026-11-25", "http://kremlin.ru/x",
)  # fmt: skip
DATA = Record(
    "data", "dataset", "国家数据", "zh", site="数据局", accessed="2026-11-25",
    url="https://example.cn/x", version="2.1",
)  # fmt: skip
WHOLE = Record(
    "scograph", "dataset", "scograph: a knowledge graph of the Shanghai Cooperation Organisation",
    "en", ("The scograph developers",), "", "2026-11-27", "2026-11-28",
    "https://w3id.org/scograph/", version="0.1.0+451b22e10c9b",
)  # fmt: skip
EXPECTED = {
    "chicago": (
        "“Who Came to the ‘Shanghai Five’ in Member Cities?,” 24.kg, June 2001, https://24.kg/x.",
        "Шанхайская организация сотрудничества, “Декларация «пятёрки»,” Кремль, "
        "accessed November 25, 2026, http://kremlin.ru/x.",
        "“国家数据,” version 2.1, 数据局, n.d., accessed November 25, 2026, https://example.cn/x.",
    ),
    "apa": (
        "Who came to the “Shanghai Five” in member cities? (2001, June). 24.kg. https://24.kg/x",
        "Шанхайская организация сотрудничества. (n.d.). Декларация «пятёрки». Кремль. "
        "Retrieved November 25, 2026, from http://kremlin.ru/x",
        "国家数据 (Version 2.1). (n.d.). [Dataset]. 数据局. "
        "Retrieved November 25, 2026, from https://example.cn/x",
    ),
    "mla": (
        "“Who Came to the ‘Shanghai Five’ in Member Cities?” 24.kg, June 2001, https://24.kg/x.",
        "Шанхайская организация сотрудничества. “Декларация «пятёрки».” Кремль, "
        "http://kremlin.ru/x. Accessed 25 Nov. 2026.",
        "“国家数据.” Version 2.1, 数据局, https://example.cn/x. Accessed 25 Nov. 2026.",
    ),
    "gost": (
        "Who came to the «Shanghai Five» in member cities? [Электронный ресурс] // 24.kg. 2001. "
        "URL: https://24.kg/x (дата обращения: 25.11.2026).",
        "Шанхайская организация сотрудничества. Декларация «пятёрки» [Электронный ресурс] "
        "// Кремль. URL: http://kremlin.ru/x (дата обращения: 25.11.2026).",
        "国家数据 [Электронный ресурс] // 数据局. Версия 2.1. URL: https://example.cn/x "
        "(дата обращения: 25.11.2026).",
    ),
    "gbt": (
        "Who came to the “Shanghai Five” in member cities?[EB/OL]. (2001-06)[2026-11-25]. "
        "https://24.kg/x.",
        "ШАНХАЙСКАЯ ОРГАНИЗАЦИЯ СОТРУДНИЧЕСТВА. Декларация «пятёрки»[EB/OL]. [2026-11-25]. "
        "http://kremlin.ru/x.",
        "国家数据[DS/OL]. 数据局, [2026][2026-11-25]. https://example.cn/x.",
    ),
}


@pytest.mark.parametrize("style", references.TEXTS)
def test_a_page_a_document_of_a_body_and_data_in_three_scripts(style: str) -> None:
    found = tuple(references.line(one, style) for one in (PAGE, BODY, DATA))
    assert found == EXPECTED[style]


@pytest.mark.parametrize(
    ("style", "date"),
    [("chicago", "November 27, 2026"), ("apa", "(2026)"), ("mla", "27 Nov. 2026"),
     ("gost", "2026. URL"), ("gbt", "(2026-11-27)"), ("bibtex", "date = {2026-11-27}"),
     ("ris", "DA  - 2026/11/27")],
)  # fmt: skip
def test_the_data_set_has_the_day_of_its_version(style: str, date: str) -> None:
    text = references.file([WHOLE], style)
    assert date in text
    assert "n.d." not in text


def test_a_note_of_chicago_has_the_place_before_the_address() -> None:
    text = references.line(PAGE._replace(locator="paragraph 8"), "chicago")
    assert text.endswith("June 2001, paragraph 8, https://24.kg/x.")


def test_files_of_reference_managers() -> None:
    bibtex = references.file([PAGE._replace(title="A & B_c {d} 50%"), DATA], "bibtex")
    assert "title = {{A \\& B\\_c \\{d\\} 50\\%}}" in bibtex
    assert bibtex.count("@online{page") == bibtex.count("@dataset{data") == 1
    ris = references.file([PAGE, BODY], "ris")
    assert [line[:5] for line in ris.split("\r\n") if line][::8][:1] == ["TY  -"]
    assert ris.count("ER  - ") == 2
    items = json.loads(references.file([PAGE, BODY, DATA], "csl-json"))
    assert [one["type"] for one in items] == ["webpage", "webpage", "dataset"]
    assert items[0]["issued"] == {"date-parts": [[2001, 6]]}


def citeproc(records: list[Record], style: str) -> dict[str, str]:
    name, lang, kind = STYLES[style]
    items = [csl_json.item(one) for one in records]
    for item in items:
        for field in ("container-title", "publisher"):
            if field in item:
                # Names of media are proper names, to which no capitals are added.
                item[field] = f'<span class="nocase">{item[field]}</span>'
    done = subprocess.run(
        ["node", "run.js", name, lang, kind],
        cwd=CITEPROC,
        input=json.dumps(items),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    numbers = ("1. ", "[1] ")
    found = {}
    for id, text in json.loads(done.stdout).items():
        for number in numbers:
            text = text.removeprefix(number)
        found[id] = " ".join(text.split())
    return found


def _marks(record: Record, text: str) -> str:
    """The reference; without capitals and kinds of marks if the title has single ones."""
    if not set("'’") & set(record.title):
        return text
    return re.sub("[‘’“”]", "'", text).casefold()


@pytest.mark.record
@pytest.mark.reference
@pytest.mark.parametrize("first", marked(range(EVERY), [0], pytest.mark.whole))
@pytest.mark.parametrize("style", STYLES)
def test_every_source_as_citeproc_writes_it(style: str, first: int) -> None:
    need((CITEPROC / "styles").is_dir(), "citeproc-js: tests/support/citeproc/install.sh")
    store = cache.open_at(terminal.store())
    known = References(store, Labels(store))
    sources = sorted(graph.instances(store, "scog:Source"), key=str)[first::EVERY]
    records = [known.of(source) for source in sources]
    records += [PAGE, BODY, WHOLE, WHOLE._replace(id="answer", authors=(), site="scograph")]
    if style == "gost":
        records = [one for one in records if one.kind != "dataset"]
    theirs = citeproc(records, style)
    differing = {
        one.id: (references.line(one, style), theirs[one.id])
        for one in records
        if _marks(one, references.line(one, style)) != _marks(one, theirs[one.id])
        and "'" not in one.url
    }
    assert differing == {}
