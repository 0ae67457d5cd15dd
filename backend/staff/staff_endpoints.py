"""Log-in, own account, live events and the administrator's list of members."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import segno
from sanic import HTTPResponse

from backend.common.errors import Forbidden
from backend.staff import queries, totp
from backend.staff.access import COOKIE, STEP_COOKIE
from backend.staff.refusals import StepExpired
from backend.staff.roles import Permission
from backend.staff.schemas import (
    AddedMember,
    CodeStep,
    LoginStep,
    Member,
    NewMemberIn,
    NewPassword,
    PasswordChange,
    PasswordStep,
    Staff,
    Version,
    member_out,
    staff_out,
)
from backend.staff.service import login, members
from backend.web.access import public, staff
from backend.web.call import Call
from backend.web.dispatch import STAFF_HEADER
from backend.web.live import stream
from backend.web.replies import Cookie, Reply
from backend.web.routes import Routes
from backend.web.schemas import Empty, Items

api = Routes("staff")


@api.post("/staff/sessions", access=public("staff log-in, first step"), rate="120/minute")
async def give_password(call: Call, body: PasswordStep) -> Reply[LoginStep]:
    """Give account and password; the code comes next."""
    _from_console(call)
    given = await login.give_password(body.account, body.password, call.now, call.centre_id)
    cookie = _cookie(call, STEP_COOKIE, given.token, login.CODE_WITHIN)
    return Reply(_next_step(given), (cookie,))


@api.post("/staff/sessions/totp", access=public("staff log-in, second step"), rate="120/minute")
async def give_code(call: Call, body: CodeStep) -> Reply[LoginStep]:
    """Give the code of the authenticator app and be logged in."""
    _from_console(call)
    token = call.request.cookies.get(STEP_COOKIE)
    if not token:
        raise StepExpired()
    lasting = timedelta(hours=call.settings.staff_session_hours)
    done = await login.give_code(token, body.code, call.now, lasting)
    cookies = (_cookie(call, COOKIE, done.token, lasting), _gone(call, STEP_COOKIE))
    return Reply(LoginStep(stage="done", staff=staff_out(done.member)), cookies)


@api.delete("/staff/sessions/current", access=staff())
async def log_out(call: Call) -> Reply[None]:
    """End this session."""
    await login.log_out(call.staff, call.now)
    return Reply(None, (_gone(call, COOKIE),))


@api.get("/staff/me", access=staff())
async def me(call: Call) -> Staff:
    """The logged-in member and what they may do."""
    return staff_out(await queries.find(call.staff.id))


@api.put("/staff/me/password", access=staff(), atomic=False, rate="30/minute")
async def change_password(call: Call, body: PasswordChange) -> Staff:
    """Change one's own password; other browsers are logged out."""
    return staff_out(await members.change_password(call.staff, body.old, body.new, call.now))


@api.get("/staff/events", access=staff(), raw=True)
async def events(call: Call) -> HTTPResponse:
    """Live events for the console's screens."""
    return await stream(call.request, ["staff"], session_id=call.staff.session_id)


@api.get("/staff/members", access=staff(Permission.MEMBERS_MANAGE))
async def list_members(call: Call) -> Items[Member]:
    """All members."""
    return Items(items=[member_out(row, call.staff.id) for row in await queries.members(call.centre_id)])


@api.post("/staff/members", access=staff(Permission.MEMBERS_MANAGE), status=201)
async def add_member(call: Call, body: NewMemberIn) -> AddedMember:
    """Add a member; the answer holds the first password, once."""
    new = members.NewMember(**body.model_dump())
    row, password = await members.add(call.staff, new, call.now, call.centre_id)
    return AddedMember(member=member_out(row, call.staff.id), password=password)


@api.post("/staff/members/<member_id>/reset-password", access=staff(Permission.MEMBERS_MANAGE))
async def reset_password(call: Call, member_id: UUID, body: Empty) -> NewPassword:
    """Give a new first password; the member enrols a phone anew."""
    return NewPassword(password=await members.reset_password(call.staff, member_id, call.now))


@api.post("/staff/members/<member_id>/disable", access=staff(Permission.MEMBERS_MANAGE))
async def disable_member(call: Call, member_id: UUID, body: Version) -> Member:
    """Stop an account; its sessions end at once."""
    return member_out(await members.disable(call.staff, member_id, body.version, call.now), call.staff.id)


@api.post("/staff/members/<member_id>/enable", access=staff(Permission.MEMBERS_MANAGE))
async def enable_member(call: Call, member_id: UUID, body: Version) -> Member:
    """Let a stopped account work again."""
    return member_out(await members.enable(call.staff, member_id, body.version, call.now), call.staff.id)


def _next_step(given: login.PasswordGiven) -> LoginStep:
    if given.secret is None:
        return LoginStep(stage="totp")
    url = totp.otpauth_url(given.secret, given.account)
    picture = segno.make(url, error="m").svg_data_uri(scale=4)
    return LoginStep(stage="enrol", secret=given.secret, otpauth_url=url, qr_svg=picture)


def _from_console(call: Call) -> None:
    """Another site cannot set this header, so it cannot log a browser in under its own account."""
    if not call.request.headers.get(STAFF_HEADER):
        raise Forbidden()


def _cookie(call: Call, name: str, value: str, lasting: timedelta) -> Cookie:
    return Cookie(name, value, int(lasting.total_seconds()), call.settings.base_url.startswith("https://"))


def _gone(call: Call, name: str) -> Cookie:
    return _cookie(call, name, "", timedelta(0))
