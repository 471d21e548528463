"""One invented person, as reception receives her."""

from datetime import date

from labmigration.decisions.eligibility import French, Ground, RightToWork
from labmigration.pathway.reception.reading import ReferralFacts

TODAY = date(2026, 3, 10)


def facts(**changes) -> ReferralFacts:
    """Someone eligible until the end of 2027."""
    french = French("B1", "A2", "DELF")
    person = ReferralFacts(
        surname="Traoré",
        first_name="Awa",
        birth_date=date(1995, 4, 6),
        sex="F",
        phone="+33639981234",
        email="awa@example.org",
        commune="Marseille",
        postcode="13001",
        grounds=(Ground("refugee", True),),
        either_grounds=(),
        right_to_work=RightToWork("carte de résident", True, date(2027, 12, 31), False),
        french_oral=french.oral,
        french_written=french.written,
        french_proof=french.proof,
        contact_language="fr",
        occupation="dependency_carer",
        occupation_label="aide à domicile",
        referrer="Mission locale",
        referred_on=TODAY,
    )
    return person._replace(**changes)
