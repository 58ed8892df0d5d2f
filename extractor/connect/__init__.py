"""The extractor inside data pipelines."""
