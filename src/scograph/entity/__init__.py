"""One thing: its claims, facts and description; and the dataset as a whole."""
