"""Corruptions of the shipped record, by kind, and which of them validation finds."""
