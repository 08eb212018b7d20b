"""Whatever a query holds, the endpoint answers it, refuses it, or stops it at its limits.

The queries are those of the command line: a case is known by its number there.
"""

from __future__ import annotations

import socket
from collections import Counter

import pytest

from tests.fuzz.test_command_line import queries
from tests.support.server import serving
from tests.support.terminal import SMALL

pytestmark = pytest.mark.slow

# Answered, refused, or stopped at a limit of time or memory.
MEANT = {200, 400, 403, 413, 503, 504}


def test_mutated_queries() -> None:
    limits = ("--workers", "1", "--timeout", "2", "--memory", "256")
    with socket.create_server(("127.0.0.1", 0)) as listener, serving(*limits, *SMALL) as server:
        listener.settimeout(0)
        found: Counter[int] = Counter()
        for number, query in queries(listener.getsockname()[1]):
            kind = {"Content-Type": "application/sparql-query"}
            answer = server.client.post("/sparql", content=query, headers=kind)
            found[answer.status_code] += 1
            assert answer.status_code in MEANT, (number, answer.text)
            assert answer.status_code == 200 or answer.json()["detail"][-1] in ".?", number
        print(found)
        with pytest.raises(BlockingIOError):
            listener.accept()
        assert server.client.get("/healthz").status_code == 200
        assert "Traceback" not in server.log
