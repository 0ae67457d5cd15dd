"""Our client against the sandbox over a real socket."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.wechat import errors
from backend.wechat.client import AsyncWeChat
from backend.wechat.messages import SubscribeMessage, Template
from backend.wechat.transport import Timeouts
from tests.wechat.stage import CITIZEN, SECRET, STRANGER, TEMPLATE, MakeStage, Stage

pytestmark = pytest.mark.asyncio

TOKEN_PATH, SEND_PATH = "/cgi-bin/stable_token", "/cgi-bin/message/subscribe/send"
CONFIRMED = Template("appointment_confirmed", TEMPLATE, {"item": "thing1", "when": "time2"})


def message(openid: str, page: str = "") -> SubscribeMessage:
    return CONFIRMED.message(openid, {"item": "居住证办理", "when": "2026年11月23日 09:30"}, page)


async def consenting(stage: Stage, times: int = 1) -> str:
    openid = await stage.openid()
    for _ in range(times):
        await stage.tell("consents", name=CITIZEN, template_id=TEMPLATE, answer="accept")
    return openid


async def test_log_in_needs_no_access_token(stage: Stage) -> None:
    who = await stage.wechat.login(await stage.code())
    assert who.openid == await stage.openid()
    assert who.unionid
    assert TOKEN_PATH not in await stage.ask("calls")


async def test_two_people_are_two_openids_and_one_person_is_one(stage: Stage) -> None:
    first, again, stranger = [await stage.wechat.login(await stage.code(n)) for n in (CITIZEN, CITIZEN, STRANGER)]
    assert first == again
    assert first.openid != stranger.openid


async def test_a_code_works_once_and_for_five_minutes(stage: Stage) -> None:
    used, old = await stage.code(), await stage.code()
    await stage.wechat.login(used)
    with pytest.raises(errors.CodeRefused):
        await stage.wechat.login(used)
    stage.clock.advance(timedelta(seconds=301))
    with pytest.raises(errors.CodeRefused):
        await stage.wechat.login(old)


@pytest.mark.parametrize("code", ["", "x" * 129, "a\nb", "never-issued"])
async def test_nonsense_codes_are_refused(stage: Stage, code: str) -> None:
    with pytest.raises(errors.CodeRefused) as refused:
        await stage.wechat.login(code)
    assert (refused.value.status, refused.value.code) == (401, "wechat_code_refused")


async def test_developer_code_needs_no_remote_control(stage: Stage) -> None:
    assert (await stage.wechat.login(f"dev-{CITIZEN}")).openid == await stage.openid()


async def test_browser_log_in_uses_the_official_account(stage: Stage) -> None:
    code = await stage.code(appid=stage.config.h5_appid)
    who = await stage.wechat.oauth_login(code)
    assert who.openid != await stage.openid()
    assert who.unionid is None  # snsapi_base gives none
    with pytest.raises(errors.CodeRefused):
        await stage.wechat.oauth_login(await stage.code())  # a mini program's code


async def test_same_person_same_unionid_at_both_accounts(stage: Stage) -> None:
    code = await stage.code(appid=stage.config.h5_appid, scope="snsapi_userinfo")
    h5, mini = await stage.wechat.oauth_login(code), await stage.wechat.login(await stage.code())
    assert h5.unionid == mini.unionid


async def test_phone_number_of_the_one_who_tapped(stage: Stage) -> None:
    asked = await stage.tell("phone-code", name=CITIZEN)
    assert await stage.wechat.phone_number(asked["code"]) == asked["phone"] == "13800000001"
    with pytest.raises(errors.CodeRefused):
        await stage.wechat.phone_number(asked["code"])


async def test_a_log_in_code_is_no_phone_code(stage: Stage) -> None:
    with pytest.raises(errors.CodeRefused):
        await stage.wechat.phone_number(await stage.code())


async def test_a_message_arrives_as_the_citizen_reads_it(stage: Stage) -> None:
    openid = await consenting(stage)
    result = await stage.wechat.send_subscribe_message(message(openid, "pages/ticket/show?id=7"))
    (sent,) = await stage.ask("sent")
    assert str(sent["msgid"]) == result.msgid
    assert (sent["name"], sent["page"]) == (CITIZEN, "pages/ticket/show?id=7")
    assert sent["data"] == {"thing1": "居住证办理", "time2": "2026年11月23日 09:30"}


async def test_one_consent_is_one_message(stage: Stage) -> None:
    openid = await consenting(stage)
    await stage.wechat.send_subscribe_message(message(openid))
    with pytest.raises(errors.UserRefused) as refused:
        await stage.wechat.send_subscribe_message(message(openid))
    assert refused.value.errcode == 43101
    assert refused.value.kind is errors.Kind.USER_REFUSED


@pytest.mark.parametrize(
    ("wrong", "errcode"),
    [
        ({"openid": "nobody"}, 40003),
        ({"template_id": "unknown"}, 40037),
        ({"page": "pages/none"}, 41030),
        ({"data": {"thing1": "二十一个字" * 5, "time2": "09:30"}}, 47003),
        ({"data": {"thing1": "居住证"}}, 47003),
        ({"data": {"thing1": "居住证", "time2": "后天"}}, 47003),
    ],
)
async def test_what_is_wrong_with_a_message_is_said(stage: Stage, wrong: dict[str, object], errcode: int) -> None:
    good = message(await consenting(stage))
    with pytest.raises(errors.WeChatRefused) as refused:
        await stage.wechat.send_subscribe_message(replace(good, **wrong))  # type: ignore[arg-type]
    assert refused.value.errcode == errcode
    assert "rid: " in refused.value.errmsg
    await stage.wechat.send_subscribe_message(good)  # the consent was not used up


async def test_twenty_at_once_ask_for_one_token(stage: Stage) -> None:
    openid = await consenting(stage, 20)
    await asyncio.gather(*(stage.wechat.send_subscribe_message(message(openid)) for _ in range(20)))
    calls = await stage.ask("calls")
    assert (calls[TOKEN_PATH], calls[SEND_PATH]) == (1, 20)


async def test_a_rejected_token_is_refreshed_once_and_the_call_repeated_once(stage: Stage) -> None:
    openid = await consenting(stage, 2)
    await stage.wechat.send_subscribe_message(message(openid))
    await stage.tell("faults", reject_token=1)
    await stage.wechat.send_subscribe_message(message(openid))
    calls = await stage.ask("calls")
    assert (calls[TOKEN_PATH], calls[SEND_PATH]) == (2, 3)
    assert len(await stage.ask("sent")) == 2


async def test_a_server_that_always_rejects_ends_the_call_soon(stage: Stage) -> None:
    openid = await consenting(stage)
    await stage.tell("faults", reject_token=-1)
    with pytest.raises(errors.TokenRejected):
        await stage.wechat.send_subscribe_message(message(openid))
    calls = await stage.ask("calls")
    assert (calls[TOKEN_PATH], calls[SEND_PATH]) == (2, 2)


async def test_twenty_rejected_at_once_refresh_once(stage: Stage) -> None:
    openid = await consenting(stage, 21)
    await stage.wechat.send_subscribe_message(message(openid))
    await stage.tell("faults", reject_token=1)
    await asyncio.gather(*(stage.wechat.send_subscribe_message(message(openid)) for _ in range(20)))
    assert (await stage.ask("calls"))[TOKEN_PATH] == 2
    assert len(await stage.ask("sent")) == 21


async def test_the_token_is_replaced_before_it_ends(stage: Stage) -> None:
    openid = await consenting(stage, 3)
    for seconds, tokens in ((0, 1), (6800, 1), (200, 2)):
        stage.clock.advance(timedelta(seconds=seconds))
        await stage.wechat.send_subscribe_message(message(openid))
        assert (await stage.ask("calls"))[TOKEN_PATH] == tokens


async def test_two_processes_do_not_invalidate_each_other(stage: Stage) -> None:
    openid = await consenting(stage, 4)
    async with AsyncWeChat(stage.config, stage.clock) as other:
        for client in (stage.wechat, other, stage.wechat, other):
            await client.send_subscribe_message(message(openid))
    assert (await stage.ask("calls"))[TOKEN_PATH] == 2


async def test_wrong_secret_is_named(stage: Stage) -> None:
    async with AsyncWeChat(replace(stage.config, secret="wrong"), stage.clock) as client:
        with pytest.raises(errors.TokenRejected):
            await client.send_subscribe_message(message(await stage.openid()))
        with pytest.raises(errors.WeChatRefused) as refused:
            await client.login(await stage.code())
    assert refused.value.errcode == 40125


async def test_code_picture_is_a_jpeg(stage: Stage) -> None:
    picture = await stage.wechat.qr_code("k7Q2", "pages/ticket/show")
    assert picture.startswith(b"\xff\xd8\xff")
    with pytest.raises(errors.WeChatRefused) as refused:
        await stage.wechat.qr_code("k7Q2", "pages/none")
    assert refused.value.errcode == 41030


@pytest.mark.parametrize(("scene", "page"), [("", "p"), ("x" * 33, "p"), ("号", "p"), ("a", "/p"), ("a", "p?x=1")])
async def test_code_picture_rules_are_checked_before_the_call(stage: Stage, scene: str, page: str) -> None:
    with pytest.raises(errors.WeChatRefused) as refused:
        await stage.wechat.qr_code(scene, page)
    assert refused.value.errcode is None
    assert await stage.ask("calls") == {}


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"busy": 1}, errors.WeChatBusy),
        ({"quota": 1}, errors.QuotaExceeded),
        ({"bad_gateway": 1}, errors.WeChatUnreachable),
        ({"truncate": 1}, errors.WeChatUnreachable),
    ],
)
async def test_a_fault_becomes_a_named_error_and_passes(
    stage: Stage, fault: dict[str, int], error: type[errors.WeChatError]
) -> None:
    await stage.tell("faults", **fault)
    with pytest.raises(error) as failed:
        await stage.wechat.login(await stage.code())
    assert failed.value.status == 503
    assert failed.value.reached
    assert (await stage.wechat.login(await stage.code())).openid


async def test_a_slow_server_is_left_in_time(make_stage: MakeStage) -> None:
    stage = await make_stage(Timeouts(connect=0.2, read=5, total=0.2))
    await stage.tell("faults", latency_ms=1000)
    async with asyncio.timeout(0.9):
        with pytest.raises(errors.WeChatUnreachable) as late:
            await stage.wechat.login(await stage.code())
    assert late.value.reached


async def test_nobody_there_means_certainly_not_sent(stage: Stage) -> None:
    nobody = replace(stage.config, base_url="http://127.0.0.1:9")
    async with AsyncWeChat(nobody, stage.clock) as client:
        with pytest.raises(errors.WeChatUnreachable) as failed:
            await client.login("any")
    assert not failed.value.reached


async def test_no_secret_and_no_token_in_logs_or_errors(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpx").setLevel(logging.INFO)
    openid = await consenting(stage)
    async with AsyncWeChat(stage.config, stage.clock) as client:
        await client.login(await stage.code())
        await client.send_subscribe_message(message(openid))
    async with AsyncWeChat(replace(stage.config, base_url="http://127.0.0.1:9"), stage.clock) as client:
        with pytest.raises(errors.WeChatUnreachable) as failed:
            await client.login("any")
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__
    said = caplog.text + str(failed.value) + repr(stage.config)
    assert SECRET not in said
    assert "access_token=" not in said
