"""Bodies of national governments: register, paths, values by date."""
