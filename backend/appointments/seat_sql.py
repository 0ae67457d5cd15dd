"""Statements over places in slots. Whoever needs several slots takes them in ascending order of id.

A slot's ``used_*`` are the number of its `appointment_slot` rows without ``released_at``. A place that was given back
gets ``release_at`` first: it counts as taken until then, so that nobody can hand it to somebody.
"""

from __future__ import annotations

_RELEASE_AT = """
$1::timestamptz + make_interval(secs => {least} * 60 + mod(
    hashtextextended(appointment_slot.id::text, 0) & 9223372036854775807, ({most} - {least}) * 60 + 1))
"""
"""When a place that is given back at $1 becomes free: ``least`` to ``most`` minutes later, to the second. The random
number comes from the row's id, which nobody is shown."""

_SPAN = """
span AS (
    SELECT slot.id, slot.day, slot.starts_at, slot.ends_at, {own} AS own
    FROM slot JOIN slot first ON first.id = $1::uuid AND slot.pool_id = first.pool_id AND slot.day = first.day
    WHERE slot.starts_at >= first.starts_at AND slot.starts_at < first.starts_at + make_interval(mins => $2::int)
      AND slot.status = 'open' AND (slot.used_{side} < slot.cap_{side} OR {own})
      AND first.starts_at > $3::timestamptz AND first.day <= $4::date
      AND first.pool_id IN (SELECT id FROM pool WHERE centre_id = $5::smallint AND departments @> to_jsonb($6::text[]))
      AND {allowed}
    ORDER BY slot.id FOR NO KEY UPDATE OF slot
), fits AS (
    SELECT min(day) AS day, max(ends_at) AS ends_at FROM span
    HAVING bool_or(id = $1::uuid) AND sum(ends_at - starts_at) >= make_interval(mins => $2::int)
       AND max(ends_at) - min(starts_at) = sum(ends_at - starts_at)
), taken AS (
    UPDATE slot SET used_{side} = slot.used_{side} + 1 FROM span, fits WHERE slot.id = span.id AND NOT span.own
)"""
"""The slots from $1 that together last $2 minutes without a gap, locked in ascending order; all have room, or none is
taken. ``own``: places in them that the appointment has already."""

_ALWAYS = "true"
_NONE = "false"
_MINE = """EXISTS (SELECT 1 FROM appointment_slot WHERE appointment_slot.slot_id = slot.id
    AND appointment_slot.appointment_id = $7::uuid AND appointment_slot.released_at IS NULL)"""
_NOT_TWICE = """NOT EXISTS (SELECT 1 FROM appointment_item WHERE citizen_id = $7::uuid AND party_index = $20::text
    AND item_code = ANY($10::text[]) AND appointment_item.day = first.day AND live)"""
_MAY_HOLD = f"""
(SELECT count(*) < $8::int AND bool_and(state <> 'held') IS NOT FALSE
    FROM appointment WHERE citizen_id = $7::uuid AND state IN ('held', 'booked'))
AND {_NOT_TWICE}"""  # noqa: S608 (constant text)
_AT_DESK = f"$8::int IS NOT NULL AND {_NOT_TWICE}"

