"""Laws, orders, bills and their numbers, brackets and provisions."""
