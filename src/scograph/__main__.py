"""`python -m scograph` is the same as `scograph`."""

from scograph.cli import main

main()
