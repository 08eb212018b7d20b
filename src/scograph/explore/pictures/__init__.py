"""The pictures of the explorer: SVG drawn from the store, each with the table behind it.

Each kind of picture is a module that draws; `PICTURES` has them by name.
"""

from __future__ import annotations

from scograph.explore.pictures.encounters import ENCOUNTERS
from scograph.explore.pictures.growth import GROWTH
from scograph.explore.pictures.hosts import HOSTS
from scograph.explore.pictures.members import MEMBERS
from scograph.explore.pictures.picture import Cell, Kind, Parameter, Picture
from scograph.explore.pictures.statuses import STATUSES
from scograph.explore.pictures.summits import SUMMITS
from scograph.explore.pictures.tenures import LEADERS, OFFICIALS

__all__ = ["PICTURES", "Cell", "Kind", "Parameter", "Picture"]

PICTURES: dict[str, Kind] = {
    "summits": SUMMITS,
    "hosts": HOSTS,
    "statuses": STATUSES,
    "growth": GROWTH,
    "members": MEMBERS,
    "officials": OFFICIALS,
    "leaders": LEADERS,
    "encounters": ENCOUNTERS,
}
