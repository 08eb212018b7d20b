"""Canned queries: header, template, parameters, run, recorded answers."""
