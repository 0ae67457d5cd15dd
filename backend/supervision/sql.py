"""What happened in the hall and with the bookings, counted by PostgreSQL from tickets' stretches and appointments.

Every statement takes: $1 the centre, $2 and $3 the first and last day, $4 departments or NULL for all.
"""

from __future__ import annotations

from backend.queue.sql import STRETCHES

_TIMES = f"""
WITH stretch AS (
    {STRETCHES} AND begun.centre_id = $1::smallint AND begun.day BETWEEN $2::date AND $3::date
    AND ($4::text[] IS NULL OR begun.department = ANY($4::text[]))
), timed AS (
    SELECT ticket_id, department, window_code, state, began_at, extract(epoch FROM ended_at - began_at) / 60 AS minutes
    FROM stretch WHERE ended_at IS NOT NULL AND ended_at >= began_at AND state IN ('waiting', 'serving')
)"""  # noqa: S608 (constant text)

_QUANTILES = """
    count(*) FILTER (WHERE timed.state = 'waiting') AS waits,
    count(*) FILTER (WHERE timed.state = 'serving') AS services,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY timed.minutes) FILTER (WHERE timed.state = 'waiting') AS wait_p50,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY timed.minutes) FILTER (WHERE timed.state = 'waiting') AS wait_p90,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY timed.minutes) FILTER (WHERE timed.state = 'serving') AS service_p50,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY timed.minutes) FILTER (WHERE timed.state = 'serving') AS service_p90"""

BY_HOUR = f"""{_TIMES}
SELECT (extract(isodow FROM began_at AT TIME ZONE 'Asia/Shanghai')::int - 1) AS weekday,
    extract(hour FROM began_at AT TIME ZONE 'Asia/Shanghai')::int AS hour, {_QUANTILES}
FROM timed GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608

BY_ITEM = f"""{_TIMES}
SELECT ticket.item_code, max(ticket.item_name) AS item_name, count(DISTINCT ticket.id) AS tickets, {_QUANTILES}
FROM timed JOIN ticket ON ticket.id = timed.ticket_id GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 200
"""  # noqa: S608

BY_WINDOW = f"""{_TIMES}
SELECT window_code, count(DISTINCT ticket_id) AS tickets, sum(minutes) AS minutes,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) AS service_p50
FROM timed WHERE state = 'serving' AND window_code IS NOT NULL GROUP BY 1 ORDER BY 1
"""  # noqa: S608

BY_DAY = """
WITH seats AS (
    SELECT slot.day, sum(slot.cap_online + slot.cap_staff) FILTER (WHERE slot.status = 'open' OR used > 0) AS places,
        sum(used) AS taken
    FROM (SELECT *, used_online + used_staff AS used FROM slot) AS slot JOIN pool ON pool.id = slot.pool_id
    WHERE slot.centre_id = $1::smallint AND slot.day BETWEEN $2::date AND $3::date
      AND ($4::text[] IS NULL OR pool.departments ?| $4::text[])
    GROUP BY slot.day
), booked AS (
    SELECT day, count(*) FILTER (WHERE state IN ('booked', 'checked_in', 'served', 'no_show')) AS booked,
        count(*) FILTER (WHERE state = 'no_show') AS missed,
        count(*) FILTER (WHERE state IN ('served', 'no_show', 'checked_in')) AS due,
        count(*) FILTER (WHERE state = 'cancelled_by_citizen') AS cancelled,
        count(*) FILTER (WHERE state = 'cancelled_by_centre') AS called_off
    FROM appointment
    WHERE centre_id = $1::smallint AND day BETWEEN $2::date AND $3::date
      AND ($4::text[] IS NULL OR department = ANY($4::text[]))
    GROUP BY day
)
SELECT coalesce(seats.day, booked.day) AS day, coalesce(places, 0)::int AS places, coalesce(taken, 0)::int AS taken,
    coalesce(booked, 0) AS booked, coalesce(missed, 0) AS missed, coalesce(due, 0) AS due,
    coalesce(cancelled, 0) AS cancelled, coalesce(called_off, 0) AS called_off
FROM seats FULL JOIN booked ON booked.day = seats.day ORDER BY 1
"""
