"""The server itself: where it is, whether it answers, the embedded one. Light to import: a start begins here."""
