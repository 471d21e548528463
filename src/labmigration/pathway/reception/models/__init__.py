"""Referrals, the files they come in, suspicions of duplicates, photographed papers, checks of the right to work."""

from labmigration.pathway.reception.models.documents import Document, DocumentCheck
from labmigration.pathway.reception.models.files import ImportedRow, ReferralFile
from labmigration.pathway.reception.models.referrals import PossibleDuplicate, Referral, Verdict
from labmigration.pathway.reception.models.right_to_work import RightToWorkCheck

__all__ = [
    "Document",
    "DocumentCheck",
    "ImportedRow",
    "PossibleDuplicate",
    "Referral",
    "ReferralFile",
    "RightToWorkCheck",
    "Verdict",
]
