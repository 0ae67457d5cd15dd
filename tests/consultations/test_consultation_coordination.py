"""综合协调科: rules, merging, ping-pong and arbitration, joint answers, the board, load, terms."""

from __future__ import annotations

import pytest

from backend.consultations import routing, rules
from backend.consultations.routing import Route, Rule
from backend.consultations.service.merging import same
from tests.consultations.talking import BASIS, LOST, Json, act, ask_person, begin, done, listed, names, refused
from tests.support.people import Person
from tests.support.product import Product

RULES = "/api/v1/staff/routing-rules"


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        (Rule("a", [], None, None, "YB", None), True),
        (Rule("a", ["丢"], None, None, "YB", None), True),
        (Rule("a", ["护照"], None, None, "YB", None), False),
        (Rule("a", ["丢"], "HZ03", "GA-HZ", "YB", None), True),
        (Rule("a", [], "HZ08", None, "YB", None), False),
        (Rule("a", [], None, "BDC", "YB", None), False),
    ],
)
def test_which_rule_fits(rule: Rule, fits: bool) -> None:
    found = routing.by_rules(Route("GA-HZ", "HZ03", "x", 0.9), LOST, [rule])
    assert (found.department == "YB") is fits


def test_no_rule_overrules_confidentiality() -> None:
    secret = Route(routing.SUPERVISION, None, "x", 1.0, confidential=True)
    assert routing.by_rules(secret, LOST, [Rule("a", [], None, None, "YB", None)]) is secret


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (LOST, "身份证丢了怎么补?", True),
        (LOST, "请问 身份证丢了,怎么补。谢谢", True),
        (LOST, "身份证到期了怎么换", False),
        ("?", "!", False),
    ],
)
def test_the_same_question(first: str, second: str, alike: bool) -> None:
    assert same(first, second) is alike


@pytest.mark.parametrize(
    ("verb", "target", "by_router", "back"),
    [
        ("return", "ZX", False, True),
        ("forward", "BDC", False, False),
        ("forward", "GA-HZ", False, True),
        ("forward", "GA-HZ", True, False),
    ],
)
def test_what_is_a_return(verb: str, target: str, by_router: bool, back: bool) -> None:
    assert rules.is_return(verb, target, ["GA-HZ", "SCJG"], by_router=by_router) is back


async def test_the_same_question_again_is_joined_and_said(citizen: Person, clerk: Person) -> None:
    _, row = await ask_person(citizen)
    talk = await begin(citizen)
    answer = (await talk.hand_off(citizen, "请问身份证丢了怎么补?")).json()
    assert answer["consultation"]["id"] == row["id"]
    assert answer["items"][-1]["text"].startswith("您问过同样的问题,单号 ZX2611-0001。")
    await talk.heard(citizen, "我人在外地")
    [open_row] = await listed(clerk)
    detail = (await clerk.get(f"/api/v1/staff/consultations/{open_row['id']}")).json()
    assert [event["verb"] for event in detail["events"]] == ["ask", "merge", "add"]
    assert "我人在外地" in [message["text"] for message in detail["messages"]]
    assert (await talk.read(citizen)).json()["consultation"]["id"] == row["id"]


async def test_rules_send_questions_before_the_bot_does(citizen: Person, coordinator: Person, clerk: Person) -> None:
    given = {"place": 1, "name": "外地补证", "words": ["外地"], "to_department": "GA-HZ", "window": "W02"}
    refused(await clerk.post(RULES, given), 403, "forbidden")
    refused(await coordinator.post(RULES, given | {"to_department": "XW"}), 422, "invalid_input")
    refused(await coordinator.post(RULES, given | {"window": "W05"}), 422, "invalid_input")
    refused(await coordinator.post(RULES, given | {"item": "NO99"}), 422, "invalid_input")
    rule = (await coordinator.post(RULES, given)).json()
    tried = (await coordinator.post(f"{RULES}/try", {"question": "人在外地怎么开公司"})).json()
    assert (tried["department"]["code"], tried["reason"]) == ("GA-HZ", "按规则“外地补证”分派。")
    _, row = await ask_person(citizen, "人在外地怎么办营业执照")
    [seen] = await listed(clerk)
    assert (seen["id"], seen["window"]["code"]) == (row["id"], "W02")
    assert [one["id"] for one in await listed(clerk, window="W01")] == []
    changed = await coordinator.put(f"{RULES}/{rule['id']}", given | {"version": 1, "active": False})
    assert (changed.json()["version"], changed.json()["active"]) == (2, False)
    refused(await coordinator.put(f"{RULES}/{rule['id']}", given | {"version": 1}), 409, "stale")
    assert len((await coordinator.get(RULES)).json()["items"]) == 1
    assert (await coordinator.delete(f"{RULES}/{rule['id']}")).status_code == 204


async def test_windows_share_the_work(citizen: Person, stranger: Person, clerk: Person) -> None:
    for person in (citizen, stranger):
        await ask_person(person)
    assert sorted(row["window"]["code"] for row in await listed(clerk)) == ["W01", "W02"]


