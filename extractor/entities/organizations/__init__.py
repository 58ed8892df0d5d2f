"""Other organisations, and people without a public post."""
