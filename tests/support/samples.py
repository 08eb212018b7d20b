"""Cases of which a quick run takes some, and a longer run all."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

import pytest

_Case = TypeVar("_Case")


def marked(
    cases: Iterable[_Case], sample: Collection[_Case], mark: pytest.MarkDecorator
) -> list[Any]:
    """All cases as parameters, with a mark on those that are not in the sample."""
    return [pytest.param(one, marks=() if one in sample else mark) for one in cases]
