"""Questions that users ask, with the answers that they must get."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.support.terminal import scograph

pytestmark = pytest.mark.record

# More questions in a file of the tester's, which need not be there.
MORE = os.environ.get("SCOGRAPH_COMPETENCY")

# Each expected row must be among the rows of the answer.
OWN = json.loads((Path(__file__).parent / "competency.json").read_text(encoding="utf-8"))
CASES = OWN + (json.loads(Path(MORE).read_text(encoding="utf-8")) if MORE else [])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_question(case: dict[str, object]) -> None:
    answer = scograph("run", *case["run"], "--format", "json")
    rows = [
        {column: cell["value"] for column, cell in binding.items()}
        for binding in json.loads(answer.out)["results"]["bindings"]
    ]
    for expected in case["rows"]:
        assert any(
            all(re.search(value, row.get(column, "")) for column, value in expected.items())
            for row in rows
        ), (case["q"], expected, rows)
    if "count" in case:
        assert len(rows) == case["count"], rows
