"""Rows of a referral → what the eligibility engine judges, and by which rules."""

from datetime import date
from typing import Any

from labmigration.decisions.eligibility import Facts, French, Ground, RightToWork, Rules, Verdict, decide
from labmigration.pathway.reception.models import Referral
from labmigration.pathway.reception.reading import ReferralFacts
from labmigration.programme import programme


def rules_on(day: date) -> Rules:
    """The programme's rules in force on a day, as the engine takes them."""
    rules = programme().eligibility_on(day)
    return Rules(rules.minimum_age, rules.minimum_oral, rules.minimum_written, rules.covered_grounds)


def facts_of(referral: Referral) -> Facts:
    """What is known of a referred person, from her file. Nothing stands for a right to work that nobody stated."""
    shown = referral.allows_work
    return Facts(
        birth_date=referral.pathway.candidate.birth_date,
        grounds=tuple(Ground(ground["code"], bool(ground["proof"])) for ground in referral.grounds),
        right_to_work=None
        if shown is None
        else RightToWork(referral.document, shown, referral.valid_until, referral.renewal_receipt),
        french=French(
            referral.french_oral or None,  # type: ignore[arg-type]  # a code of the programme, checked when written
            referral.french_written or None,  # type: ignore[arg-type]
            referral.french_proof or None,
        ),
    )


def verdict_on(referral: Referral, day: date) -> Verdict:
    """What the rules say of the file on a day, whatever they said before."""
    return decide(facts_of(referral), rules_on(day), day)


def columns_of(facts: ReferralFacts) -> dict[str, Any]:
    """The fields of a `Referral` that hold the facts of a row; `facts_of` reads them back."""
    work = facts.right_to_work
    return {
        "grounds": [{"code": ground.code, "proof": ground.proven} for ground in facts.grounds],
        "document": work.document if work else "",
        "allows_work": work.allows_work if work else None,
        "valid_until": work.valid_until if work else None,
        "renewal_receipt": work.renewal_receipt if work else False,
        "french_oral": facts.french_oral or "",
        "french_written": facts.french_written or "",
        "french_proof": facts.french_proof or "",
    }
