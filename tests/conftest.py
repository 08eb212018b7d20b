"""What all tests need: processes that they start run the code of this checkout, as they do."""

from __future__ import annotations

import os
import signal
from collections import Counter

import pytest

from tests.support.terminal import ROOT

_PATHS = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
os.environ["PYTHONPATH"] = os.pathsep.join(path for path in _PATHS if path)
# Programs that a test starts may keep the bytecode of the checkout; else each compiles it anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# The workers of xdist ignore Ctrl-C, and the processes that they start would do as they do.
signal.signal(signal.SIGINT, signal.default_int_handler)
# It changes the Python that imports it, as pytest would for its doctests.
collect_ignore = ["support/elsewhere/sitecustomize.py"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what opens a browser, and puts the modules that take long first.

    The two processes then end together: short modules fill the gaps at the end.
    """
    size, dear = Counter(item.path for item in items), set()
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if any(item.iter_markers("platforms")) or any(item.iter_markers("whole")):
            dear.add(item.path)
    items.sort(key=lambda item: (item.path not in dear, -size[item.path], item.path))
