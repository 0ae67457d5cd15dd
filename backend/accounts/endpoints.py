"""Log-in, the citizen's own data, addresses and the live stream."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sanic import HTTPResponse

from backend.accounts import oauth, privacy, tickets
from backend.accounts.schemas import (
    Address,
    AddressIn,
    Citizen,
    ConsentIn,
    EventsQuery,
    EventsTicket,
    FamilyMember,
    FamilyMemberIn,
    IdentityIn,
    LogIn,
    LoginOptions,
    LoginOptionsQuery,
    NoticeSection,
    PhoneCode,
    PrivacyNotice,
    Session,
    SettingsIn,
    address_out,
    citizen_out,
    family_member_out,
)
from backend.accounts.service import addresses, consents, family, identity, login
from backend.accounts.states import Channel, ConsentKind
from backend.web.access import citizen, public
from backend.web.call import Call
from backend.web.live import stream
from backend.web.routes import Routes
from backend.web.schemas import Items

api = Routes("accounts")

NO_BROWSER_LOGIN = "现在不能用微信登录。请用受理号和查询码查进度。"


@api.get("/sessions/options", access=public("shown before log-in"))
async def login_options(call: Call, query: LoginOptionsQuery) -> LoginOptions:
    """How a browser can log in."""
    url = oauth.login_url(call.settings, query.return_to, call.request.host, call.now)
    reason = None if url else NO_BROWSER_LOGIN
    return LoginOptions(oauth_url=url, sandbox=call.settings.wechat_sandbox, reason=reason)


@api.post("/sessions", access=public("log-in itself"), status=201, atomic=False, rate="120/minute")
async def log_in(call: Call, body: LogIn) -> Session:
    """Log in with a code from WeChat."""
    if body.channel is Channel.H5:
        oauth.check_state(body.state, call.now)
    lasting = timedelta(days=call.settings.citizen_session_days)
    opened = await login.log_in(body.channel, body.code, call.now, lasting, call.centre_id)
    me = await citizen_out(opened.citizen_id, call.now)
    return Session(token=opened.token, expires_at=opened.expires_at, citizen=me)


@api.delete("/sessions/current", access=citizen())
async def log_out(call: Call) -> None:
    """End this session."""
    await login.log_out(call.citizen, call.now)


@api.get("/me", access=citizen())
async def me(call: Call) -> Citizen:
    """The citizen, masked."""
    return await citizen_out(call.citizen.id, call.now)


@api.put("/me/identity", access=citizen(), rate="20/hour")
async def set_identity(call: Call, body: IdentityIn) -> Citizen:
    """State name, identity number and phone."""
    await identity.declare(call.citizen.id, body.name, body.id_number, body.phone, call.now)
    return await citizen_out(call.citizen.id, call.now)


@api.put("/me/phone", access=citizen(), atomic=False, rate="20/hour")
async def set_phone(call: Call, body: PhoneCode) -> Citizen:
    """Take over the phone number WeChat knows."""
    await identity.phone_from_wechat(call.citizen.id, body.code, call.now)
    return await citizen_out(call.citizen.id, call.now)


@api.put("/me/settings", access=citizen())
async def set_settings(call: Call, body: SettingsIn) -> Citizen:
    """Switch the large-type version."""
    await identity.choose_elder_mode(call.citizen.id, body.elder_mode)
    return await citizen_out(call.citizen.id, call.now)


@api.put("/me/consents/<kind>", access=citizen())
async def give_consent(call: Call, kind: ConsentKind, body: ConsentIn) -> Citizen:
    """Agree to a text."""
    await consents.give(call.citizen.id, kind, body.version, call.now)
    return await citizen_out(call.citizen.id, call.now)


@api.delete("/me/consents/<kind>", access=citizen())
async def withdraw_consent(call: Call, kind: ConsentKind) -> Citizen:
    """Take a consent back; what rested on it is deleted."""
    await consents.withdraw(call.citizen.id, kind, call.now)
    return await citizen_out(call.citizen.id, call.now)


@api.get("/privacy-notice", access=public("must be readable before log-in"))
async def privacy_notice(call: Call) -> PrivacyNotice:
    """What happens to a citizen's data."""
    sections = [NoticeSection(heading=part.heading, text=part.text) for part in privacy.SECTIONS]
    return PrivacyNotice(version=privacy.VERSION, title=privacy.TITLE, sections=sections)


@api.get("/me/addresses", access=citizen())
async def list_addresses(call: Call) -> Items[Address]:
    """The address book."""
    return Items(items=[address_out(row) for row in await addresses.listed(call.citizen.id)])


@api.post("/me/addresses", access=citizen(), status=201)
async def add_address(call: Call, body: AddressIn) -> Address:
    """Add an address."""
    given = addresses.AddressFields(**body.model_dump())
    return address_out(await addresses.add(call.citizen.id, given, call.now))


@api.put("/me/addresses/<address_id>", access=citizen())
async def change_address(call: Call, address_id: UUID, body: AddressIn) -> Address:
    """Write an address anew."""
    given = addresses.AddressFields(**body.model_dump())
    return address_out(await addresses.change(call.citizen.id, address_id, given))


@api.delete("/me/addresses/<address_id>", access=citizen())
async def remove_address(call: Call, address_id: UUID) -> None:
    """Delete an address."""
    await addresses.remove(call.citizen.id, address_id)


@api.get("/me/family", access=citizen())
async def list_family(call: Call) -> Items[FamilyMember]:
    """The people I book for."""
    return Items(items=[family_member_out(row) for row in await family.listed(call.citizen.id)])


@api.post("/me/family", access=citizen(), status=201, rate="20/hour")
async def add_family(call: Call, body: FamilyMemberIn) -> FamilyMember:
    """Add somebody to book for."""
    return family_member_out(await family.add(call.citizen.id, body.name, body.id_number, body.relation, call.now))


@api.delete("/me/family/<member_id>", access=citizen())
async def remove_family(call: Call, member_id: UUID) -> None:
    """Take somebody out."""
    await family.remove(call.citizen.id, member_id)


@api.post("/me/events/tickets", access=citizen(), status=201)
async def events_ticket(call: Call) -> EventsTicket:
    """A ticket for the live stream: EventSource cannot send the token."""
    ticket, until = tickets.issue(call.citizen.session_id, call.now)
    return EventsTicket(ticket=ticket, expires_at=until)


@api.get("/me/events", access=public("the ticket stands for the log-in"), raw=True)
async def events(call: Call, query: EventsQuery) -> HTTPResponse:
    """Live events: reload the row an event names."""
    session_id = tickets.open_ticket(query.ticket, call.now)
    citizen_id = await login.citizen_of(session_id, call.now)
    return await stream(call.request, [f"citizen:{citizen_id}"], session_id=session_id)
