"""Statements of the learning."""

from __future__ import annotations

DECIDE = """
UPDATE faq_proposal SET state = $3, question = $4, answer = $5, item_code = $6, decided_at = $7::timestamptz,
    decided_name = $8, note = $9, guide_version = $10::int, basis_of = $11, publication = $12::int,
    version = version + 1
WHERE id = $1 AND version = $2::int AND state = 'proposed' RETURNING id
"""
