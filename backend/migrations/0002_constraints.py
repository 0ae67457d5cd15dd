"""What Tortoise cannot declare: CHECKs, partial unique indexes, triggers, as each slice asks in its `constraints.py`.

A migration keeps its own copy of the text: what was applied does not change when a slice does. It is one operation,
because Tortoise copies its whole picture of the schema before each one.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops

CONSTRAINTS = [
    # audit
    (
        "CREATE FUNCTION audit_line_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit lines are never changed'; END $$",
        'DROP FUNCTION audit_line_is_kept()',
    ),
    (
        'CREATE TRIGGER audit_line_kept BEFORE UPDATE OR DELETE ON audit_line FOR EACH ROW EXECUTE FUNCTION audit_line_is_kept()',
        'DROP TRIGGER audit_line_kept ON audit_line',
    ),
    # accounts
    (
        "CREATE UNIQUE INDEX citizen_checked_once ON citizen (centre_id, id_number_index) WHERE identity = 'checked'",
        'DROP INDEX citizen_checked_once',
    ),
    (
        "ALTER TABLE citizen ADD CONSTRAINT citizen_identity_complete CHECK (CASE identity WHEN 'none' THEN name IS NULL AND id_number IS NULL AND id_number_index IS NULL ELSE name IS NOT NULL AND id_number IS NOT NULL AND id_number_index IS NOT NULL END)",
        'ALTER TABLE citizen DROP CONSTRAINT citizen_identity_complete',
    ),
    (
        'CREATE UNIQUE INDEX citizen_consent_once ON citizen_consent (citizen_id, kind) WHERE withdrawn_at IS NULL',
        'DROP INDEX citizen_consent_once',
    ),
    (
        'CREATE UNIQUE INDEX citizen_address_default ON citizen_address (citizen_id) WHERE is_default',
        'DROP INDEX citizen_address_default',
    ),
    # staff
    (
        'ALTER TABLE staff_member ADD CONSTRAINT staff_member_enrolled CHECK (totp_enrolled_at IS NULL OR totp_secret IS NOT NULL)',
        'ALTER TABLE staff_member DROP CONSTRAINT staff_member_enrolled',
    ),
    (
        'ALTER TABLE staff_login_try ADD CONSTRAINT staff_login_try_counts CHECK (tries BETWEEN 1 AND 5)',
        'ALTER TABLE staff_login_try DROP CONSTRAINT staff_login_try_counts',
    ),
    # catalogue
    (
        'CREATE UNIQUE INDEX guide_version_in_force ON guide_version (centre_id, code) WHERE effective',
        'DROP INDEX guide_version_in_force',
    ),
    (
        'ALTER TABLE guide_version ADD CONSTRAINT guide_version_counts CHECK (version >= 1)',
        'ALTER TABLE guide_version DROP CONSTRAINT guide_version_counts',
    ),
    (
        'ALTER TABLE catalogue_version ADD CONSTRAINT catalogue_version_counts CHECK (number >= 1)',
        'ALTER TABLE catalogue_version DROP CONSTRAINT catalogue_version_counts',
    ),
    # notices
    (
        'ALTER TABLE subscription_grant ADD CONSTRAINT subscription_grant_counts CHECK (armed BETWEEN 0 AND 1000)',
        'ALTER TABLE subscription_grant DROP CONSTRAINT subscription_grant_counts',
    ),
    (
        "ALTER TABLE notice_send ADD CONSTRAINT notice_send_settled CHECK ((state IN ('queued', 'sending')) = (settled_at IS NULL))",
        'ALTER TABLE notice_send DROP CONSTRAINT notice_send_settled',
    ),
    (
        'CREATE INDEX notice_unread ON notice (citizen_id) WHERE read_at IS NULL',
        'DROP INDEX notice_unread',
    ),
    # appointments
    (
        'ALTER TABLE slot ADD CONSTRAINT slot_seats CHECK (used_online BETWEEN 0 AND cap_online AND used_staff BETWEEN 0 AND cap_staff)',
        'ALTER TABLE slot DROP CONSTRAINT slot_seats',
    ),
    (
        "ALTER TABLE slot ADD CONSTRAINT slot_span CHECK (starts_at < ends_at AND status IN ('open', 'closed'))",
        'ALTER TABLE slot DROP CONSTRAINT slot_span',
    ),
    (
        'ALTER TABLE slot_template ADD CONSTRAINT slot_template_sound CHECK (weekday BETWEEN 0 AND 6 AND minutes BETWEEN 5 AND 240 AND cap_online >= 0 AND cap_staff >= 0 AND start_time < end_time)',
        'ALTER TABLE slot_template DROP CONSTRAINT slot_template_sound',
    ),
    (
        "ALTER TABLE appointment ADD CONSTRAINT appointment_hold_ends CHECK (state <> 'held' OR hold_expires_at IS NOT NULL)",
        'ALTER TABLE appointment DROP CONSTRAINT appointment_hold_ends',
    ),
    (
        "CREATE UNIQUE INDEX appointment_one_hold ON appointment (citizen_id) WHERE state = 'held'",
        'DROP INDEX appointment_one_hold',
    ),
    (
        "CREATE UNIQUE INDEX appointment_item_once_a_day ON appointment (citizen_id, item_code, day) WHERE state IN ('held', 'booked', 'checked_in')",
        'DROP INDEX appointment_item_once_a_day',
    ),
    (
        "CREATE INDEX appointment_lapsing ON appointment (hold_expires_at) WHERE state = 'held'",
        'DROP INDEX appointment_lapsing',
    ),
    (
        "CREATE INDEX appointment_expected ON appointment (day) WHERE state = 'booked'",
        'DROP INDEX appointment_expected',
    ),
    # cases
    (
        'ALTER TABLE case_file ADD CONSTRAINT case_two_persons CHECK (decided_by <> accepted_by)',
        'ALTER TABLE case_file DROP CONSTRAINT case_two_persons',
    ),
    (
        "ALTER TABLE case_file ADD CONSTRAINT case_accepted_whole CHECK ((accepted_at IS NULL) = (accepted_by IS NULL) AND (state NOT IN ('accepted', 'in_progress', 'approved', 'refused') OR accepted_at IS NOT NULL) AND (state NOT IN ('registered', 'supplementing', 'not_accepted') OR accepted_at IS NULL) AND (promised_at IS NULL OR accepted_at IS NOT NULL))",
        'ALTER TABLE case_file DROP CONSTRAINT case_accepted_whole',
    ),
    (
        'ALTER TABLE case_serial ADD CONSTRAINT case_serial_five_digits CHECK (last_serial BETWEEN 1 AND 99999)',
        'ALTER TABLE case_serial DROP CONSTRAINT case_serial_five_digits',
    ),
    (
        "ALTER TABLE case_decision ADD CONSTRAINT case_decision_reasoned CHECK (result IN ('准予', '不予') AND (result = '准予' OR (reason IS NOT NULL AND remedy IS NOT NULL)))",
        'ALTER TABLE case_decision DROP CONSTRAINT case_decision_reasoned',
    ),
    (
        'ALTER TABLE case_supplement ADD CONSTRAINT case_supplement_reasoned CHECK (position = 1 OR (position > 1 AND note IS NOT NULL))',
        'ALTER TABLE case_supplement DROP CONSTRAINT case_supplement_reasoned',
    ),
    (
        'CREATE UNIQUE INDEX case_supplement_one_open ON case_supplement (case_id) WHERE supplied_at IS NULL',
        'DROP INDEX case_supplement_one_open',
    ),
    (
        "ALTER TABLE case_lookup_count ADD CONSTRAINT case_lookup_count_sound CHECK (failures >= 0 AND kind IN ('source', 'number'))",
        'ALTER TABLE case_lookup_count DROP CONSTRAINT case_lookup_count_sound',
    ),
    (
        "CREATE INDEX case_promised ON case_file (promised_at) WHERE state IN ('accepted', 'in_progress')",
        'DROP INDEX case_promised',
    ),
    (
        "CREATE FUNCTION case_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'events of a case are never changed'; END $$",
        'DROP FUNCTION case_event_is_kept()',
    ),
    (
        'CREATE TRIGGER case_event_kept BEFORE UPDATE OR DELETE ON case_event FOR EACH ROW EXECUTE FUNCTION case_event_is_kept()',
        'DROP TRIGGER case_event_kept ON case_event',
    ),
    # consultations
    (
        "CREATE FUNCTION consultation_row_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'what was said in a consultation is never changed'; END $$",
        'DROP FUNCTION consultation_row_is_kept()',
    ),
    (
        'CREATE TRIGGER message_kept BEFORE UPDATE ON message FOR EACH ROW EXECUTE FUNCTION consultation_row_is_kept()',
        'DROP TRIGGER message_kept ON message',
    ),
    (
        'CREATE TRIGGER consultation_event_kept BEFORE UPDATE ON consultation_event FOR EACH ROW EXECUTE FUNCTION consultation_row_is_kept()',
        'DROP TRIGGER consultation_event_kept ON consultation_event',
    ),
    (
        'CREATE TRIGGER consultation_deadline_kept BEFORE UPDATE ON consultation_deadline FOR EACH ROW EXECUTE FUNCTION consultation_row_is_kept()',
        'DROP TRIGGER consultation_deadline_kept ON consultation_deadline',
    ),
    (
        'CREATE TRIGGER staff_reply_kept BEFORE UPDATE ON staff_reply FOR EACH ROW EXECUTE FUNCTION consultation_row_is_kept()',
        'DROP TRIGGER staff_reply_kept ON staff_reply',
    ),
    (
        'CREATE TRIGGER reply_basis_kept BEFORE UPDATE ON reply_basis FOR EACH ROW EXECUTE FUNCTION consultation_row_is_kept()',
        'DROP TRIGGER reply_basis_kept ON reply_basis',
    ),
    (
        "CREATE UNIQUE INDEX consultation_one_open ON consultation (conversation_id) WHERE state IN ('routed', 'claimed')",
        'DROP INDEX consultation_one_open',
    ),
    (
        "CREATE INDEX consultation_waiting ON consultation (centre_id, due_at, id) WHERE state IN ('routed', 'claimed')",
        'DROP INDEX consultation_waiting',
    ),
    (
        "ALTER TABLE consultation ADD CONSTRAINT consultation_owned CHECK ((state = 'routed') = (owner_id IS NULL))",
        'ALTER TABLE consultation DROP CONSTRAINT consultation_owned',
    ),
    (
        "ALTER TABLE consultation ADD CONSTRAINT consultation_answered CHECK ((state IN ('answered', 'closed')) = (answered_at IS NOT NULL))",
        'ALTER TABLE consultation DROP CONSTRAINT consultation_answered',
    ),
    (
        'ALTER TABLE consultation_counter ADD CONSTRAINT consultation_counter_counts CHECK (serial >= 1)',
        'ALTER TABLE consultation_counter DROP CONSTRAINT consultation_counter_counts',
    ),
    # queue
    (
        "CREATE UNIQUE INDEX ticket_one_at_window ON ticket (centre_id, window_code) WHERE state IN ('called', 'serving')",
        'DROP INDEX ticket_one_at_window',
    ),
    (
        "ALTER TABLE ticket ADD CONSTRAINT ticket_at_window_knows_it CHECK (state NOT IN ('called', 'serving', 'finished') OR (window_code IS NOT NULL AND window_number IS NOT NULL AND called_at IS NOT NULL))",
        'ALTER TABLE ticket DROP CONSTRAINT ticket_at_window_knows_it',
    ),
    (
        "ALTER TABLE ticket ADD CONSTRAINT ticket_finished_with_outcome CHECK ((state = 'finished') = (outcome IS NOT NULL AND finished_at IS NOT NULL))",
        'ALTER TABLE ticket DROP CONSTRAINT ticket_finished_with_outcome',
    ),
    (
        "ALTER TABLE window_desk ADD CONSTRAINT window_desk_staffed CHECK ((state = 'closed') = (staff_id IS NULL))",
        'ALTER TABLE window_desk DROP CONSTRAINT window_desk_staffed',
    ),
    (
        'CREATE UNIQUE INDEX window_desk_one_per_clerk ON window_desk (staff_id) WHERE staff_id IS NOT NULL',
        'DROP INDEX window_desk_one_per_clerk',
    ),
    (
        "CREATE INDEX ticket_period_by_window ON ticket_period (centre_id, day, window_code, id) WHERE verb = 'call'",
        'DROP INDEX ticket_period_by_window',
    ),
    # delivery
    (
        "ALTER TABLE parcel ADD CONSTRAINT parcel_courier_agreed CHECK (method <> 'courier' OR (recipient IS NOT NULL AND phone IS NOT NULL AND region IS NOT NULL AND detail IS NOT NULL AND consent_at IS NOT NULL AND courier_name IS NOT NULL))",
        'ALTER TABLE parcel DROP CONSTRAINT parcel_courier_agreed',
    ),
    (
        "ALTER TABLE parcel ADD CONSTRAINT parcel_pickup_stays CHECK (method <> 'pickup' OR state IN ('chosen', 'handed_over', 'cancelled'))",
        'ALTER TABLE parcel DROP CONSTRAINT parcel_pickup_stays',
    ),
    (
        "ALTER TABLE parcel ADD CONSTRAINT parcel_ordered_whole CHECK (state NOT IN ('ordered', 'shipped', 'delivered', 'exception', 'returned') OR (order_number IS NOT NULL AND ordered_at IS NOT NULL AND attempt > 0))",
        'ALTER TABLE parcel DROP CONSTRAINT parcel_ordered_whole',
    ),
    (
        'CREATE UNIQUE INDEX parcel_order_number_once ON parcel (order_number) WHERE order_number IS NOT NULL',
        'DROP INDEX parcel_order_number_once',
    ),
    (
        "CREATE FUNCTION parcel_record_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'records of a parcel are never changed'; END $$",
        'DROP FUNCTION parcel_record_is_kept()',
    ),
    (
        'CREATE TRIGGER parcel_change_kept BEFORE UPDATE OR DELETE ON parcel_change FOR EACH ROW EXECUTE FUNCTION parcel_record_is_kept()',
        'DROP TRIGGER parcel_change_kept ON parcel_change',
    ),
    (
        'CREATE TRIGGER parcel_event_kept BEFORE UPDATE OR DELETE ON parcel_event FOR EACH ROW EXECUTE FUNCTION parcel_record_is_kept()',
        'DROP TRIGGER parcel_event_kept ON parcel_event',
    ),
]


class Migration(migrations.Migration):
    dependencies = [("models", "0001_initial")]

    operations = [
        ops.RunSQL([up for up, _ in CONSTRAINTS], [down for _, down in reversed(CONSTRAINTS)]),
    ]