async def test_the_second_return_is_decided_by_the_coordination(
    citizen: Person, clerk: Person, other_clerk: Person, coordinator: Person
) -> None:
    _, row = await ask_person(citizen)
    moved = await done(clerk, row, "forward", department="SCJG", reason="问的是执照")
    back = await done(other_clerk, moved, "forward", department="GA-HZ", reason="问的是身份证")
    assert (back["returns"], back["arbitration"], back["department"]["code"]) == (1, False, "GA-HZ")
    again = await done(clerk, back, "return", reason="不是本部门的")
    assert (again["returns"], again["arbitration"], again["department"]["code"]) == (2, True, "ZX")
    board = (await coordinator.get("/api/v1/staff/coordination/board")).json()
    assert (board["arbitration"], board["items"][0]["id"]) == (1, row["id"])
    assert names(board["items"][0]) == ["claim", "arbitrate", "note"]
    settled = await done(coordinator, again, "arbitrate", department="GA-HZ", reason="身份证归户政")
    assert (settled["due_at"], settled["arbitration"]) == (row["due_at"], False)
    [theirs] = await listed(clerk)
    assert names(theirs) == ["claim", "note"]
    refused(await act(clerk, theirs, "return", reason="还是不对"), 403, "forbidden")
    only = (await coordinator.get("/api/v1/staff/coordination/board", only="arbitration")).json()
    assert only["items"] == []


async def test_a_joint_answer(citizen: Person, clerk: Person, other_clerk: Person, coordinator: Person) -> None:
    _, row = await ask_person(citizen)
    back = await done(clerk, row, "return", reason="要几家一起答")
    claimed = await done(coordinator, back, "claim")
    for departments in (["XW"], ["ZX"]):
        answer = await act(coordinator, claimed, "opinions", departments=departments, words="请给意见")
        refused(answer, 422, "invalid_input")
    asked = await done(coordinator, claimed, "opinions", departments=["GA-HZ", "SCJG"], words="请给意见")
    assert (asked["handling"], asked["due_at"]) == ("joint", "2026-11-26T17:00:00+08:00")
    assert {one["due_at"] for one in asked["opinions"]} == {"2026-11-25T17:00:00+08:00"}
    answer = await act(coordinator, asked, "opinions", departments=["SCJG"], words="再问")
    refused(answer, 422, "invalid_input")
    [owed] = await listed(other_clerk, "opinions")
    assert names(owed) == ["opinion"]
    given = await done(other_clerk, owed, "opinion", words="执照照常办")
    assert [one["words"] for one in given["opinions"]] == [None, "执照照常办"]
    refused(await act(other_clerk, given, "opinion", words="再说"), 409, "not_yours")
    [joint] = (await coordinator.get("/api/v1/staff/coordination/joint")).json()["items"]
    assert [one["code"] for one in joint["missing"]] == ["GA-HZ"]
    answer = await act(coordinator, given, "reply", body="可以一起办。", basis=BASIS)
    refused(answer, 409, "opinions_missing")
    assert answer.json()["details"] == {"departments": ["GA-HZ"]}
    [also] = await listed(clerk, "opinions")
    full = await done(clerk, also, "opinion", words="身份证先补")
    sent = await done(coordinator, full, "reply", body="可以一起办。", basis=BASIS)
    assert sent["state"] == "answered"


async def test_the_board_gives_out_many_at_once(
    app: Product, citizen: Person, stranger: Person, clerk: Person, coordinator: Person
) -> None:
    rows: list[Json] = []
    for person in (citizen, stranger):
        _, row = await ask_person(person)
        rows.append(await done(clerk, row, "return", reason="请重新分派"))
    board = (await coordinator.get("/api/v1/staff/coordination/board")).json()
    assert [item["id"] for item in board["items"]] == [row["id"] for row in rows]
    assert board["items"][0]["reason"].startswith("问的像是")
    first = (await coordinator.get("/api/v1/staff/coordination/board", limit=1)).json()
    rest = (await coordinator.get("/api/v1/staff/coordination/board", limit=1, cursor=first["next"])).json()
    assert rest["items"][0]["id"] == rows[1]["id"]
    items = [{"id": rows[0]["id"], "version": rows[0]["version"]}, {"id": rows[1]["id"], "version": 1}]
    body = {"items": items, "department": "YB", "reason": "问的是医保"}
    refused(await clerk.post("/api/v1/staff/coordination/route", body), 403, "forbidden")
    done_ = (await coordinator.post("/api/v1/staff/coordination/route", body)).json()["items"]
    assert {one["id"]: one["code"] for one in done_} == {rows[0]["id"]: None, rows[1]["id"]: "stale"}
    load = (await coordinator.get("/api/v1/staff/coordination/load")).json()["items"]
    assert {one["department"]["code"]: one["unclaimed"] for one in load} == {"YB": 1, "ZX": 1}


async def test_terms_are_the_seeds_until_somebody_sets_them(citizen: Person, coordinator: Person) -> None:
    path = "/api/v1/staff/consultation-terms"
    found = (await coordinator.get(path)).json()
    assert (found["version"], found["own_days"], found["joint_days"], found["forward_minutes"]) == (0, 2, 3, 180)
    wanted = {name: value for name, value in found.items() if name != "late_rules"} | {"own_days": 1}
    assert (await coordinator.put(path, wanted)).json()["version"] == 1
    refused(await coordinator.put(path, wanted), 409, "stale")
    refused(await coordinator.put(path, wanted | {"own_days": 0}), 422, "invalid_input")
    _, row = await ask_person(citizen)
    assert row["due_text"] == "最迟 11月24日 17:00 答复"
