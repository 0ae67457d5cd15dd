"""The administrator and the members."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend.common.errors import InvalidInput
from backend.database import fetch
from backend.staff import totp, tries
from backend.staff.service import create_admin, seed_demo
from faq.loader import load_book

NEW = {
    "account": "hz03",
    "name": "林静",
    "number": "0103",
    "role": "clerk",
    "department": "GA-HZ",
    "windows": ["W01"],
}
ROUTES = [
    ("GET", "/staff/members", None),
    ("POST", "/staff/members", NEW),
    ("POST", "/staff/members/{id}/reset-password", {}),
    ("POST", "/staff/members/{id}/disable", {"version": 1}),
    ("POST", "/staff/members/{id}/enable", {"version": 1}),
]


async def _member(admin: Any, account: str) -> dict[str, Any]:
    items = (await admin.get("/api/v1/staff/members")).json()["items"]
    return dict(next(one for one in items if one["account"] == account))


async def _log_in(app: Any, account: str, password: str) -> tuple[Any, dict[str, Any]]:
    person = app.anonymous()
    person.http.headers["X-Yichuang"] = "console"
    answer = await person.post("/api/v1/staff/sessions", {"account": account, "password": password})
    return person, answer.json()


async def _new_member(app: Any, admin: Any, clock: Any) -> tuple[Any, str, str]:
    """A member who was added, logged in and enrolled: browser, password, secret."""
    password = (await admin.post("/api/v1/staff/members", NEW)).json()["password"]
    person, step = await _log_in(app, "hz03", password)
    code = totp.code_at(step["secret"], clock.now())
    assert (await person.post("/api/v1/staff/sessions/totp", {"code": code})).status_code == 200
    return person, password, step["secret"]


async def test_only_the_administrator_manages_members(
    app: Any, admin: Any, clerk: Any, head: Any, coordinator: Any, supervisor: Any, citizen: Any, anonymous: Any
) -> None:
    someone = (await _member(admin, "rs01"))["id"]
    for person, status in ((clerk, 403), (head, 403), (coordinator, 403), (supervisor, 403), (citizen, 401)):
        for method, path, body in ROUTES:
            answer = await person.http.request(method, f"/api/v1{path.format(id=someone)}", json=body)
            assert answer.status_code == status, (person.name, path)
    assert (await anonymous.get("/api/v1/staff/members")).status_code == 401
    assert (await _member(admin, "rs01"))["version"] == 1


async def test_a_new_member_enrols_and_must_change_the_password(app: Any, admin: Any, clock: Any) -> None:
    added = await admin.post("/api/v1/staff/members", NEW)
    assert added.status_code == 201
    password = added.json()["password"]
    person, step = await _log_in(app, "HZ03", password)
    assert step["stage"] == "enrol"
    assert step["qr_svg"].startswith("data:image/svg+xml")
    assert step["secret"] in step["otpauth_url"]
    _, again = await _log_in(app, "hz03", password)
    assert again["secret"] == step["secret"]
    code = totp.code_at(step["secret"], clock.now())
    me = (await person.post("/api/v1/staff/sessions/totp", {"code": code})).json()["staff"]
    assert (me["must_change_password"], me["permissions"]) == (True, [])
    changed = await person.put("/api/v1/staff/me/password", {"old": password, "new": "窗口的花今天开得很好看"})
    assert "queue.call" not in me["permissions"]
    assert changed.status_code == 422
    changed = await person.put("/api/v1/staff/me/password", {"old": password, "new": "窗口的花今天开得很好看呀"})
    assert changed.json()["must_change_password"] is False
    assert "queue.call" in changed.json()["permissions"]
    _, done = await _log_in(app, "hz03", password)
    assert done["code"] == "wrong_login"


async def test_until_the_password_is_changed_nothing_is_permitted(app: Any, admin: Any, clock: Any) -> None:
    password = (await admin.post("/api/v1/staff/members", NEW | {"role": "admin"})).json()["password"]
    person, step = await _log_in(app, "hz03", password)
    await person.post("/api/v1/staff/sessions/totp", {"code": totp.code_at(step["secret"], clock.now())})
    assert (await person.get("/api/v1/staff/members")).status_code == 403


async def test_accounts_and_numbers_are_taken_once(admin: Any) -> None:
    await admin.post("/api/v1/staff/members", NEW)
    for other in (NEW | {"number": "9999"}, NEW | {"account": "hz99"}, NEW | {"account": "HZ03", "number": "9999"}):
        answer = await admin.post("/api/v1/staff/members", other)
        assert (answer.status_code, answer.json()["code"]) == (409, "account_taken")


async def test_bad_members_are_refused_by_field(admin: Any) -> None:
    for field, value in (
        ("account", "a b"),
        ("name", ""),
        ("number", "工号"),
        ("role", "boss"),
        ("department", None),
        ("windows", ["W 01"]),
    ):
        answer = await admin.post("/api/v1/staff/members", NEW | {field: value})
        assert answer.status_code == 422, field
        assert answer.json()["details"]["fields"][0]["field"].startswith(field)


async def test_a_stopped_member_is_out_at_once_and_cannot_return(app: Any, admin: Any, clerk: Any) -> None:
    row = await _member(admin, "hz01")
    path = f"/api/v1/staff/members/{row['id']}"
    stopped = await admin.post(f"{path}/disable", {"version": row["version"]})
    assert (stopped.json()["state_label"], [one["name"] for one in stopped.json()["actions"]]) == ("已停用", ["enable"])
    assert (await clerk.get("/api/v1/staff/me")).status_code == 401
    login = app.login("clerk", "GA-HZ")
    assert (await _log_in(app, "hz01", login["password"]))[1]["code"] == "wrong_login"
    again = await admin.post(f"{path}/disable", {"version": stopped.json()["version"]})
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")
    assert (await admin.post(f"{path}/enable", {"version": stopped.json()["version"]})).status_code == 200
    assert (await _log_in(app, "hz01", login["password"]))[1]["stage"] == "totp"
    assert (await clerk.get("/api/v1/staff/me")).status_code == 401


async def test_two_administrators_do_not_overwrite_each_other(admin: Any) -> None:
    path = f"/api/v1/staff/members/{(await _member(admin, 'rs01'))['id']}"
    answer = await admin.post(f"{path}/disable", {"version": 7})
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")


async def test_nobody_stops_themselves(admin: Any) -> None:
    row = await _member(admin, "admin")
    assert "disable" not in [one["name"] for one in row["actions"]]
    answer = await admin.post(f"/api/v1/staff/members/{row['id']}/disable", {"version": row["version"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_yourself")


async def test_a_reset_ends_sessions_and_lets_a_new_phone_enrol(app: Any, admin: Any, clerk: Any) -> None:
    row = await _member(admin, "hz01")
    password = (await admin.post(f"/api/v1/staff/members/{row['id']}/reset-password")).json()["password"]
    assert (await clerk.get("/api/v1/staff/me")).status_code == 401
    assert (await _log_in(app, "hz01", app.login("clerk", "GA-HZ")["password"]))[1]["code"] == "wrong_login"
    _, step = await _log_in(app, "hz01", password)
    assert step["stage"] == "enrol"
    assert step["secret"] != app.login("clerk", "GA-HZ")["totp_secret"]


async def test_changing_the_password_logs_other_browsers_out(app: Any, admin: Any, clock: Any) -> None:
    person, password, secret = await _new_member(app, admin, clock)
    wrong = await person.put("/api/v1/staff/me/password", {"old": "wrong", "new": "窗口的花今天开得很好看呀"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_login")
    clock.advance(timedelta(seconds=30))
    other, _ = await _log_in(app, "hz03", password)
    await other.post("/api/v1/staff/sessions/totp", {"code": totp.code_at(secret, clock.now())})
    await person.put("/api/v1/staff/me/password", {"old": password, "new": "窗口的花今天开得很好看呀"})
    assert (await person.get("/api/v1/staff/me")).status_code == 200
    assert (await other.get("/api/v1/staff/me")).status_code == 401


async def test_what_administrators_do_is_on_record_without_secrets(app: Any, admin: Any, clock: Any) -> None:
    _, password, secret = await _new_member(app, admin, clock)
    acts = await fetch("SELECT act, facts::text AS facts FROM audit_line ORDER BY id")
    assert {"staff.add", "staff.log_in"} <= {row["act"] for row in acts}
    rows = await fetch("SELECT * FROM staff_member") + await fetch("SELECT * FROM staff_session")
    everything = str(acts) + str(rows)
    assert password not in everything
    assert secret not in everything


async def test_demo_staff_cover_the_walks_and_are_added_once(app: Any, clock: Any) -> None:
    roles = {(login["role"], login["department"]) for login in app.logins}
    assert {("clerk", "GA-HZ"), ("head", "GA-HZ"), ("clerk", "SCJG"), ("head", "BDC"), ("clerk", "RS")} <= roles
    assert {"coordinator", "supervisor", "admin"} <= {role for role, _ in roles}
    assert await seed_demo(load_book().departments, clock.now()) == []


async def test_the_first_administrator_comes_from_the_command_line(app: Any, clock: Any) -> None:
    with pytest.raises(InvalidInput):
        await create_admin("boss", "秦岚", "9902", "short", clock.now())
    await create_admin("boss", "秦岚", "9902", "窗口的花今天开得很好看呀", clock.now())
    person, step = await _log_in(app, "boss", "窗口的花今天开得很好看呀")
    code = totp.code_at(step["secret"], clock.now())
    me = (await person.post("/api/v1/staff/sessions/totp", {"code": code})).json()["staff"]
    assert (me["role"], me["must_change_password"]) == ("admin", False)
    assert (await person.get("/api/v1/staff/members")).status_code == 200


async def test_old_counts_are_forgotten_and_running_pauses_are_not(app: Any, clock: Any) -> None:
    for _ in range(5):
        await _log_in(app, "nobody", "wrong-wrong-wrong")
    await tries.forget_old(clock.now() + timedelta(hours=23))
    assert len(await fetch("SELECT 1 FROM staff_login_try")) == 1
    await tries.forget_old(clock.now() + timedelta(hours=25))
    assert await fetch("SELECT 1 FROM staff_login_try") == []
