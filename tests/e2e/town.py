"""A morning at the centre: enough people and papers that no screen is empty. Everything through HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import httpx

from tests.appointments.booking import book as book_on
from tests.evaluations import october
from tests.queue.hall_day import call_next, check_in, step, walk_in, window_queue
from tests.support.people import LI, WANG, ZHANG, Identity, Person, identify
from tests.support.product import Product
from tests.walks.steps import API, CERTIFICATE, act, approve, book, register, serve

ADDRESS = {
    "recipient": WANG.name,
    "phone": WANG.phone,
    "province": "云海省",
    "city": "云河市",
    "district": "安澜区",
    "detail": "和平街道 5 号 2 单元 301",
    "is_default": True,
}
REPLY = {
    "body": "可以寄到外地。领证时选快递,填好地址就行。",
    "basis": [{"law": "中华人民共和国居民身份证法", "doc_no": "2011年修正", "article": "第11条"}],
}


async def morning(app: Product) -> dict[str, str]:
    """Let it happen; returns the ids by which screens are opened."""
    clerk, head = await app.staff("clerk", "GA-HZ"), await app.staff("head", "GA-HZ")
    wang, li, zhang = [await _citizen(app, who) for who in (WANG, LI, ZHANG)]
    ids = await _cases(app, wang, clerk, head) | await _appointments(wang) | await _consultations(wang, clerk)
    ids["walked"] = await _queue(li, zhang, clerk)
    await app.run_jobs()
    return ids | await _evaluations(wang)


async def _citizen(app: Product, who: Identity) -> Person:
    person = await app.citizen(who.name)
    await identify(person, who)
    return person


async def _post(person: Person, path: str, body: Any = None) -> dict[str, Any]:
    answer = await person.post(f"{API}{path}", body)
    assert answer.status_code < 300, answer.text
    return dict(answer.json())


async def _cases(app: Product, wang: Person, clerk: Person, head: Person) -> dict[str, str]:
    """One on its way by courier, one to be supplemented, one approved, one being worked on, one just registered."""
    ticket = await serve(clerk, await book(wang))
    sent = await approve(head, await act(clerk, await register(clerk, ticket_id=ticket["id"]), "accept"))
    await step(clerk, (await window_queue(clerk))["current"], "finish", outcome="已受理")
    address = await _post(wang, "/me/addresses", ADDRESS)
    await _send(app, wang, clerk, sent["id"], address["id"])
    reasons = [{"name": "本人照片", "reason": "这张看不清脸,请换一张。"}]
    asked = await act(clerk, await register(clerk, "HZ08"), "supplement", materials=reasons)
    ready = await approve(head, await act(clerk, await register(clerk, "HZ02"), "accept"))
    running = await act(clerk, await act(clerk, await register(clerk, "HZ06"), "accept"), "advance", opinion="信息一致")
    chosen = await approve(head, await act(clerk, await register(clerk, "HZ01"), "accept"))
    await _post(wang, f"/cases/{chosen['id']}/delivery", _courier(address["id"]))
    rows = {"sent": sent, "asked": asked, "ready": ready, "running": running, "address": address}
    return {name: row["id"] for name, row in rows.items()}


def _courier(address: str) -> dict[str, Any]:
    return {"method": "courier", "address_id": address, "courier_consent": True}


async def _send(app: Product, wang: Person, clerk: Person, case: str, address: str) -> None:
    """Packed, ordered, taken by the courier."""
    await _post(wang, f"/cases/{case}/delivery", _courier(address))
    parcel = (await clerk.get(f"{API}/staff/parcels", view="to_pack")).json()["items"][0]
    desk = f"/staff/parcels/{parcel['id']}"
    packed = await _post(clerk, f"{desk}/pack", {"version": parcel["version"], "certificate_number": CERTIFICATE})
    await _post(clerk, f"{desk}/order", {"version": packed["version"]})
    await app.run_jobs()
    waybill = (await wang.get(f"{API}/cases/{case}")).json()["delivery"]["waybill_number"]
    async with httpx.AsyncClient(base_url=app.courier, trust_env=False) as courier:
        for at in ("pick_up", "transit"):
            await courier.post(f"/control/waybills/{waybill}/advance", params={"to": at})


async def _appointments(wang: Person) -> dict[str, str]:
    """One booked for tomorrow, one held and not confirmed, one given back, one waited for; his mother in the book."""
    await _post(wang, "/me/family", {"name": LI.name, "id_number": LI.id_number, "relation": "parent"})
    await _post(wang, "/waitlist", {"item_codes": ["HZ04"], "days": ["2026-11-25"], "periods": ["am"]})
    given_back = await book_on(wang, item="HZ05", day="2026-11-26")
    await _post(wang, f"/appointments/{given_back['id']}/cancel")
    days = (await wang.get(f"{API}/guides/HZ03/slots")).json()["days"]
    slots = next(day for day in days if day["day"] == "2026-11-24")["slots"]
    booked = await _post(wang, "/appointments", {"slot_id": slots[1]["id"], "item_codes": ["HZ03"]})
    await _post(wang, f"/appointments/{booked['id']}/confirm", {"materials_confirmed": True})
    held = await _post(wang, "/appointments", {"slot_id": slots[4]["id"], "item_codes": ["HZ02"]})
    return {"booked": booked["id"], "held": held["id"]}


async def _queue(li: Person, zhang: Person, clerk: Person) -> str:
    """李秀英 is called, 张伟 and two without appointment wait; returns the last one's ticket."""
    for person in (li, zhang):
        await check_in(clerk, (await book(person))["check_in_code"])
    await walk_in(clerk, name="刘洋")
    last = await walk_in(clerk, name="陈静", priority="expecting")
    await call_next(clerk)
    return str(last["id"])


