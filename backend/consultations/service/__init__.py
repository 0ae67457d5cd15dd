"""The verbs of the consultations: talk, hand over, answer, settle."""
