"""The embedded store: build, cache, keep current, open; and the check of single files."""
