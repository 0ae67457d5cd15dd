"""Why a window cannot be as somebody wants it."""

from __future__ import annotations

from backend.common.errors import Conflict


class WindowNumberTaken(Conflict):
    code = "window_number_taken"
    message = "{number} 号已经是“{name}”。请换一个号。"
