"""The verbs of the cases other slices may call; each joins the caller's transaction."""

from backend.cases.service.closing import close_delivered, hand_over, hold, note_certificate
from backend.cases.service.registering import ApplicantFacts, ReceivedMaterial, Registration, register

__all__ = [
    "ApplicantFacts",
    "ReceivedMaterial",
    "Registration",
    "close_delivered",
    "hand_over",
    "hold",
    "note_certificate",
    "register",
]
