"""What a citizen is told when something about their account cannot be done."""

from __future__ import annotations

from backend.common.errors import Conflict, NotLoggedIn


class ConsentNeeded(Conflict):
    """Personal data may be kept only after the citizen agreed (个人信息保护法 art. 13)."""

    code = "consent_needed"
    message = "请先看隐私说明并同意，再继续。"


class OldNotice(Conflict):
    """The consent was given to a text that has changed since."""

    code = "old_notice"
    message = "隐私说明有更新。请看过新版再同意。"


class TooManyAddresses(Conflict):
    code = "too_many_addresses"
    message = "最多存20个地址。请先删掉不用的。"


class TooManyMembers(Conflict):
    code = "too_many_members"
    message = "最多存 {most} 位家人。请先删掉一位。"


class MemberKnown(Conflict):
    code = "member_known"
    message = "这位家人已经存过。请直接选用。"


class LoginUnfinished(NotLoggedIn):
    """The return from WeChat does not belong to a log-in we began, or came too late."""

    code = "login_unfinished"
    message = "登录没有完成。请再点一次登录。"
