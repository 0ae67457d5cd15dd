"""The verbs of the staff slice."""

from backend.staff.service.demo import DemoLogin, seed_demo

__all__ = ["DemoLogin", "seed_demo"]
