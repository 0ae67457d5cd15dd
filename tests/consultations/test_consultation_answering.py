"""The window's side and the citizen's last word."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from backend.common.clock import FixedClock
from backend.database import fetch
from tests.consultations.talking import BASIS, DIFFERENT, act, answered, ask_person, done, listed, names, refused
from tests.support.people import Person, log_in_staff
from tests.support.product import Product


async def test_claim_reply_solved(citizen: Person, clerk: Person) -> None:
    talk, row = await ask_person(citizen)
    detail = await answered(clerk, row)
    assert (detail["state"], names(detail)) == ("answered", ["note", "propose"])
    reply = (await talk.read(citizen)).json()["items"][-1]
    assert (reply["author"], reply["kind"]) == ("staff", "reply")
    assert reply["from"] == {"window_name": "公安户政窗口", "staff_number": "0101"}
    assert reply["text"] == (
        "市民朋友你好，欢迎咨询云河市行政服务中心网站，现由我中心公安局窗口工作人员为你答复咨询问题\n\n"
        "请带户口簿。\n\n"
        "依据：《中华人民共和国居民身份证法》第11条\n\n"
        "欢迎电话咨询：\n公安局窗口赵敏 000-88002001\n祝您心情愉快、办事顺利。\n2026年11月23日"
    )
    mine = (await citizen.get(f"/api/v1/consultations/{row['id']}")).json()
    assert names(mine) == ["solved", "unsolved"]
    closed = await citizen.post(f"/api/v1/consultations/{row['id']}/solved", {})
    assert (closed.json()["state"], names(closed.json())) == ("closed", [])
    assert all(step["at"] for step in closed.json()["progress"])


async def test_the_citizen_is_told_of_the_answer(citizen: Person, clerk: Person) -> None:
    _, row = await ask_person(citizen)
    await answered(clerk, row)
    notice = (await citizen.get("/api/v1/me/notices")).json()["items"][0]
    assert notice["text"] == "您的咨询 ZX2611-0001 有答复了。请查看,并告诉我们是否解决。"
    assert notice["link"] == f"/pages/consultations/detail?id={row['id']}"


async def test_of_two_clerks_one_gets_it(app: Product, citizen: Person) -> None:
    logins = [row for row in app.logins if row["department"] == "GA-HZ" and row["role"] == "clerk"]
    first, second = [await log_in_staff(app.base, login, app.clock) for login in logins]
    app.people += [first, second]
    _, row = await ask_person(citizen)
    answers = await asyncio.gather(act(first, row, "claim"), act(second, row, "claim"))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    lost = next(answer for answer in answers if answer.status_code == 409)
    refused(lost, 409, "stale")


async def test_only_who_claimed_it_replies(citizen: Person, clerk: Person, head: Person) -> None:
    _, row = await ask_person(citizen)
    claimed = await done(clerk, row, "claim")
    refused(await act(head, claimed, "reply", body="好", basis=BASIS), 409, "not_yours")


async def test_a_reply_without_law_or_reason_names_the_field(citizen: Person, clerk: Person) -> None:
    _, row = await ask_person(citizen)
    claimed = await done(clerk, row, "claim")
    for body, field in (
        ({"body": "好"}, "basis"),
        ({"body": "好", "basis": [{"law": "身份证法"}]}, "basis.0.doc_no"),
        ({"body": "  ", "basis": BASIS}, "body"),
    ):
        answer = await act(clerk, claimed, "reply", **body)
        refused(answer, 422, "invalid_input")
        assert answer.json()["details"]["fields"][0]["field"] == field
    done_row = await done(clerk, claimed, "reply", body="九点开门。", no_basis_reason="只问时间", salutation="王女士")
    assert done_row["messages"][-1]["text"].startswith("王女士朋友你好")


async def test_not_solved_goes_back_to_the_same_clerk(app: Product, citizen: Person, clock: FixedClock) -> None:
    _, row = await ask_person(citizen)
    await answered(await app.staff("clerk", "GA-HZ"), row)
    clock.advance(timedelta(days=1))
    clerk = await app.staff("clerk", "GA-HZ")
    again = (await citizen.post(f"/api/v1/consultations/{row['id']}/unsolved", {"comment": "没看懂"})).json()
    assert (again["state"], again["due_text"]) == ("claimed", "最迟 11月26日 17:00 答复")
    assert again["progress"][2]["at"] is None
    [mine] = await listed(clerk, "mine")
    assert names(mine) == ["reply", "question", "extend", "forward", "return", "note"]
    deadlines = await fetch("SELECT due_at FROM consultation_deadline ORDER BY id")
    assert len(deadlines) == 2
    assert (await done(clerk, mine, "reply", body="户口簿就行。", basis=BASIS))["messages"][-2]["text"] == "没看懂"
    assert len((await citizen.get("/api/v1/me/notices")).json()["items"]) == 3


async def test_forwarding_keeps_the_clock(
    citizen: Person, clerk: Person, other_clerk: Person, clock: FixedClock
) -> None:
    _, row = await ask_person(citizen)
    claimed = await done(clerk, row, "claim")
    clock.advance(timedelta(hours=2))
    moved = await done(clerk, claimed, "forward", department="SCJG", reason="问的是执照")
    assert (moved["due_at"], moved["owner"], names(moved)) == (row["due_at"], None, [])
    assert moved["events"][-1]["text"] == "转给市场监督管理局:问的是执照"
    [theirs] = await listed(other_clerk)
    assert names(theirs) == ["claim", "forward", "return", "note"]
    assert await listed(clerk) == []
    assert (await clerk.get(f"/api/v1/staff/consultations/{row['id']}")).status_code == 200
    refused(await act(clerk, theirs, "claim"), 403, "forbidden")


async def test_a_forward_names_another_known_department(citizen: Person, clerk: Person) -> None:
    _, row = await ask_person(citizen)
    for department in ("GA-HZ", "NO"):
        answer = await act(clerk, row, "forward", department=department, reason="不对")
        refused(answer, 422, "invalid_input")
        assert answer.json()["details"]["fields"][0]["field"] == "department"
    refused(await act(clerk, row, "forward", department="SCJG", reason=""), 422, "invalid_input")


async def test_returned_to_the_coordination(citizen: Person, clerk: Person, coordinator: Person) -> None:
    _, row = await ask_person(citizen)
    await done(clerk, row, "return", reason="不是本部门的事")
    [back] = await listed(coordinator)
    assert back["department"]["code"] == "ZX"
    assert names(back) == ["claim", "forward", "note"]
    moved = await done(coordinator, back, "forward", department="SCJG", reason="问的是执照")
    assert moved["due_at"] == row["due_at"]


async def test_an_old_version_is_stale(citizen: Person, clerk: Person) -> None:
    _, row = await ask_person(citizen)
    await done(clerk, row, "claim")
    for verb, body in (("claim", {}), ("return", {"reason": "不对"}), ("reply", {"body": "好", "basis": BASIS})):
        refused(await act(clerk, row, verb, **body), 409, "stale")


async def test_views_and_counts(app: Product, citizen: Person, clerk: Person, clock: FixedClock) -> None:
    rows = [(await ask_person(citizen, question))[1] for question in DIFFERENT]
    await done(clerk, rows[0], "claim")
    await answered(clerk, rows[1])
    counts = (await clerk.get("/api/v1/staff/consultations")).json()["counts"]
    assert counts == {"unclaimed": 2, "mine": 1, "today": 0, "late": 0, "waiting": 0, "opinions": 0, "done": 1}
    clock.advance(timedelta(days=2))
    today = await listed(await app.staff("clerk", "GA-HZ"), "today")
    assert [row["deadline_text"] for row in today] == ["今天 17:00"] * 3
    clock.advance(timedelta(days=1))
    late = await listed(await app.staff("clerk", "GA-HZ"), "late")
    assert {(row["deadline_text"], row["light"], row["minutes_left"]) for row in late} == {("已超时", "late", 0)}
    assert (await citizen.get(f"/api/v1/consultations/{rows[2]['id']}")).json()["late"] is True


async def test_a_long_list_pages_by_deadline(citizen: Person, clerk: Person) -> None:
    asked = [(await ask_person(citizen, question))[1]["number"] for question in DIFFERENT[:3]]
    first = (await clerk.get("/api/v1/staff/consultations", view="unclaimed", limit=2)).json()
    rest = await listed(clerk, "unclaimed", limit=2, cursor=first["next"])
    assert [row["number"] for row in (*first["items"], *rest)] == asked


async def test_everything_is_on_record(citizen: Person, clerk: Person) -> None:
    _, row = await ask_person(citizen)
    await answered(clerk, row)
    await clerk.get(f"/api/v1/staff/consultations/{row['id']}")
    acts = await fetch("SELECT act FROM audit_line WHERE subject = $1 ORDER BY id", [f"consultation:{row['id']}"])
    assert [line["act"].removeprefix("consultations.") for line in acts] == ["ask", "claim", "reply", "read"]
    verbs = await fetch("SELECT verb FROM consultation_event ORDER BY id")
    assert [event["verb"] for event in verbs] == ["ask", "claim", "reply"]
    assert len(await fetch("SELECT id FROM reply_basis")) == 1
