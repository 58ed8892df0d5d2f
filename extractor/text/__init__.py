"""Bytes to page: reading, folding, layout, sentences, tokens."""
