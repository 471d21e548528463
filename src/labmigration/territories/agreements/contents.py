"""Rows → what fills a template."""

from labmigration.territories.agreements.composing import Contents, Promise
from labmigration.territories.agreements.models import Agreement


def contents_of(agreement: Agreement) -> Contents:
    """Everything that the text says, as the rows stand now; three queries."""
    parties = list(agreement.parties.select_related("partner__organisation").prefetch_related("commitments"))
    return Contents(
        title=agreement.title,
        territory=agreement.territory.name,
        purpose=agreement.purpose,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        edition=agreement.edition,
        parties=[(party.partner.name, party.signatory) for party in parties],
        axes=list(agreement.axes),
        promises=[
            Promise(
                party=party.partner.name,
                axis=agreement.axes[each.axis] if each.axis < len(agreement.axes) else "",
                text=each.text,
                target=each.target,
                measured_by=each.indicator,
                due_on=each.due_on,
            )
            for party in parties
            for each in party.commitments.all()
        ],
        invented=agreement.invented,
    )
