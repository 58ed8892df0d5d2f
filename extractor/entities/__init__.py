"""Page to mention candidates: one finder per label, one overlap policy."""
