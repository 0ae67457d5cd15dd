"""监督 and learning: lights, 催办, marks, figures, and an answer that becomes a published question."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta

import openpyxl

from backend.catalogue import live
from backend.common.clock import FixedClock
from backend.common.sheets import Sheet, workbook
from backend.consultations.learning import rules as learning_rules
from backend.consultations.learning import service as learning
from backend.consultations.learning.rules import Learned
from backend.database import fetch
from tests.consultations.talking import BASIS, act, answered, ask_person, begin, done, names, refused
from tests.support.people import Person
from tests.support.product import Product

SUPERVISION = "/api/v1/staff/supervision"


def test_a_cell_is_never_a_formula() -> None:
    made = workbook([Sheet("表", ("名", "数"), [("=1+1", 2), ("@SUM(A1)", None), ("好\x07", 1.5)])])
    page = openpyxl.load_workbook(io.BytesIO(made))["表"]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in page["A"][1:3]] == [
        ("=1+1", "s", True),
        ("@SUM(A1)", "s", True),
    ]
    assert (page["A4"].value, page["B2"].value, page["B4"].value) == ("好", 2, 1.5)


async def test_lights_and_urging(app: Product, citizen: Person, clerk: Person, clock: FixedClock) -> None:
    _, row = await ask_person(citizen)
    urged = await citizen.post(f"/api/v1/consultations/{row['id']}/urge", {})
    assert names(urged.json()) == ["add"]
    refused(await citizen.post(f"/api/v1/consultations/{row['id']}/urge", {}), 409, "urged_today")
    clock.advance(timedelta(days=1))
    assert (await citizen.post(f"/api/v1/consultations/{row['id']}/urge", {})).status_code == 200
    clock.advance(timedelta(days=2))
    supervisor = await app.staff("supervisor")
    wall = (await supervisor.get(f"{SUPERVISION}/lights")).json()
    assert wall["departments"] == [
        {"department": {"code": "GA-HZ", "name": "公安局(户政)"}, "ok": 0, "soon": 0, "late": 1, "paused": 0}
    ]
    assert (wall["rows"][0]["id"], wall["rows"][0]["urges"]) == (row["id"], 2)
    pressed = await done(supervisor, wall["rows"][0], "urge", words="请今天答复")
    assert (pressed["urges"], pressed["events"][-1]["text"]) == (3, "催办:请今天答复")
    refused(await clerk.get(f"{SUPERVISION}/lights"), 401, "not_logged_in")


async def test_marks_and_figures(
    citizen: Person, stranger: Person, clerk: Person, supervisor: Person, clock: FixedClock
) -> None:
    _, row = await ask_person(citizen)
    await answered(clerk, row)
    _, other = await ask_person(stranger)
    claimed = await done(clerk, other, "claim")
    await done(clerk, claimed, "reply", body="九点开门。", no_basis_reason="只问时间")
    await stranger.post(f"/api/v1/consultations/{other['id']}/unsolved", {})
    talk = await begin(citizen)
    await talk.heard(citizen, "身份证到期了怎么换")
    found = (await supervisor.get(f"{SUPERVISION}/sample", month="2026-11")).json()["items"]
    assert {one["number"] for one in found} == {"ZX2611-0001", "ZX2611-0002"}
    marks = {"accurate": 5, "complete": 4, "clear": 5, "grounded": 4, "friendly": 5}
    first = next(one for one in found if one["number"] == "ZX2611-0001")
    assert first["basis"][0]["article"] == "第11条"
    path = f"{SUPERVISION}/replies/{first['reply_id']}/mark"
    assert (await supervisor.post(path, marks)).json()["average"] == 4.6
    refused(await supervisor.post(path, marks), 409, "already_marked")
    refused(await clerk.post(path, marks), 403, "forbidden")
    assert len((await supervisor.get(f"{SUPERVISION}/sample", month="2026-11")).json()["items"]) == 1
    figures = (await supervisor.get(f"{SUPERVISION}/figures", month="2026-11")).json()
    assert figures["total"] == {"answered": 2, "on_time": 1.0, "cited": 0.5, "reopened": 0.5, "mark": 4.6}
    [department] = [one for one in figures["departments"] if one["department"]["code"] == "GA-HZ"]
    assert (department["bot_asked"], department["bot_solved"]) == (1, 1.0)
    assert [(one["number"], one["answered"]) for one in figures["people"]] == [("0101", 2)]
    assert [one["window"]["code"] for one in figures["windows"]] == ["W01"]
    sheet = await supervisor.get(f"{SUPERVISION}/figures.xlsx", month="2026-11")
    page = openpyxl.load_workbook(io.BytesIO(sheet.content))["2026-11 个人"]
    assert [cell.value for cell in page[2]][:6] == ["赵敏", "0101", "公安局(户政)", 2, 100, 50]
    empty = (await supervisor.get(f"{SUPERVISION}/figures", month="2025-12")).json()
    assert empty["total"]["on_time"] is None
    refused(await supervisor.get(f"{SUPERVISION}/figures", month="2026-13"), 422, "invalid_input")


async def test_bribery_is_for_supervision_only(
    citizen: Person, clerk: Person, coordinator: Person, supervisor: Person
) -> None:
    _, row = await ask_person(citizen, "窗口的人收了我红包才给办")
    assert row["department_name"] == "督查科"
    path = f"/api/v1/staff/consultations/{row['id']}"
    for person in (clerk, coordinator):
        refused(await person.get(path), 404, "not_found")
        refused(await act(person, row, "claim"), 404, "not_found")
        for view in ("unclaimed", "late", "done"):
            assert (await person.get("/api/v1/staff/consultations", view=view)).json()["items"] == []
    board = (await coordinator.get("/api/v1/staff/coordination/board")).json()
    assert board["items"] == []
    assert (await coordinator.get("/api/v1/staff/bot/handed-off")).json()["items"] == []
    seen = (await supervisor.get(path)).json()
    assert (names(seen), seen["confidential"]) == (["claim", "note"], True)
    claimed = await done(supervisor, seen, "claim")
    replied = await done(supervisor, claimed, "reply", body="已在核查。", basis=BASIS)
    assert "督查科窗口" in replied["messages"][-1]["text"]


async def test_a_reply_becomes_a_question_that_the_bot_answers(
    app: Product, citizen: Person, clerk: Person, coordinator: Person
) -> None:
    asked = "身份证被洗衣机洗坏了还能用吗"
    _, row = await ask_person(citizen, asked)
    replied = await answered(clerk, row)
    assert "propose" in names(replied)
    words = {"item": "HZ03", "question": asked, "answer": "芯片坏了就不能用。请带户口簿来换。"}
    refused(await act(clerk, replied, "propose", **words | {"item": "NO99"}), 409, "no_item")
    refused(await act(clerk, replied, "propose", **words | {"answer": "请打13812345678"}), 422, "invalid_input")
    made = await act(clerk, replied, "propose", **words)
    assert made.status_code == 201, made.text
    refused(await act(clerk, replied, "propose", **words), 409, "already_proposed")
    [waiting] = (await coordinator.get("/api/v1/staff/faq-proposals")).json()["items"]
    path = f"/api/v1/staff/faq-proposals/{waiting['id']}"
    refused(await clerk.post(f"{path}/publish", words | {"version": 1}), 403, "forbidden")
    before = live.current().number
    published = await coordinator.post(f"{path}/publish", words | {"version": 1})
    assert published.status_code == 200, published.text
    for _ in range(100):
        if live.current().number > before:
            break
        await asyncio.sleep(0.05)
    [out] = (await coordinator.get("/api/v1/staff/faq-proposals", state="published")).json()["items"]
    assert (out["outdated"], out["guide_version"]) == (False, live.current().guide("HZ03").version)
    talk = await begin(citizen)
    [reply] = await talk.heard(citizen, asked)
    assert "芯片坏了就不能用" in str(reply["card"])
    book = await learning.relearned(live.current().book)
    assert book.version == live.current().version, "publishing the files again forgets nothing and doubles nothing"
    refused(await coordinator.post(f"{path}/decline", {"version": 1, "note": "不要"}), 409, "stale")
    await fetch("UPDATE faq_proposal SET basis_of = 'older'")
    [flagged] = (await coordinator.get("/api/v1/staff/faq-proposals", state="published")).json()["items"]
    assert flagged["outdated"] is True


async def test_a_proposal_is_declined_with_a_reason(citizen: Person, clerk: Person, coordinator: Person) -> None:
    _, row = await ask_person(citizen)
    made = await act(clerk, await answered(clerk, row), "propose", item="HZ03", question="证件没了咋弄")
    path = f"/api/v1/staff/faq-proposals/{made.json()['id']}/decline"
    declined = await coordinator.post(path, {"version": 1, "note": "已有同样的"})
    assert (declined.json()["state"], declined.json()["note"]) == ("declined", "已有同样的")


async def test_a_way_of_asking_is_added_beside_the_guide(app: Product) -> None:
    book = live.current().book
    asked = learning_rules.with_learned(book, [Learned("HZ03", "证件没了咋弄呀", None), Learned("NO99", "没有", None)])
    assert asked.guide("HZ03") == book.guide("HZ03")
    assert "证件没了咋弄呀" in next(row.asks for row in asked.asks if row.code == "HZ03")
    assert asked.version != book.version
    assert learning_rules.with_learned(asked, [Learned("HZ03", "证件没了咋弄呀", None)]).version == asked.version
