"""The verbs of the accounts slice other slices may call; each joins the caller's transaction."""

from backend.accounts.service.callers import register_caller
from backend.accounts.service.consents import give as give_consent
from backend.accounts.service.consents import withdraw as withdraw_consent
from backend.accounts.service.identity import confirm_identity

__all__ = ["confirm_identity", "give_consent", "register_caller", "withdraw_consent"]
