"""One statement that holds places for many citizens. It asks what `seat_sql.HOLD` asks."""

from __future__ import annotations

HOLD = """
WITH given AS (
    SELECT * FROM unnest($7::uuid[], $8::uuid[], $9::uuid[], $10::text[], $11::text[], $12::text[], $13::int[],
        $14::int[], $15::text[], $16::uuid[], $17::text[], $18::text[])
        AS one(id, citizen_id, slot_id, code, item_code, item_name, guide_version, minutes, department, event_id,
            told_citizen, told_staff)
), allowed AS (
    SELECT given.*, first.pool_id, first.day, first.starts_at, first.cap_online,
        first.starts_at + make_interval(mins => given.minutes) AS until
    FROM given JOIN slot first ON first.id = given.slot_id
    WHERE first.starts_at > $1::timestamptz AND first.day <= $2::date
      AND EXISTS (SELECT 1 FROM pool WHERE pool.id = first.pool_id AND centre_id = $3::smallint
          AND departments @> to_jsonb(given.department))
      AND (SELECT count(*) < $4::int AND bool_and(state <> 'held') IS NOT FALSE
          FROM appointment WHERE citizen_id = given.citizen_id AND state IN ('held', 'booked'))
      AND NOT EXISTS (SELECT 1 FROM appointment_item item WHERE item.citizen_id = given.citizen_id
          AND item.party_index = '' AND item.item_code = given.item_code AND item.day = first.day AND item.live)
), span AS (
    SELECT allowed.id AS made_id, slot.id AS slot_id FROM allowed
    JOIN slot ON slot.pool_id = allowed.pool_id AND slot.day = allowed.day
    AND slot.starts_at >= allowed.starts_at AND slot.starts_at < allowed.until
), locked AS (
    SELECT id, starts_at, ends_at, cap_online - used_online AS room FROM slot
    WHERE id IN (SELECT slot_id FROM span) AND status = 'open'
    ORDER BY id FOR NO KEY UPDATE
), ranked AS (
    SELECT span.made_id, locked.*, row_number() OVER (PARTITION BY locked.id ORDER BY span.made_id) AS place
    FROM span JOIN locked ON locked.id = span.slot_id
), fits AS (
    SELECT allowed.id, max(ranked.ends_at) AS ends_at, min(room - place) AS free
    FROM ranked JOIN allowed ON allowed.id = ranked.made_id
    GROUP BY allowed.id, allowed.starts_at, allowed.until
    HAVING bool_and(place <= room) AND min(ranked.starts_at) = allowed.starts_at
       AND max(ranked.ends_at) >= allowed.until
       AND max(ranked.ends_at) - min(ranked.starts_at) = sum(ranked.ends_at - ranked.starts_at)
), made AS (
    INSERT INTO appointment (id, centre_id, created_at, citizen_id, slot_id, day, ends_at, minutes, item_code,
        item_name, department, guide_version, code, state, version, hold_expires_at)
    SELECT id, $3::smallint, $1::timestamptz, citizen_id, slot_id, day, fits.ends_at, minutes, item_code,
        item_name, department, guide_version, code, 'held', 1, $5::timestamptz
    FROM fits JOIN allowed USING (id) ORDER BY citizen_id
    ON CONFLICT DO NOTHING
    RETURNING id
), won AS (SELECT allowed.*, fits.ends_at, fits.free FROM made JOIN fits USING (id) JOIN allowed USING (id)),
items AS (
    INSERT INTO appointment_item (id, centre_id, created_at, appointment_id, position, item_code, item_name,
        guide_version, minutes, citizen_id, party_index, day, live)
    SELECT gen_random_uuid(), $3::smallint, $1::timestamptz, id, 1, item_code, item_name, guide_version, minutes,
        citizen_id, '', day, true FROM won
), seats AS (
    INSERT INTO appointment_slot (id, centre_id, created_at, appointment_id, slot_id, side)
    SELECT gen_random_uuid(), $3::smallint, $1::timestamptz, made_id, ranked.id, 'online'
    FROM ranked JOIN made ON made.id = ranked.made_id
), taken AS (
    UPDATE slot SET used_online = slot.used_online + sold.places
    FROM (SELECT ranked.id, count(*) AS places FROM ranked JOIN made ON made.id = ranked.made_id GROUP BY ranked.id)
        AS sold
    WHERE slot.id = sold.id
), events AS (
    INSERT INTO appointment_event (id, centre_id, created_at, appointment_id, verb, state, actor, facts)
    SELECT event_id, $3::smallint, $1::timestamptz, id, 'hold', 'held', 'citizen:' || citizen_id,
        jsonb_build_object('slot', slot_id) FROM won
)
SELECT id, pool_id, day, starts_at, ends_at, free, cap_online AS seats,
    pg_notify($6::text, told_citizen), pg_notify($6::text, told_staff)
FROM won
"""
"""Slots are locked in ascending order; of those who want the same slot in one round, as many are served as it has
room for. Counters rise by what was really written. An item that is booked that day already breaks an index and with it
the round."""
