"""Citizens: log-in, identity, addresses, consents, settings."""
