"""Graphs and rows as text: Turtle, JSON-LD, N-Quads, tables, CSV, JSON."""
