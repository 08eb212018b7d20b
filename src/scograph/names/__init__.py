"""Search keys, names to IRIs, IRIs to labels, and dates as users type them."""
