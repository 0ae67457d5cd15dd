"""Rules of the delivery's tables that Tortoise cannot declare; the migration runs them."""

from __future__ import annotations

CONSTRAINTS: tuple[tuple[str, str], ...] = (
    (
        "ALTER TABLE parcel ADD CONSTRAINT parcel_courier_agreed CHECK (method <> 'courier' OR"
        " (recipient IS NOT NULL AND phone IS NOT NULL AND region IS NOT NULL AND detail IS NOT NULL"
        " AND consent_at IS NOT NULL AND courier_name IS NOT NULL))",
        "ALTER TABLE parcel DROP CONSTRAINT parcel_courier_agreed",
    ),
    (
        "ALTER TABLE parcel ADD CONSTRAINT parcel_pickup_stays CHECK"
        " (method <> 'pickup' OR state IN ('chosen', 'handed_over', 'cancelled'))",
        "ALTER TABLE parcel DROP CONSTRAINT parcel_pickup_stays",
    ),
    (
        "ALTER TABLE parcel ADD CONSTRAINT parcel_ordered_whole CHECK"
        " (state NOT IN ('ordered', 'shipped', 'delivered', 'exception', 'returned')"
        " OR (order_number IS NOT NULL AND ordered_at IS NOT NULL AND attempt > 0))",
        "ALTER TABLE parcel DROP CONSTRAINT parcel_ordered_whole",
    ),
    (
        "CREATE UNIQUE INDEX parcel_order_number_once ON parcel (order_number) WHERE order_number IS NOT NULL",
        "DROP INDEX parcel_order_number_once",
    ),
    (
        "CREATE FUNCTION parcel_record_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'records of a parcel are never changed'; END $$",
        "DROP FUNCTION parcel_record_is_kept()",
    ),
    (
        "CREATE TRIGGER parcel_change_kept BEFORE UPDATE OR DELETE ON parcel_change"
        " FOR EACH ROW EXECUTE FUNCTION parcel_record_is_kept()",
        "DROP TRIGGER parcel_change_kept ON parcel_change",
    ),
    (
        "CREATE TRIGGER parcel_event_kept BEFORE UPDATE OR DELETE ON parcel_event"
        " FOR EACH ROW EXECUTE FUNCTION parcel_record_is_kept()",
        "DROP TRIGGER parcel_event_kept ON parcel_event",
    ),
)
