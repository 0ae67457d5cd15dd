"""The verbs of the staff slice."""

from backend.staff.service.demo import DemoLogin, seed_demo
from backend.staff.service.members import create_admin

__all__ = ["DemoLogin", "create_admin", "seed_demo"]
