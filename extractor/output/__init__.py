"""Documents to files: JSON lines, tables."""
