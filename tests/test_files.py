"""An output file appears whole or not at all, whatever happens while it is written."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from scograph import files
from scograph.errors import StoreError, UsageError


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("old")
    with pytest.raises(RuntimeError), files.output(target) as stream:
        stream.write(b"new but half")
        stream.flush()
        raise RuntimeError
    assert target.read_text() == "old"
    assert [*tmp_path.iterdir()] == [target]


def test_a_failure_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), files.output(tmp_path / "graph.ttl") as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert [*tmp_path.iterdir()] == []


def test_nothing_is_seen_before_the_end(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    with files.output(target) as stream:
        stream.write(b"half")
        stream.flush()
        assert not target.exists()
    assert target.read_bytes() == b"half"


def test_permissions_are_kept_and_new_files_follow_the_umask(tmp_path: Path) -> None:
    known, new = tmp_path / "known", tmp_path / "new"
    known.touch()
    known.chmod(0o640)
    before = os.umask(0o027)
    try:
        for target in (known, new):
            with files.output(target) as stream:
                stream.write(b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(known.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").touch()
    (tmp_path / "link").symlink_to("real")
    with files.output(tmp_path / "link") as stream:
        stream.write(b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"x"


def test_places_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path, tmp_path / "no" / "such", tmp_path / "file" / "below"):
        with pytest.raises(UsageError, match="Cannot write"), files.output(place):
            pytest.fail("the body must not run")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_a_sentence() -> None:
    with pytest.raises(StoreError, match="no space left"), files.output("/dev/full") as stream:
        stream.write(b"x")


def test_standard_output() -> None:
    code = "from scograph import files\nwith files.output('-') as s: s.write(b'\\xff')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"\xff"