async def _consultations(wang: Person, clerk: Person) -> dict[str, str]:
    """One answered, one being answered, one nobody has taken yet."""
    answered = await _hand_over(wang, "补办的身份证能不能寄到外地?")
    mine = await _claim(clerk, answered)
    await _post(clerk, f"/staff/consultations/{mine['id']}/reply", {"version": mine["version"], **REPLY})
    claimed = await _hand_over(wang, "身份证丢了,没带户口簿能补办吗?")
    await _claim(clerk, claimed)
    await _hand_over(wang, "我在外地,能补办身份证吗?")
    return {"answered": answered, "claimed": claimed}


async def _hand_over(wang: Person, question: str) -> str:
    """A conversation about a lost identity card that ends at a person; returns the consultation's id."""
    begun = await _post(wang, "/conversations")
    key = {"X-Conversation-Key": begun["key"]}
    url = f"{API}/conversations/{begun['id']}"
    said = await wang.post(f"{url}/messages", {"text": "身份证丢了怎么补办"}, headers=key)
    verdict = {"useful": False, "reason": "incomplete", "words": "没说外地的怎么办"}
    rated = await wang.post(f"{API}/messages/{said.json()['items'][1]['id']}/feedback", verdict, headers=key)
    assert rated.status_code == 204, rated.text
    handed = await wang.post(f"{url}/handoff", {"question": question}, headers=key)
    assert handed.status_code == 201, handed.text
    return str(handed.json()["consultation"]["id"])


async def _claim(clerk: Person, consultation: str) -> dict[str, Any]:
    row = (await clerk.get(f"{API}/staff/consultations/{consultation}")).json()
    return await _post(clerk, f"/staff/consultations/{consultation}/claim", {"version": row["version"]})


async def _evaluations(wang: Person) -> dict[str, str]:
    """A visit rated badly, an answer not rated yet, two complaints, and October's ratings."""
    rows = {row["kind"]: row["id"] for row in (await wang.get(f"{API}/ratings")).json()["items"]}
    bad = {"grade": 2, "tags": ["slow", "unclear"], "words": "等了一个小时,没人说还要多久。"}
    await _post(wang, f"/ratings/{rows['ticket']}/rate", bad)
    stuck = {"kind": "stuck", "words": "跑了三趟,每次都说还差材料。", "wanted": "一次告诉我还差什么。"}
    complaint = await _post(wang, "/complaints", stuck)
    bribe = {"kind": "integrity", "words": "有人说给钱就能快办。", "wanted": "请查一查。"}
    integrity = await _post(wang, "/complaints", bribe)
    me = UUID((await wang.get(f"{API}/me")).json()["id"])
    await october.given(me, 5, 5, 5, 4, 4, 3, published="窗口讲得很清楚,一次就办好了。")
    await october.given(me, 5, 3, department="BDC")
    ids = {"bad": rows["ticket"], "unrated": rows["consultation"]}
    return ids | {"complaint": complaint["id"], "integrity": integrity["id"]}
