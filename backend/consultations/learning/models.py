"""Table of the proposed questions and answers."""

from __future__ import annotations

from tortoise import fields

from backend.consultations.models import ConsultationPart
from backend.consultations.states import Proposal


class FaqProposal(ConsultationPart):
    """A question (with an answer: a common question; without: a way of asking) proposed for one item.

    What is here is meant for everybody: it is written without anything personal. ``basis_of`` is a hash of what the
    guide said when it was decided; when the guide says something else now, somebody has to look again.
    """

    item_code = fields.CharField(max_length=16)
    question = fields.CharField(max_length=200)
    answer = fields.CharField(max_length=1000, null=True)
    state = fields.CharEnumField(Proposal, max_length=10, default=Proposal.PROPOSED)
    proposed_by = fields.UUIDField()
    proposed_name = fields.CharField(max_length=80)
    decided_at = fields.DatetimeField(null=True)
    decided_name = fields.CharField(max_length=80, null=True)
    note = fields.CharField(max_length=200, null=True)
    guide_version = fields.IntField(null=True)
    basis_of = fields.CharField(max_length=64, null=True)
    publication = fields.IntField(null=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "faq_proposal"
        indexes = (("centre_id", "state", "id"),)
