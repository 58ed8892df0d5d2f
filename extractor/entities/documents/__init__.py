"""Named documents and conferences."""
