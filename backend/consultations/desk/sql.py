"""Statements of the desk."""

from __future__ import annotations

SAVE_DRAFT = """
INSERT INTO reply_draft AS known (id, centre_id, created_at, consultation_id, staff_id, body, salutation, basis,
    no_basis_reason, seen, saved_at, version)
VALUES ($1, $2::smallint, $3::timestamptz, $4, $5, $6, $7, $8, $9, $10::int, $3::timestamptz, 1)
ON CONFLICT (consultation_id, staff_id) DO UPDATE SET body = excluded.body, salutation = excluded.salutation,
    basis = excluded.basis, no_basis_reason = excluded.no_basis_reason, seen = excluded.seen,
    saved_at = excluded.saved_at, version = known.version + 1
WHERE known.version = $11::int RETURNING id
"""
"""A first draft, or the next version of the one the clerk saw."""

CHANGE_PHRASE = """
UPDATE standard_phrase SET title = $3, words = $4, version = version + 1 WHERE id = $1 AND version = $2::int
RETURNING id
"""

END_ABSENCE = "UPDATE staff_absence SET ended_at = $2::timestamptz WHERE id = $1 AND ended_at IS NULL RETURNING id"
