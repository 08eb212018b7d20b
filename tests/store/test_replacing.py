"""Which shipped file a copy stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from scograph import paths
from scograph.errors import UsageError
from scograph.store.replacing import targets

SHIPPED = [paths.DATA / name for name in ("bodies/sco.ttl", "states/india.ttl", "people/india.ttl")]


def test_by_name(tmp_path: Path) -> None:
    assert targets([tmp_path / "sco.ttl"], SHIPPED) == {SHIPPED[0]: tmp_path / "sco.ttl"}


def test_of_several_the_one_in_a_folder_of_that_name(tmp_path: Path) -> None:
    copy = tmp_path / "states" / "india.ttl"
    assert targets([copy], SHIPPED) == {SHIPPED[1]: copy}


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["india.ttl"], "several shipped files have that name: data/states/india.ttl, data/people"),
        (["indai.ttl"], "no file in data is named indai.ttl. The nearest names are india.ttl"),
        (["a/sco.ttl", "b/sco.ttl"], "both replace data/bodies/sco.ttl"),
    ],
)
def test_no_single_file(tmp_path: Path, names: list[str], reason: str) -> None:
    with pytest.raises(UsageError) as error:
        targets([tmp_path / name for name in names], SHIPPED)
    assert reason in str(error.value)
