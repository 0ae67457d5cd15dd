"""Statements of the delivery that must be one step."""

from __future__ import annotations

KEEP_PUSH = """
INSERT INTO courier_push (id, centre_id, created_at, source, dedupe_key, parcel_id, attempt, body)
VALUES ($1::uuid, $2::smallint, $3::timestamptz, $4, $5, $6::uuid, $7::smallint, $8)
ON CONFLICT (centre_id, source, dedupe_key) DO NOTHING
RETURNING id
"""

KEEP_EVENT = """
INSERT INTO parcel_event (id, centre_id, created_at, parcel_id, attempt, event_key, at, status, text, raw_code,
                          raw_text, location, timed, correction)
VALUES ($1::uuid, $2::smallint, $3::timestamptz, $4::uuid, $5::smallint, $6, $7::timestamptz, $8, $9, $10, $11, $12,
        $13::boolean, $14::boolean)
ON CONFLICT (parcel_id, attempt, event_key) DO NOTHING
RETURNING id
"""

SENDING = """
UPDATE parcel SET sent_at = coalesce(sent_at, $3::timestamptz)
WHERE id = $1::uuid AND attempt = $2::smallint AND state = 'ordered' AND courier_order_id IS NULL
  AND (sent_at IS NOT NULL OR cancel_asked_at IS NULL)
RETURNING id
"""
"""Written before the courier is asked: from then on it may know of the order. A cancelled order is not sent at all."""

PLACED = """
UPDATE parcel SET courier_order_id = $3, courier_task_id = $4, waybill_number = coalesce(waybill_number, $5),
                  courier_name = $6, problem = NULL, version = version + 1
WHERE id = $1::uuid AND attempt = $2::smallint AND courier_order_id IS NULL
RETURNING id
"""

NEWS = """
UPDATE parcel SET news_at = $3::timestamptz, waybill_number = coalesce(waybill_number, $4),
                  fee_fen = coalesce($5::int, fee_fen)
WHERE id = $1::uuid AND attempt = $2::smallint
RETURNING id
"""

CLAIM_SILENT = """
UPDATE parcel SET asked_at = $2::timestamptz WHERE id IN (
    SELECT id FROM parcel
    WHERE centre_id = $1::smallint AND state IN ('ordered', 'shipped', 'exception') AND waybill_number IS NOT NULL
      AND greatest(news_at, asked_at, ordered_at) <= $3::timestamptz
    ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
RETURNING id, attempt
"""

UNANSWERED = """
SELECT id, attempt FROM parcel
WHERE centre_id = $1::smallint AND state = 'ordered' AND courier_order_id IS NULL
  AND ordered_at BETWEEN $2::timestamptz AND $3::timestamptz
ORDER BY id LIMIT 100
"""

COUNTS = """
SELECT count(*) FILTER (WHERE state = 'chosen' AND method = 'courier') AS to_pack,
       count(*) FILTER (WHERE state = 'packed') AS to_order,
       count(*) FILTER (WHERE state IN ('ordered', 'shipped')) AS shipped,
       count(*) FILTER (WHERE state IN ('exception', 'returned')) AS exception,
       count(*) FILTER (WHERE state IN ('delivered', 'handed_over', 'cancelled')) AS done
FROM parcel WHERE centre_id = $1::smallint AND ($2::text[] IS NULL OR department = ANY($2::text[]))
"""