_MAKE = """
WITH {span},
wanted AS (
    SELECT * FROM unnest($9::uuid[], $10::text[], $11::text[], $12::int[], $13::int[])
        WITH ORDINALITY AS item(id, code, name, version, minutes, position)
), made AS (
    INSERT INTO appointment (id, centre_id, created_at, citizen_id, slot_id, day, ends_at, minutes, item_code,
        item_name, department, guide_version, code, state, version, hold_expires_at, party_kind, party_name,
        party_number, party_index, party_relation, waitlist_id)
    SELECT $14::uuid, $5::smallint, $3::timestamptz, $7::uuid, $1::uuid, fits.day, fits.ends_at, $2::int, wanted.code,
        wanted.name, ($6::text[])[1], wanted.version, $15::text, '{state}', 1, $16::timestamptz, $17::text, $18::text,
        $19::text, $20::text, $21::text, $22::uuid
    FROM fits, wanted WHERE wanted.position = 1
    ON CONFLICT DO NOTHING
    RETURNING id, day
), items AS (
    INSERT INTO appointment_item (id, centre_id, created_at, appointment_id, position, item_code, item_name,
        guide_version, minutes, citizen_id, party_index, day, live)
    SELECT wanted.id, $5::smallint, $3::timestamptz, made.id, wanted.position, wanted.code, wanted.name,
        wanted.version, wanted.minutes, $7::uuid, $20::text, made.day, true
    FROM made, wanted
    ON CONFLICT DO NOTHING
    RETURNING position
), seats AS (
    INSERT INTO appointment_slot (id, centre_id, created_at, appointment_id, slot_id, side)
    SELECT gen_random_uuid(), $5::smallint, $3::timestamptz, made.id, span.id, '{side}' FROM made, span
)
SELECT id FROM made WHERE (SELECT count(*) FROM items) = (SELECT count(*) FROM wanted)
"""
HOLD = _MAKE.format(span=_SPAN.format(own=_NONE, allowed=_MAY_HOLD, side="online"), state="held", side="online")
"""Places, appointment and items in one step. No row: the caller finds out why and rolls back what was taken.

The count cannot be overrun: a citizen has one hold at a time by index, and confirming one does not change the count.
Both rules, and that an item is booked once a day, are asked first so that nothing is taken for nothing, and kept by
indexes.
"""

BOOK_AT_DESK = _MAKE.format(span=_SPAN.format(own=_NONE, allowed=_AT_DESK, side="staff"), state="booked", side="staff")
"""As `HOLD`, but booked at once, on the places kept for the windows, whatever else the citizen has."""

_MOVE = """
WITH {span},
moved AS (
    UPDATE appointment SET slot_id = $1::uuid, day = fits.day, ends_at = fits.ends_at, version = version + 1
    FROM fits WHERE appointment.id = $7::uuid AND version = $8::int AND state = 'booked'
    RETURNING appointment.id
), seats AS (
    INSERT INTO appointment_slot (id, centre_id, created_at, appointment_id, slot_id, side)
    SELECT gen_random_uuid(), $5::smallint, $3::timestamptz, moved.id, span.id, '{side}'
    FROM moved, span WHERE NOT span.own
), freed AS (
    UPDATE appointment_slot SET release_at = {release_at}
    FROM moved
    WHERE appointment_id = moved.id AND released_at IS NULL AND slot_id NOT IN (SELECT id FROM span)
)
SELECT id FROM moved
"""
_MOVED_AT = _RELEASE_AT.replace("$1", "$3").format(least="$9::int", most="$10::int")
MOVE, MOVE_AT_DESK = (
    _MOVE.format(span=_SPAN.format(own=_MINE, allowed=_ALWAYS, side=side), side=side, release_at=_MOVED_AT)
    for side in ("online", "staff")
)
"""Takes the new places and gives the old ones back, in one step. No row: no room, or the appointment changed."""

_GIVE_BACK = f"""
UPDATE appointment_slot SET release_at = {_RELEASE_AT.format(least="$2::int", most="$3::int")}
FROM ended WHERE appointment_slot.appointment_id = ended.id AND released_at IS NULL
"""  # noqa: S608 (constant text)

_EXPIRE = """
WITH lapsed AS (
    SELECT id FROM appointment WHERE state = 'held' AND hold_expires_at <= $1::timestamptz {which}
    ORDER BY id LIMIT 500 FOR UPDATE {locked}
), ended AS (
    UPDATE appointment SET state = 'expired', version = version + 1 FROM lapsed WHERE appointment.id = lapsed.id
    RETURNING appointment.id, appointment.waitlist_id
), freed AS ({give_back})
SELECT id, waitlist_id FROM ended ORDER BY id
"""

EXPIRE_ALL = _EXPIRE.format(which="", locked="SKIP LOCKED", give_back=_GIVE_BACK)

