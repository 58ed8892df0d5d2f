"""Runs over files: the documents of paths into a stream, a file or a folder of parts that a killed run continues."""

from extractor.runs.feed import Job, Read, Totals
from extractor.runs.parts import into_file, into_folder

__all__ = ["Job", "Read", "Totals", "into_file", "into_folder"]
