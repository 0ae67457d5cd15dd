"""A low grade opens a rectification: contact, measure, result, call-back, 追评; or an appeal."""

from __future__ import annotations

from backend.common.clock import FixedClock, local
from tests.evaluations.rated import (
    API,
    BAD,
    RunJobs,
    act,
    contacted,
    names,
    ok,
    pending,
    rated,
    rectified,
    refused,
    seen,
)
from tests.support.people import Person


async def test_the_whole_loop(
    citizen: Person, clerk: Person, head: Person, coordinator: Person, supervisor: Person, run_jobs: RunJobs
) -> None:
    row = await rated(citizen, clerk, run_jobs)
    assert (row["rectification"], row["actions"]) == ("待联系", [])
    task = (await seen(head, row))["rectification"]
    assert (task["state_label"], task["contact_due_at"][:16]) == ("待联系", "2026-11-24T17:00")
    assert task["rectify_due_at"][:10] == "2026-12-14", "fifteen working days from 2026-11-23"
    assert names(await seen(head, row)) == ["contact", "appeal"]

    refused(await act(head, row, "contact", channel="phone", reached=True, words="x"), 409, "no_calls")
    refused(await act(head, row, "contact", channel="message", reached=False, words="x"), 409, "message_reaches")
    refused(await act(head, row, "rectify", words="太早"), 409, "wrong_state")
    await contacted(head, row)
    refused(await citizen.post(f"{API}/ratings/{row['id']}/follow", {"grade": 4}), 409, "not_rectified_yet")
    await ok(await act(head, row, "plan", words="先查原因"))
    await ok(await act(head, row, "plan", words="上午加开一个窗口"))
    done = await ok(await act(head, row, "rectify", words="从今天起上午加开二号窗口。"))
    assert (done["rectification"]["measure"], done["due"]) == ("上午加开一个窗口", None)
    refused(await act(head, row, "call-back", channel="phone", reached=True, words="x"), 403, "forbidden")

    [mine] = await pending(citizen, "done")
    assert names(mine) == ["follow"]
    followed = await ok(await citizen.post(f"{API}/ratings/{row['id']}/follow", {"grade": 4, "words": "现在快了"}))
    assert [step["text"] for step in followed["steps"] if step["text"]] == [
        "对不起,让您久等了。",
        "从今天起上午加开二号窗口。",
    ]
    refused(await citizen.post(f"{API}/ratings/{row['id']}/follow", {"grade": 1}), 409, "already_followed")

    await ok(await act(coordinator, row, "call-back", channel="phone", reached=False, words="没人接"))
    closed = await ok(await act(coordinator, row, "call-back", channel="phone", reached=True, words="满意"))
    assert closed["rectification"]["state_label"] == "已回访"
    watched = await seen(supervisor, row)
    assert watched["follow"]["words"] == "现在快了"
    assert [event["text"] for event in watched["events"]] == [
        "市民评价",
        "联系了市民(站内消息)",
        "整改措施",
        "整改措施",
        "整改结果",
        "市民追评",
        "回访没联系上(电话)",
        "回访了市民(电话)",
    ]


async def test_the_window_never_learns_who_it_was(
    citizen: Person, clerk: Person, head: Person, coordinator: Person, run_jobs: RunJobs
) -> None:
    row = await rated(citizen, clerk, run_jobs)
    for person in (clerk, head):
        shown = await seen(person, row)
        assert (shown["number"], shown["may_see_person"]) == (None, False)
        assert shown["words"] == "等了一个小时,我叫王*,电话138****0001。"
        assert "王小明" not in str(shown)
        refused(await person.post(f"{API}/staff/ratings/{row['id']}/person"), 403, "forbidden")
    assert (await seen(coordinator, row))["words"] == BAD["words"]
    who = await ok(await coordinator.post(f"{API}/staff/ratings/{row['id']}/person"))
    assert who == {"name": "王小明", "phone": "13800000001"}
    from backend.audit.models import AuditLine

    assert await AuditLine.filter(act="evaluations.person").count() == 1


