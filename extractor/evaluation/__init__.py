"""Documents against gold: strict reading of gold files, precision, recall and F1."""
