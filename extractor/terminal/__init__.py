"""What people see on a terminal: texts, summaries, figures, progress. The command line only calls it."""
