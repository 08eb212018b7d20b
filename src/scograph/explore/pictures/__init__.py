"""Pictures drawn from the graph."""

from __future__ import annotations

from typing import Any

PICTURES: dict[str, Any] = {}
