"""The verbs of the delivery."""
