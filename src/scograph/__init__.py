"""A knowledge graph of the Shanghai Cooperation Organisation, and the tool that asks it."""

__version__ = "0.1.0"
