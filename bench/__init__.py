"""Benchmarks: ratios within one run, never a timed test. `python3 dev.py bench [NAME]`."""
