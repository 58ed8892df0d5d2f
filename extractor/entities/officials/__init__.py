"""Holders of public posts: names, titles, contact people, personnel tables."""
