"""A server that behaves like api.weixin.qq.com for one demo centre. It is a log-in bypass: never serve it publicly.

It shares no code with our client or push receiver, so that a mistake there meets an independent opinion here.
"""

from backend.wechat.sandbox.app import create_sandbox
from backend.wechat.sandbox.config import SandboxConfig

__all__ = ["SandboxConfig", "create_sandbox"]
