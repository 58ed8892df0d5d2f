"""Mentions to events: triggers, clauses, arguments, status, merging."""

from extractor.events.frames import EventDraft
from extractor.events.reading import find

__all__ = ["EventDraft", "find"]
