"""The report: one HTML file that shows documents, events, a timeline and a network, and needs nothing beside itself."""

from extractor.output.report.page import write

__all__ = ["write"]
