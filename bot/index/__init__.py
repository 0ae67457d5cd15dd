"""The inverted index: immutable segments of postings, searched together through one catalogue."""
