"""Reads across slices for one screen."""
