"""The verbs of the evaluations."""
