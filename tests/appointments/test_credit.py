"""Booking credit: a rolling sum, a warning, an appeal, an end that comes by itself."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from backend.appointments import service
from backend.appointments.credit import Limits, Line, standing
from backend.appointments.states import CreditKind as K
from backend.common.clock import FixedClock
from backend.common.ids import new_id
from backend.database import fetch
from tests.appointments.booking import book, free_slots, hold
from tests.queue.hall_day import walk_in
from tests.support.people import WANG, Person
from tests.support.product import Product

LIMITS = Limits(window_days=30, block_days=30, missed=2, cancelled=5, item_day=3)
TODAY = date(2026, 11, 23)


def _lines(*facts: tuple[K, int] | tuple[K, int, str]) -> list[Line]:
    """Lines so many days before today."""
    return [Line(new_id(), fact[0], TODAY - timedelta(days=fact[1]), *fact[2:]) for fact in facts]


def _ends(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("lines", "until"),
    [
        (_lines(), None),
        (_lines((K.NO_SHOW, 3)), None),
        (_lines((K.NO_SHOW, 3), (K.NO_SHOW, 1)), _ends(29)),
        (_lines((K.NO_SHOW, 31), (K.NO_SHOW, 1)), None),
        (_lines((K.NO_SHOW, 30), (K.NO_SHOW, 1)), _ends(29)),
        (_lines((K.NO_SHOW, 40), (K.NO_SHOW, 30)), None),
        (_lines((K.NO_SHOW, 40), (K.NO_SHOW, 29)), _ends(1)),
        (_lines(*[(K.CANCEL, 2)] * 4), None),
        (_lines(*[(K.CANCEL, 2)] * 5), _ends(28)),
        (_lines(*[(K.BOOKED, 0, "HZ01")] * 3), None),
        (_lines(*[(K.BOOKED, 0, "HZ01")] * 4), _ends(30)),
        (_lines(*[(K.BOOKED, 0, "HZ01")] * 3, (K.BOOKED, 0, "HZ02"), (K.BOOKED, 1, "HZ01")), None),
        (_lines((K.NO_SHOW, 3), (K.CANCEL, 1)), None),
    ],
)
def test_the_sum_decides(lines: list[Line], until: date | None) -> None:
    assert standing(lines, TODAY, LIMITS).until == until


def test_a_pardon_and_a_limit_of_nought_do_not_count() -> None:
    lines = _lines((K.NO_SHOW, 3), (K.NO_SHOW, 1))
    pardon = Line(new_id(), K.PARDON, TODAY, pardons=lines[0].id)
    assert standing([*lines, pardon], TODAY, LIMITS).until is None
    assert standing([*lines, pardon], TODAY, LIMITS).missed == 1
    assert standing(lines, TODAY, Limits(30, 30, 0, 0, 0)).until is None


async def _miss_twice(app: Product, citizen: Person) -> None:
    for _ in range(2):
        await book(citizen)
        app.clock.advance(timedelta(hours=11, minutes=30))
        await service.record_missed(app.clock.now(), settings=app.settings)
        await service.record_missed(app.clock.now(), settings=app.settings)
        app.clock.advance(timedelta(hours=12, minutes=30))


async def test_two_no_shows_close_booking_until_it_opens_by_itself(app: Product, citizen: Person) -> None:
    await _miss_twice(app, citizen)
    titles = [notice["title"] for notice in (await citizen.get("/api/v1/me/notices")).json()["items"]]
    assert titles.count("您有一次没来") == titles.count("暂停网上约号") == 1
    slot = (await free_slots(citizen))[0]
    refused = await citizen.post("/api/v1/appointments", {"slot_id": slot["id"], "item_codes": ["HZ01"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "credit_blocked")
    assert refused.json()["details"] == {"until": "2026-12-24"}
    assert refused.json()["message"] == "12月24日起才能再网上约号。可到大厅现场取号,也可申诉。"
    wish = {"item_codes": ["HZ01"], "days": [slot["day"]], "periods": ["am"]}
    assert (await citizen.post("/api/v1/waitlist", wish)).json()["code"] == "credit_blocked"
    seen = (await citizen.get("/api/v1/me/credit")).json()
    assert (seen["until"], seen["missed"], len(seen["lines"])) == ("2026-12-24", 2, 2)
    assert seen["rules"][0] == "30 天内有 2 次约了没来,就暂停网上约号。"
    app.clock.advance(timedelta(days=30))
    again = await app.citizen(WANG.name)
    assert (await again.get("/api/v1/me/credit")).json()["until"] is None


async def test_an_appeal_that_is_upheld_opens_booking_at_once(app: Product, citizen: Person, stranger: Person) -> None:
    await _miss_twice(app, citizen)
    clerk = await app.staff("clerk", "GA-HZ")
    coordinator = await app.staff("coordinator")
    line = (await citizen.get("/api/v1/me/credit")).json()["lines"][0]
    assert line["actions"] == [{"name": "appeal", "label": "申诉", "kind": "default", "confirm": None}]
    path = f"/api/v1/me/credit/{line['id']}/appeal"
    assert (await stranger.post(path, {"words": "不是我"})).status_code == 404
    assert (await citizen.post(path, {"words": " "})).status_code == 422
    appealed = (await citizen.post(path, {"words": "那天路上车坏了。"})).json()
    assert appealed["lines"][0]["appeal"]["state_label"] == "处理中"
    assert (await citizen.post(path, {"words": "再说一次"})).json()["code"] == "appeal_known"
    [row] = (await coordinator.get("/api/v1/staff/appeals", state="pending")).json()["items"]
    assert (row["line"], row["words"], row["name_masked"]) == ("约了没来:居民身份证首次申领", "那天路上车坏了。", "王*")
    uphold = f"/api/v1/staff/appeals/{row['id']}/uphold"
    body = {"version": row["version"], "reason": "有交警的证明。"}
    assert (await clerk.post(uphold, body)).status_code == 403
    assert (await coordinator.post(uphold, body | {"reason": ""})).status_code == 422
    decided = (await coordinator.post(uphold, body)).json()
    assert (decided["state_label"], decided["actions"]) == ("申诉成立", [])
    assert (await coordinator.post(f"/api/v1/staff/appeals/{row['id']}/refuse", body)).json()["code"] == "wrong_state"
    assert (await citizen.get("/api/v1/me/credit")).json()["until"] is None
    await hold(citizen, (await free_slots(citizen))[0]["id"])
    notice = (await citizen.get("/api/v1/me/notices")).json()["items"][0]
    assert notice["text"] == "申诉成立。理由:有交警的证明。"


async def test_a_refused_appeal_changes_nothing_but_has_a_reason(app: Product, citizen: Person) -> None:
    await _miss_twice(app, citizen)
    coordinator = await app.staff("coordinator")
    line = (await citizen.get("/api/v1/me/credit")).json()["lines"][0]
    await citizen.post(f"/api/v1/me/credit/{line['id']}/appeal", {"words": "忘了"})
    [row] = (await coordinator.get("/api/v1/staff/appeals")).json()["items"]
    body = {"version": row["version"], "reason": "忘记不算理由。"}
    await coordinator.post(f"/api/v1/staff/appeals/{row['id']}/refuse", body)
    seen = (await citizen.get("/api/v1/me/credit")).json()
    assert seen["until"] == "2026-12-24"
    assert seen["lines"][0]["appeal"]["reason"] == "忘记不算理由。"


async def test_cancelling_five_times_closes_booking_a_hold_does_not_count(
    app: Product, citizen: Person, clerk: Person, clock: FixedClock
) -> None:
    for item in ("HZ01", "HZ02", "HZ03", "HZ04", "HZ05"):
        slot = (await free_slots(citizen, item, day="2026-11-25"))[0]
        given_back = await hold(citizen, slot["id"], item)
        await citizen.post(f"/api/v1/appointments/{given_back['id']}/cancel")
        booked = await book(citizen, item=item, day="2026-11-25")
        await citizen.post(f"/api/v1/appointments/{booked['id']}/cancel")
    seen = (await citizen.get("/api/v1/me/credit")).json()
    assert (seen["cancelled"], seen["until"]) == (5, "2026-12-23")
    assert (await walk_in(clerk))["number"] == "A001", "walking in stays possible"


async def test_lines_of_the_record_cannot_be_changed(app: Product, citizen: Person) -> None:
    await book(citizen)
    [row] = await fetch("SELECT id, kind FROM credit_event")
    assert row["kind"] == "booked"
    for statement in ("UPDATE credit_event SET kind = 'cancel'", "DELETE FROM credit_event"):
        with pytest.raises(Exception, match="never changed"):
            await fetch(statement)
    assert isinstance(row["id"], UUID)
    assert (await citizen.post(f"/api/v1/me/credit/{uuid4()}/appeal", {"words": "?"})).status_code == 404
    assert (await citizen.post(f"/api/v1/me/credit/{row['id']}/appeal", {"words": "?"})).status_code == 404
