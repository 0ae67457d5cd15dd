"""What a member of staff is told when something cannot be done."""

from __future__ import annotations

from backend.common.errors import Conflict, NotLoggedIn, Refusal


class WrongLogin(Refusal):
    """Account, password or code is wrong; never says which."""

    code = "wrong_login"
    status = 401
    message = "账号、密码或验证码不对。请核对后再试。"


class StepExpired(NotLoggedIn):
    """The password was given too long ago."""

    code = "login_expired"
    message = "登录已超时。请重新输入密码。"


class AccountTaken(Conflict):
    """Account or 工号 belongs to somebody else."""

    code = "account_taken"
    message = "账号或工号已有人使用。请换一个。"


class NotYourself(Conflict):
    """An administrator would lock themselves out."""

    code = "not_yourself"
    message = "不能停用自己的账号。请让其他管理员操作。"
