"""Measures scograph beside other tools: `python -m bench`, in the root of the repository."""
