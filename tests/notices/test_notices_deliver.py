"""WeChat messages: one per grant, each with an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from backend.database import fetch
from backend.notices import jobs, wechat_ids
from backend.outbox import Job, TryLater


async def _state(notice_id: Any) -> tuple[str, str]:
    row = (await fetch("SELECT state, reason FROM notice_send WHERE notice_id = $1", [notice_id]))[0]
    return row["state"], row["reason"]


async def _sandbox(app: Any, method: str, path: str, /, **body: Any) -> Any:
    async with httpx.AsyncClient(trust_env=False) as http:
        return (await http.request(method, f"{app.wechat}/control/{path}", json=body or None)).json()


async def _armed(person: Any, key: str = "case") -> int:
    rows = (await person.get("/api/v1/me/subscriptions")).json()["templates"]
    return int(next(row["armed"] for row in rows if row["key"] == key))


@pytest.fixture
def job(app: Any, clock: Any) -> Job:
    return Job("notices.deliver", {}, clock.now(), app.settings, 1)


async def test_a_granted_message_arrives_and_uses_the_grant(
    app: Any, citizen: Any, send: Any, allow: Any, run_jobs: Any
) -> None:
    assert await _armed(citizen) == 0
    assert (await allow(citizen)).status_code == 200
    assert await _armed(citizen) == 1
    first, second = await send(citizen, key="1"), await send(citizen, key="2")
    await run_jobs()
    assert await _state(first) == ("sent", "")
    assert await _state(second) == ("no_grant", "")
    assert await _armed(citizen) == 0
    letters = await _sandbox(app, "GET", "sent")
    assert [(one["name"], one["page"]) for one in letters] == [("王小明", "pages/cases/detail?id=1")]
    assert letters[0]["data"] == {
        "thing1": "首次申领居民身份证",
        "phrase2": "已受理",
        "thing3": "受理号202611230001",
    }


async def test_a_notice_for_the_inbox_only_sends_nothing(citizen: Any, send: Any) -> None:
    await send(citizen, "test.quiet")
    assert await fetch("SELECT 1 FROM notice_send") == []
    assert await fetch("SELECT 1 FROM pgqueuer WHERE entrypoint = 'notices.deliver'") == []


async def test_long_words_are_cut_to_wechats_length(
    app: Any, citizen: Any, send: Any, allow: Any, run_jobs: Any
) -> None:
    await allow(citizen)
    await send(citizen, item="内资公司设立登记和印章刻制备案以及税控设备申领一件事")
    await run_jobs()
    assert (await _sandbox(app, "GET", "sent"))[0]["data"]["thing1"].endswith("…")


async def test_a_citizen_who_took_it_back_is_refused_once(
    app: Any, citizen: Any, send: Any, allow: Any, run_jobs: Any
) -> None:
    await allow(citizen)
    await allow(citizen)
    await _sandbox(app, "POST", "consents", name="王小明", template_id="sandbox-case", answer="ban")
    notice_id = await send(citizen)
    await run_jobs()
    assert await _state(notice_id) == ("refused", "no consent left")
    assert await _armed(citizen) == 0


async def test_wechat_busy_is_tried_later_and_then_arrives_once(
    app: Any, citizen: Any, send: Any, allow: Any, job: Job
) -> None:
    await allow(citizen)
    job = replace(job, payload={"notice_id": str(await send(citizen))})
    await _sandbox(app, "POST", "faults", busy=1, path="subscribe")
    with pytest.raises(TryLater):
        await jobs.deliver(job)
    assert (await _state(job.payload["notice_id"]))[0] == "queued"
    for _ in range(3):
        await jobs.deliver(job)
    assert await _state(job.payload["notice_id"]) == ("sent", "")
    assert len(await _sandbox(app, "GET", "sent")) == 1


async def test_after_six_tries_it_is_given_up(app: Any, citizen: Any, send: Any, allow: Any, job: Job) -> None:
    await allow(citizen)
    job = replace(job, payload={"notice_id": str(await send(citizen))})
    await _sandbox(app, "POST", "faults", busy=-1, path="subscribe")
    for _ in range(jobs.MOST_TRIES - 1):
        with pytest.raises(TryLater):
            await jobs.deliver(job)
    await jobs.deliver(job)
    assert await _state(job.payload["notice_id"]) == ("failed", "WeChat is busy")


async def test_an_answer_that_never_came_is_not_sent_again(
    app: Any, citizen: Any, send: Any, allow: Any, job: Job
) -> None:
    """The message may have arrived: telling somebody twice is worse than the inbox alone."""
    await allow(citizen)
    job = replace(job, payload={"notice_id": str(await send(citizen))})
    await _sandbox(app, "POST", "faults", truncate=1, path="subscribe")
    await jobs.deliver(job)
    await jobs.deliver(job)
    assert (await _state(job.payload["notice_id"]))[0] == "failed"
    assert len(await _sandbox(app, "GET", "sent")) == 1


async def test_a_worker_killed_while_sending_does_not_send_twice(
    app: Any, citizen: Any, send: Any, allow: Any, job: Job
) -> None:
    await allow(citizen)
    notice_id = await send(citizen)
    await fetch("UPDATE notice_send SET state = 'sending', tries = 1 WHERE notice_id = $1", [notice_id])
    await jobs.deliver(replace(job, payload={"notice_id": str(notice_id)}))
    assert await _state(notice_id) == ("failed", "the worker died while sending")
    assert await _sandbox(app, "GET", "sent") == []


async def test_a_centre_without_templates_says_so(
    app: Any, citizen: Any, send: Any, allow: Any, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    await allow(citizen)
    settings = app.settings.model_copy(update={"wechat_sandbox": False})
    notice_id = await send(citizen)
    await jobs.deliver(replace(job, payload={"notice_id": str(notice_id)}, settings=settings))
    assert await _state(notice_id) == ("failed", "no openid or no template")
    app.app.ctx.settings = settings
    assert (await citizen.get("/api/v1/me/subscriptions")).json() == {"templates": []}
    monkeypatch.setattr(wechat_ids, "_ids", {"case": "id-at-wechat"})
    assert [row["template_id"] for row in (await citizen.get("/api/v1/me/subscriptions")).json()["templates"]] == [
        "id-at-wechat"
    ]
    with pytest.raises(ValueError, match="nonsense"):
        wechat_ids.use({"nonsense": "1"})


async def test_answers_of_the_dialogue(citizen: Any, allow: Any) -> None:
    for result, armed in (("accept", 1), ("accept", 2), ("reject", 2), ("filter", 2), ("ban", 0), ("ban", 0)):
        await allow(citizen, result=result)
        assert await _armed(citizen) == armed, result
    assert (await allow(citizen, key="lottery")).status_code == 422
    assert (await allow(citizen, result="yes")).status_code == 422


async def test_a_tap_sent_twice_counts_once(citizen: Any) -> None:
    body = {"results": [{"key": "case", "result": "accept"}]}
    for _ in range(2):
        await citizen.post("/api/v1/me/subscriptions", body, key="tap-1")
    assert await _armed(citizen) == 1


async def test_what_wechat_reports_back(
    app: Any, citizen: Any, stranger: Any, send: Any, allow: Any, run_jobs: Any, clock: Any
) -> None:
    for person in (citizen, stranger):
        await allow(person)
        await allow(person)
    notice_id = await send(citizen)
    await run_jobs()
    msgid = (await fetch("SELECT msgid FROM notice_send WHERE notice_id = $1", [notice_id]))[0]["msgid"]
    lost = {"TemplateId": "sandbox-case", "MsgID": msgid, "ErrorCode": "5", "ErrorStatus": "user block"}
    stop = {"TemplateId": "sandbox-case", "SubscribeStatusString": "reject"}
    for event, row in (("subscribe_msg_sent_event", lost), ("subscribe_msg_change_event", stop)):
        clock.advance(timedelta(seconds=1))
        await _sandbox(app, "POST", "push", name="王小明", fields={"MsgType": "event", "Event": event, "List": [row]})
    await run_jobs()
    assert await _state(notice_id) == ("failed", "5 user block")
    assert await _armed(citizen) == 0
    assert await _armed(stranger) == 2


async def test_taking_back_the_authorization_in_wechat_is_taking_it_back_here(
    app: Any, citizen: Any, stranger: Any, run_jobs: Any
) -> None:
    fields = {"MsgType": "event", "Event": "user_authorization_revoke", "RevokeInfo": "1"}
    await _sandbox(app, "POST", "push", name="王小明", fields=fields)
    await run_jobs()
    assert (await citizen.get("/api/v1/me")).json()["identity"] == "none"
    assert (await stranger.get("/api/v1/me")).json()["identity"] == "declared"
