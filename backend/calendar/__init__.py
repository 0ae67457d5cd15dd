"""The working-day table: seeded from announced years, changed by imports, read as a value."""