async def test_who_agrees_may_be_called(citizen: Person, clerk: Person, head: Person, run_jobs: RunJobs) -> None:
    row = await rated(citizen, clerk, run_jobs, **(BAD | {"may_call": True}))
    assert (await ok(await head.post(f"{API}/staff/ratings/{row['id']}/person")))["phone"] == "13800000001"
    missed = await ok(await act(head, row, "contact", channel="phone", reached=False, words="没人接"))
    assert missed["rectification"]["state_label"] == "待联系"
    await ok(await act(head, row, "contact", channel="phone", reached=True, words="说明了原因"))
    await ok(await act(head, row, "plan", words="加开窗口"))
    await ok(await act(head, row, "rectify", words="加开了。"))
    refused(await head.post(f"{API}/staff/ratings/{row['id']}/person"), 403, "forbidden")


async def test_a_stale_screen_changes_nothing(citizen: Person, clerk: Person, head: Person, run_jobs: RunJobs) -> None:
    row = await rated(citizen, clerk, run_jobs)
    body = {"version": 1, "channel": "message", "reached": True, "words": "对不起"}
    await ok(await head.post(f"{API}/staff/ratings/{row['id']}/contact", body))
    refused(await head.post(f"{API}/staff/ratings/{row['id']}/contact", body), 409, "stale")


async def test_an_upheld_appeal_leaves_the_rating_out_of_the_figures(
    citizen: Person, clerk: Person, head: Person, coordinator: Person, supervisor: Person, run_jobs: RunJobs
) -> None:
    row = await rated(citizen, clerk, run_jobs)
    await ok(await head.post(f"{API}/staff/ratings/{row['id']}/appeal", {"words": "评的是别的窗口"}))
    assert "appeal" not in names(await seen(head, row))
    decision = {"upheld": True, "words": "经查监控,属实"}
    for person in (head, coordinator):
        refused(await person.post(f"{API}/staff/ratings/{row['id']}/decide-appeal", decision), 403, "forbidden")
    waiting = await ok(await supervisor.get(f"{API}/staff/ratings", view="appeals"))
    assert (len(waiting["items"]), waiting["counts"]["appeals"]) == (1, 1)
    decided = await ok(await supervisor.post(f"{API}/staff/ratings/{row['id']}/decide-appeal", decision))
    assert (decided["counted"], decided["rectification"]["state_label"]) == (False, "已撤销")
    refused(await supervisor.post(f"{API}/staff/ratings/{row['id']}/decide-appeal", decision), 403, "forbidden")
    [mine] = await pending(citizen, "done")
    assert mine["given"]["grade"] == 1, "the rating stays as it was given"


async def test_a_rejected_appeal_changes_nothing_else(
    citizen: Person, clerk: Person, head: Person, supervisor: Person, run_jobs: RunJobs
) -> None:
    row = await rated(citizen, clerk, run_jobs)
    await ok(await head.post(f"{API}/staff/ratings/{row['id']}/appeal", {"words": "不是我们的事"}))
    body = {"upheld": False, "words": "记录显示就是本窗口"}
    decided = await ok(await supervisor.post(f"{API}/staff/ratings/{row['id']}/decide-appeal", body))
    assert (decided["counted"], decided["appeal"]["state_label"]) == (True, "申诉不成立")
    await rectified(head, row)


async def test_a_department_without_a_head_is_coordinations_work(
    app: object, citizen: Person, coordinator: Person, clock: FixedClock
) -> None:
    from uuid import uuid4

    from backend.evaluations.models import Rating
    from backend.evaluations.states import Matter

    me = (await ok(await citizen.get(f"{API}/me")))["id"]
    now = clock.now()
    rating = await Rating.create(
        created_at=now,
        kind=Matter.TICKET,
        matter_id=uuid4(),
        citizen_id=me,
        department="YB",
        title="门诊报销",
        number="A001",
        ended_at=now,
        open_until=local(now).replace(day=30),
    )
    row = await ok(await citizen.post(f"{API}/ratings/{rating.id}/rate", BAD))
    assert (await seen(coordinator, row))["rectification"]["department"]["code"] == "ZX"
    assert (await rectified(coordinator, row))["state_label"] == "待回访"
