"""Headers of canned queries: read, checked, and complained of with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from scograph import paths
from scograph.errors import InputError, UsageError
from scograph.query import catalog
from tests.support.cases import parts

GOOD = """\
#+ summary: Summits
#+ question: Which summits had begun by a day?
#+ parameters:
#+   -
#+     name: on
#+     type: date
#+     help: The day.
#+     choices: [today, yesterday]
#+     default: today
#+     example: 2004
#+ columns:
#+   date: When it began
#+   summit: The summit
#+   summitLabel: Its name
#+ example: {on: 2004}
#+ tags: [things]
PREFIX scog: <https://w3id.org/scograph/ontology#>

SELECT ?date ?summit ?summitLabel
WHERE
{
  # values: on
  ?summit a scog:Summit ; scog:dateText ?date ; scog:earliest ?earliest .
  FILTER (?earliest <= ?on)  #? on
  # labels: summit
}
"""


def test_a_good_header(tmp_path: Path) -> None:
    file = tmp_path / "things" / "begun.rq"
    file.parent.mkdir()
    file.write_text(GOOD, encoding="utf-8")
    query = catalog.compile(tmp_path)["queries"]["begun"]
    assert query["topic"] == "things"
    assert list(query["columns"]) == ["date", "summit", "summitLabel"]
    assert query["parameters"][0]["choices"] == ["today", "yesterday"]
    assert query["example"] == {"on": "2004"}


@pytest.mark.parametrize(("line", "instead", "message"), parts("header_errors.txt"))
def test_a_wrong_header_is_an_error_with_file_and_line(
    tmp_path: Path, line: str, instead: str, message: str
) -> None:
    assert line in GOOD
    file = tmp_path / "begun.rq"
    file.write_text(GOOD.replace(line, instead, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        catalog.compile(tmp_path)
    assert str(caught.value).startswith(str(file))
    assert message in str(caught.value)


def test_two_queries_of_one_name(tmp_path: Path) -> None:
    for topic in ("one", "two"):
        (tmp_path / topic).mkdir()
        (tmp_path / topic / "begun.rq").write_text(GOOD, encoding="utf-8")
    with pytest.raises(InputError, match="two queries of the name begun"):
        catalog.compile(tmp_path)


def test_no_header(tmp_path: Path) -> None:
    (tmp_path / "bare.rq").write_text("SELECT ?s WHERE { ?s ?p ?o }\n", encoding="utf-8")
    with pytest.raises(InputError, match="no `#\\+` header"):
        catalog.compile(tmp_path)


def test_an_unknown_name_suggests() -> None:
    found = catalog.compile(paths.QUERIES)["queries"]
    with pytest.raises(UsageError, match="Did you mean attendees"):
        catalog.get(found, "attendes")
