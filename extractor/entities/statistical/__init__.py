"""The trained tagger and the second opinion of GiNZA."""
