"""Pure building blocks: no web framework, no database, no gateway."""
