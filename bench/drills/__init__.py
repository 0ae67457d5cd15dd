"""Drills: the product under faults, judged by what its clients were told."""
