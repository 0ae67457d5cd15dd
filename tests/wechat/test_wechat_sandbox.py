"""The sandbox's contract, asked over HTTP without our client: it must hold what WeChat's documents say."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from backend.wechat.config import WeChatConfig
from backend.wechat.errors import error_for, meaning
from backend.wechat.oauth import authorize_url
from backend.wechat.sandbox.people import PEOPLE, openid_of, phone_of
from backend.wechat.sandbox.refusals import _TEXTS
from tests.wechat.stage import APPID, CITIZEN, H5_APPID, SECRET, TEMPLATE, MakeStage, Stage

RID = re.compile(r"rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$")
BACK = "https://centre.example/#/pages/login/back"
ACCOUNT = {"grant_type": "client_credential", "appid": APPID, "secret": SECRET}


async def token(stage: Stage, **more: object) -> tuple[str, int]:
    answer = (await stage.control.post("/cgi-bin/stable_token", json=ACCOUNT | more)).json()
    return answer["access_token"], answer["expires_in"]


async def errcode(stage: Stage, method: str, path: str, **request: Any) -> int:
    answer = await stage.control.request(method, path, **request)
    assert answer.status_code == 200  # WeChat refuses with HTTP 200
    body = answer.json()
    assert RID.search(body["errmsg"])
    return int(body["errcode"])


@pytest.mark.parametrize(
    ("method", "path", "request_", "code"),
    [
        ("GET", "/cgi-bin/stable_token", {}, 43002),
        ("POST", "/sns/jscode2session", {"json": {}}, 43001),
        ("POST", "/cgi-bin/stable_token", {}, 44002),
        ("POST", "/cgi-bin/stable_token", {"content": b"{"}, 47001),
        ("POST", "/cgi-bin/stable_token", {"content": b"[]"}, 47001),
        ("POST", "/cgi-bin/stable_token", {"json": ACCOUNT | {"grant_type": "x"}}, 40002),
        ("POST", "/cgi-bin/stable_token", {"json": ACCOUNT | {"appid": ""}}, 41002),
        ("POST", "/cgi-bin/stable_token", {"json": ACCOUNT | {"appid": "wx1"}}, 40013),
        ("POST", "/cgi-bin/stable_token", {"json": ACCOUNT | {"secret": ""}}, 41004),
        ("POST", "/cgi-bin/stable_token", {"json": ACCOUNT | {"secret": "guess"}}, 40001),
        ("POST", "/wxa/getwxacodeunlimit", {"json": {"scene": "a"}}, 41001),
        ("POST", "/wxa/getwxacodeunlimit?access_token=made-up", {"json": {"scene": "a"}}, 40001),
        ("GET", "/sns/jscode2session", {"params": {"appid": APPID}}, 41004),
        ("GET", "/sns/jscode2session", {"params": {"appid": APPID, "secret": "guess"}}, 40125),
    ],
)
async def test_refusals(stage: Stage, method: str, path: str, request_: dict[str, Any], code: int) -> None:
    assert await errcode(stage, method, path, **request_) == code


async def test_stable_token_stays_until_its_last_five_minutes(stage: Stage) -> None:
    first, left = await token(stage)
    assert left == 7200
    stage.clock.advance(timedelta(seconds=6000))
    assert await token(stage) == (first, 1200)
    stage.clock.advance(timedelta(seconds=900))
    second, left = await token(stage)
    assert (second != first, left) == (True, 7200)
    assert await usable(stage, first)
    assert await usable(stage, second)
    stage.clock.advance(timedelta(seconds=300))
    assert await errcode(stage, "POST", f"/wxa/getwxacodeunlimit?access_token={first}", json={"scene": "a"}) == 42001


async def usable(stage: Stage, value: str) -> bool:
    answer = await stage.control.post(f"/wxa/getwxacodeunlimit?access_token={value}", json={"scene": "a"})
    return answer.headers["content-type"] == "image/jpeg"


async def test_force_refresh_kills_the_old_token_but_not_twice_in_thirty_seconds(stage: Stage) -> None:
    first, _ = await token(stage)
    second, _ = await token(stage, force_refresh=True)
    assert second != first
    assert not await usable(stage, first)
    assert (await token(stage, force_refresh=True))[0] == second
    stage.clock.advance(timedelta(seconds=30))
    assert (await token(stage, force_refresh=True))[0] != second


async def test_force_refresh_twenty_times_a_day(stage: Stage) -> None:
    for _ in range(20):
        await token(stage, force_refresh=True)
        stage.clock.advance(timedelta(seconds=31))
    body = ACCOUNT | {"force_refresh": True}
    assert await errcode(stage, "POST", "/cgi-bin/stable_token", json=body) == 45009
    stage.clock.advance(timedelta(days=1))
    assert (await token(stage, force_refresh=True))[1] == 7200


async def test_daily_quota(make_stage: MakeStage) -> None:
    stage = await make_stage(daily_quota={"/wxa/getwxacodeunlimit": 2})
    path = f"/wxa/getwxacodeunlimit?access_token={(await token(stage))[0]}"
    for _ in range(2):
        assert (await stage.control.post(path, json={"scene": "a"})).content.startswith(b"\xff\xd8")
    assert await errcode(stage, "POST", path, json={"scene": "a"}) == 45009


async def test_a_hundred_log_ins_a_minute_are_enough(stage: Stage) -> None:
    query = {"appid": APPID, "secret": SECRET, "js_code": f"dev-{CITIZEN}", "grant_type": "authorization_code"}
    for _ in range(100):
        await stage.control.get("/sns/jscode2session", params=query)
    assert await errcode(stage, "GET", "/sns/jscode2session", params=query) == 45011
    stage.clock.advance(timedelta(minutes=1))
    assert "openid" in (await stage.control.get("/sns/jscode2session", params=query)).json()


async def test_lasting_consent_and_ban(stage: Stage) -> None:
    openid, (value, _) = await stage.openid(), await token(stage)
    body = {"touser": openid, "template_id": TEMPLATE, "data": data()}
    path = f"/cgi-bin/message/subscribe/send?access_token={value}"
    await stage.tell("consents", openid=openid, template_id=TEMPLATE, answer="always")
    assert [(await stage.control.post(path, json=body)).json()["errcode"] for _ in range(3)] == [0, 0, 0]
    await stage.tell("consents", openid=openid, template_id=TEMPLATE, answer="ban")
    assert await errcode(stage, "POST", path, json=body) == 43101


async def test_a_demo_lets_messages_through_unless_banned(make_stage: MakeStage) -> None:
    stage = await make_stage(consent_by_default=True)
    openid, (value, _) = await stage.openid(), await token(stage)
    body = {"touser": openid, "template_id": TEMPLATE, "data": data()}
    path = f"/cgi-bin/message/subscribe/send?access_token={value}"
    assert (await stage.control.post(path, json=body)).json()["errcode"] == 0
    await stage.tell("consents", openid=openid, template_id=TEMPLATE, answer="ban")
    assert await errcode(stage, "POST", path, json=body) == 43101


def data() -> dict[str, dict[str, str]]:
    return {"thing1": {"value": "居住证<b>"}, "time2": {"value": "09:30"}}


# The log-in page


async def test_log_in_through_the_page(stage: Stage) -> None:
    address = authorize_url(stage.config, BACK, "st4te")
    page = await stage.control.get(address)
    assert "微信沙箱 · 选择一个人登录" in page.text
    assert all(person.name in page.text for person in PEOPLE)
    chosen = await stage.control.get(address, params=query_of(address) | {"as": CITIZEN})
    assert chosen.status_code == 302
    back = urlsplit(chosen.headers["location"])
    assert (back.netloc, back.fragment) == ("centre.example", "/pages/login/back")
    query = parse_qs(back.query)
    assert query["state"] == ["st4te"]
    who = await stage.wechat.oauth_login(query["code"][0])
    assert who.openid == openid_of(H5_APPID, CITIZEN)


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@pytest.mark.parametrize(
    "wrong",
    [
        {"appid": APPID},
        {"scope": "snsapi_login"},
        {"response_type": "token"},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": "https:///x"},
        {"redirect_uri": "https://evil.example/"},
    ],
)
async def test_a_wrong_log_in_address_shows_a_page(make_stage: MakeStage, wrong: dict[str, str]) -> None:
    stage = await make_stage(redirect_hosts=frozenset({"centre.example"}))
    query = query_of(authorize_url(stage.config, BACK, "st4te"))
    right = await stage.control.get("/connect/oauth2/authorize", params=query)
    refused = await stage.control.get("/connect/oauth2/authorize", params=query | wrong | {"as": CITIZEN})
    assert (right.status_code, refused.status_code) == (200, 400)
    assert "无法登录" in refused.text


@pytest.mark.parametrize("name", ["", " ", "长" * 21, "a\x00b"])
async def test_a_bad_name_gets_the_page_again(stage: Stage, name: str) -> None:
    query = query_of(authorize_url(stage.config, BACK, "st4te")) | {"as": name}
    assert (await stage.control.get("/connect/oauth2/authorize", params=query)).status_code == 200


async def test_the_page_escapes_what_it_repeats(stage: Stage) -> None:
    query = query_of(authorize_url(stage.config, BACK, "st4te")) | {"state": '"><script>x</script>'}
    page = await stage.control.get("/connect/oauth2/authorize", params=query)
    assert "<script>" not in page.text


@pytest.mark.parametrize("state", ["", "a b", "状态", "x" * 129])
def test_state_is_letters_and_digits(state: str) -> None:
    with pytest.raises(ValueError, match="state"):
        authorize_url(WeChatConfig("wx1", "s"), BACK, state)


def test_the_authorize_address_as_wechat_wants_it() -> None:
    assert authorize_url(WeChatConfig("wx1", "s"), "https://centre.example/#/back", "s1") == (
        "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1"
        "&redirect_uri=https%3A%2F%2Fcentre.example%2F%23%2Fback&response_type=code&scope=snsapi_base&state=s1"
        "#wechat_redirect"
    )
    with pytest.raises(ValueError, match="redirect_uri"):
        authorize_url(WeChatConfig("wx1", "s"), "/back", "s1")


# The letter box and the remote control


async def test_the_letter_box_shows_what_citizens_read(stage: Stage) -> None:
    assert "还没有消息" in (await stage.control.get("/")).text
    openid, (value, _) = await stage.openid(), await token(stage)
    await stage.tell("consents", openid=openid, template_id=TEMPLATE, answer="accept")
    body = {"touser": openid, "template_id": TEMPLATE, "data": data(), "page": "pages/ticket/show?id=1"}
    await stage.control.post(f"/cgi-bin/message/subscribe/send?access_token={value}", json=body)
    page = (await stage.control.get("/", params={"name": CITIZEN})).text
    assert "沙箱信箱" in page
    assert "居住证&lt;b&gt;" in page
    assert CITIZEN in page
    assert "居住证" not in (await stage.control.get("/", params={"name": "李秀英"})).text


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("login-code", {}),
        ("login-code", {"name": 3}),
        ("login-code", {"name": "x" * 21}),
        ("login-code", []),
        ("consents", {"name": CITIZEN, "template_id": "t", "answer": "maybe"}),
        ("faults", {"earthquake": 1}),
        ("faults", {"busy": -2}),
        ("faults", {"busy": "1"}),
        ("say", {"name": CITIZEN, "content": "hi"}),  # no push_url
        ("push", {"name": CITIZEN, "fields": 1}),
    ],
)
async def test_wrong_use_of_the_remote_control(stage: Stage, path: str, body: object) -> None:
    answer = await stage.control.post(f"/control/{path}", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


async def test_faults_can_be_limited_to_a_path_and_cleared(stage: Stage) -> None:
    await stage.tell("faults", busy=-1, path="subscribe")
    assert (await token(stage))[1] == 7200
    openid = await stage.openid()
    body = {"touser": openid, "template_id": TEMPLATE, "data": data()}
    assert await errcode(stage, "POST", "/cgi-bin/message/subscribe/send", json=body) == -1
    await stage.control.delete("/control/faults")
    assert await errcode(stage, "POST", "/cgi-bin/message/subscribe/send", json=body) == 41001


# People and codes


def test_demo_people_have_valid_made_up_numbers() -> None:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    for person in PEOPLE:
        total = sum(int(digit) * weight for digit, weight in zip(person.id_number, weights, strict=False))
        assert person.id_number[17] == "10X98765432"[total % 11]
        assert re.fullmatch(r"1380000000\d", person.phone)
    assert len({person.id_number for person in PEOPLE}) == len(PEOPLE) == 5


def test_openids_are_computed_and_well_shaped() -> None:
    assert re.fullmatch(r"o[\w-]{27}", openid_of(APPID, CITIZEN), re.ASCII)
    assert openid_of(APPID, CITIZEN) != openid_of(H5_APPID, CITIZEN)
    assert re.fullmatch(r"139\d{8}", phone_of("路人甲"))


@pytest.mark.parametrize("code", sorted(_TEXTS))
def test_every_code_of_the_sandbox_has_a_meaning_for_us(code: int) -> None:
    if code == 40002:  # wrong grant_type: only a mistake in our own code could cause it
        return
    kind, reason = meaning(code)
    assert reason != "unknown error code"
    assert error_for(code).kind is kind


def test_an_unknown_code_is_permanent() -> None:
    assert meaning(99999) == ("permanent", "unknown error code")
    assert error_for(99999, "new").errmsg == "new"
