"""Mentions to events: triggers, clauses, arguments, merging."""
