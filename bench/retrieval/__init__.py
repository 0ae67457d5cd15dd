"""How well and how fast our engine finds entries, beside the libraries one would reach for first."""
