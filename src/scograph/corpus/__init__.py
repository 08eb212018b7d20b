"""Turtle files to lines: what is asserted, where it is written, and which source supports it."""
