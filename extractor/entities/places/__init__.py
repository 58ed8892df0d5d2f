"""Countries, municipalities, addresses, facilities, foreign cities."""
