"""Rows of the agreements: partners, texts and what they promise, money."""

from labmigration.territories.agreements.models.funding import Expense, FundingLine
from labmigration.territories.agreements.models.partners import Contact, Partner
from labmigration.territories.agreements.models.texts import Agreement, Commitment, Party, Signature

__all__ = ["Agreement", "Commitment", "Contact", "Expense", "FundingLine", "Partner", "Party", "Signature"]