EXPIRE_OWN = _EXPIRE.format(which="AND citizen_id = $4::uuid", locked="", give_back=_GIVE_BACK)
"""Waits for the sweep instead of skipping: a citizen's lapsed hold must not stand in the way of the next one."""

CONFIRM = """
UPDATE appointment SET state = 'booked', version = version + 1
WHERE id = $1::uuid AND citizen_id = $2::uuid AND state = 'held' AND hold_expires_at > $3::timestamptz
RETURNING id
"""
"""The places were taken by the hold: nothing to count here."""

CANCEL = f"""
WITH ended AS (
    UPDATE appointment SET state = 'cancelled_by_citizen', version = version + 1
    WHERE id = $4::uuid AND version = $5::int AND state IN ('held', 'booked')
    RETURNING id
), freed AS ({_GIVE_BACK})
SELECT id FROM ended
"""  # noqa: S608 (constant text)

_RELEASED = """
counted AS (
    SELECT slot_id, count(*) FILTER (WHERE side = 'online') AS online, count(*) FILTER (WHERE side = 'staff') AS staff
    FROM freed GROUP BY slot_id
), ordered AS (
    SELECT slot.id FROM slot WHERE id IN (SELECT slot_id FROM counted) ORDER BY id FOR NO KEY UPDATE
), released AS (
    UPDATE slot SET used_online = slot.used_online - counted.online, used_staff = slot.used_staff - counted.staff
    FROM counted, ordered WHERE slot.id = counted.slot_id AND ordered.id = slot.id
    RETURNING slot.id
)"""

CALL_OFF = f"""
WITH off AS (
    UPDATE appointment SET state = 'cancelled_by_centre', version = version + 1
    WHERE id = ANY($1::uuid[]) AND state = $3::text
    RETURNING id
), freed AS (
    UPDATE appointment_slot SET released_at = $2::timestamptz FROM off
    WHERE appointment_slot.appointment_id = off.id AND released_at IS NULL
    RETURNING slot_id, side
), {_RELEASED}
SELECT id FROM off ORDER BY id
"""  # noqa: S608 (constant text)
"""By the centre: nobody hands anything over here, the places are free at once."""

RELEASE_DUE = f"""
WITH due AS (
    SELECT id FROM appointment_slot WHERE release_at <= $1::timestamptz AND released_at IS NULL
    ORDER BY release_at LIMIT 500 FOR UPDATE SKIP LOCKED
), freed AS (
    UPDATE appointment_slot SET released_at = $1::timestamptz FROM due WHERE appointment_slot.id = due.id
    RETURNING slot_id, side
), {_RELEASED}
SELECT count(*) AS places FROM freed
"""  # noqa: S608 (constant text)

LOCK_SLOTS = "SELECT id FROM slot WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE"

RELEASE_FOR_LIST = f"""
WITH due AS (
    SELECT DISTINCT ON (seat.slot_id) seat.id
    FROM appointment_slot seat JOIN slot ON slot.id = seat.slot_id
    WHERE seat.slot_id = ANY($2::uuid[]) AND seat.release_at IS NOT NULL AND seat.released_at IS NULL
      AND seat.side = 'online' AND slot.used_online >= slot.cap_online
    ORDER BY seat.slot_id, seat.id
), freed AS (
    UPDATE appointment_slot SET released_at = $1::timestamptz FROM due
    WHERE appointment_slot.id = due.id AND released_at IS NULL
    RETURNING slot_id, side
), {_RELEASED}
SELECT id FROM released
"""  # noqa: S608 (constant text)
"""One place that was given back, of each of these full slots, for somebody on the waiting list. Lock the slots
first."""

SET_STATE = """
UPDATE appointment SET state = $3, version = version + 1 WHERE id = $1::uuid AND state = $2 RETURNING id
"""

MISS = """
UPDATE appointment SET state = 'no_show', version = version + 1
WHERE centre_id = $1::smallint AND state = 'booked' AND day <= $2::date
RETURNING id
"""
