"""All settings of one node, read once from ``YICHUANG_*`` (and ``DATABASE_URL``) and passed around.

Secrets are never defaults: ``backend.secrets_file`` makes them at first start of a demo, an operator provides
them in production.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal, Self

from pydantic import AliasChoices, Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Frozen settings. Durations say their unit in the name; money is 分; times of day are local."""

    model_config = SettingsConfigDict(env_prefix="YICHUANG_", frozen=True, extra="ignore", populate_by_name=True)

    # where things are
    data_dir: Path = Path(".data")
    database_url: str | None = Field(
        default=None, validation_alias=AliasChoices("YICHUANG_DATABASE_URL", "DATABASE_URL", "database_url")
    )
    content_dir: Path | None = None
    models_dir: Path | None = Field(default=None, description="models and indexes; default: bot/ in data_dir")
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str | None = None
    proxies_count: int = 0
    real_ip_header: str | None = None

    # what it is
    centre_id: int = 1
    demo: bool = False
    now: datetime | None = Field(default=None, description="start of a running clock; refused without demo")
    rate_limits: bool = True
    log_level: str = "INFO"
    log_format: Literal["json", "console"] = "json"

    # secrets
    field_keys: str | None = Field(default=None, description="key ring 'id:base64,id:base64', newest first")
    metrics_token: str | None = None
    field_cipher: Literal["aes-gcm", "sm4-gcm"] = "aes-gcm"

    # database pool
    pool_size: int = 12
    lock_timeout_ms: int = 3_000
    statement_timeout_ms: int = 15_000

    # WeChat; the sandbox stands in for api.weixin.qq.com in a demo
    wechat_sandbox: bool = False
    wechat_appid: str = ""
    wechat_secret: str = ""
    wechat_base_url: str = "https://api.weixin.qq.com"
    wechat_authorize_base: str = "https://open.weixin.qq.com"
    wechat_oauth_appid: str = ""
    wechat_oauth_secret: str = ""
    wechat_token: str = ""
    wechat_encoding_aes_key: str = ""
    wechat_gh_id: str = ""
    wechat_templates: str = Field(default="", description="message templates, 'appointment:ID,case:ID,…'")
    wechat_push_format: Literal["json", "xml"] = "json"

    # courier
    courier_sandbox: bool = False
    courier_carrier: str = "ems"
    courier_poll_url: str = "https://poll.kuaidi100.com"
    courier_order_url: str = "https://poll.kuaidi100.com/order/borderapi.do"
    courier_customer: str = ""
    courier_key: str = ""
    courier_secret: str = ""
    courier_salt: str = ""
    courier_callback_url: str | None = None
    courier_auto_seconds: float = 0

    train_bot: bool = Field(default=True, description="train the bot anew when its wordings changed")

    # the centre's rules
    hold_minutes: int = Field(default=8, ge=5, le=10)
    booking_days: int = Field(default=14, ge=1, le=30, description="days that can be booked, today included")
    booking_release_hour: int = Field(default=8, ge=0, le=23)
    offer_minutes: int = Field(default=30, ge=5, le=120, description="to confirm a place offered from the waiting list")
    release_delay_least_minutes: int = Field(default=1, ge=0, description="a place given back is free again after …")
    release_delay_most_minutes: int = Field(default=10, ge=0, description="… to so many minutes, at random")
    reminder_hour: int = Field(default=18, ge=8, le=21, description="local hour of the reminder on the day before")

    # booking credit; 0 as a limit means: does not count
    credit_window_days: int = Field(default=30, ge=1, le=366)
    credit_block_days: int = Field(default=30, ge=1, le=366)
    credit_missed_limit: int = Field(default=2, ge=0, description="so many no-shows in the window close booking")
    credit_cancelled_limit: int = Field(default=5, ge=0, description="so many cancellations in the window close it")
    credit_item_day_limit: int = Field(default=3, ge=0, description="more bookings of one item on a day close it")

    # what citizens thought of it
    rating_days: int = Field(default=30, description="days in which an ended matter can be rated")
    contact_working_days: int = Field(default=1, description="to call a citizen who rated badly")
    rectify_working_days: int = Field(default=15, description="to put right what was rated badly")
    complaint_working_days: int = Field(default=5, description="to answer a complaint")

    staff_session_hours: int = 10
    citizen_session_days: int = 30

    # the hall's queue (docs/decisions/0018)
    hall_booked_in_a_row: int = Field(default=2, ge=1, description="then a walk-in is called, if one waits")
    hall_priority_in_a_row: int = Field(default=2, ge=1, description="then somebody else is called, if anybody waits")
    hall_early_minutes: int = Field(default=120, ge=0, description="how long before the booked time one may check in")
    hall_grace_minutes: int = Field(default=15, ge=0, description="how long after the booked time one counts as booked")
    hall_rejoin_after: int = Field(default=3, ge=0, description="calls before somebody who missed one")
    hall_rejoin_times: int = Field(default=2, ge=0, description="how often one may come back")
    hall_near: int = Field(default=3, ge=0, description="people ahead at which a phone is told")
    hall_elder_age: int = Field(default=60, ge=1, description="years from which somebody is an 老年人")

    @model_validator(mode="after")
    def _delays_in_order(self) -> Self:
        if self.release_delay_least_minutes > self.release_delay_most_minutes:
            raise ValueError("release_delay_least_minutes is above release_delay_most_minutes")
        return self

    @property
    def base_url(self) -> str:
        """The address citizens' phones use, without a trailing slash."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def bot_dir(self) -> Path:
        """Where trained models and built indexes of the bot are kept."""
        return self.models_dir or self.data_dir / "bot"

    @property
    def uses_sandbox(self) -> bool:
        """Whether any sandbox stands in for a real service: a log-in bypass, allowed in a demo only."""
        return self.wechat_sandbox or self.courier_sandbox
