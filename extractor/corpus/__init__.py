"""Joins the records of a corpus: one stable id for each official, body, law, conference, place and happening."""

from extractor.corpus.join import link

__all__ = ["link"]
