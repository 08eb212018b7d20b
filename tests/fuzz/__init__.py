"""Mutated files and queries through the command line."""
