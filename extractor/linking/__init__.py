"""Mentions to entities: aliases, anaphora, authority records, clusters."""
