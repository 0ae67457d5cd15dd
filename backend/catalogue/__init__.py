"""Departments, windows and item guides as they are published, and the live index over them."""
