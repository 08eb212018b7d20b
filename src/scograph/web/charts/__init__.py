"""The charts of the pages: SVG drawn from the store, each with its data as a table.

Each kind of chart is a module that draws; `CHARTS` has them by name.
"""

from __future__ import annotations

from scograph.web.charts.chart import Cell, Chart, Kind, Parameter
from scograph.web.charts.encounters import ENCOUNTERS
from scograph.web.charts.growth import GROWTH
from scograph.web.charts.hosts import HOSTS
from scograph.web.charts.members import MEMBERS
from scograph.web.charts.statuses import STATUSES
from scograph.web.charts.summits import SUMMITS
from scograph.web.charts.tenures import LEADERS, OFFICIALS

__all__ = ["CHARTS", "Cell", "Chart", "Kind", "Parameter"]

CHARTS: dict[str, Kind] = {
    "summits": SUMMITS,
    "hosts": HOSTS,
    "statuses": STATUSES,
    "growth": GROWTH,
    "members": MEMBERS,
    "officials": OFFICIALS,
    "leaders": LEADERS,
    "encounters": ENCOUNTERS,
}
