"""A knowledge graph of the Shanghai Cooperation Organisation, and the tool that queries it."""

__version__ = "0.1.0"
