"""Telling people of their jury, its decision and their certificates, in the transaction that makes it true."""

from datetime import date

from django.conf import settings

from labmigration.pathway.certification import states
from labmigration.pathway.certification.models import Certificate, CertificationFile, JurySession, Route
from labmigration.pathway.certification.queries.certificates import address_of
from labmigration.pathway.certification.words import TEXTS
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation.messages import must_be_careful
from labmigration.pathway.orientation.one_message import Message, tell
from labmigration.ui import spoken


def tell_jury(file: CertificationFile, session: JurySession, *, before: tuple[date | None, str]) -> None:
    """The day of her jury is fixed, or day or place are not those of `before`; silent where nothing is new."""
    day, place = before
    # A place that was not known before is no change: it stands on her page.
    if day == session.held_on and place in ("", session.place):
        return
    text = "jury_moved" if day else "jury_fixed"
    # Without a key: what is told is the change, which the action makes once, and which may be made again another day.
    _tell(file.pathway, text, key="", day=session.held_on)


def tell_place_changed(session: JurySession, before: str, *, but: CertificationFile) -> None:
    """The place of a day of jury is not the one `before`: everybody else who is expected there is told."""
    files = CertificationFile.objects.filter(session=session, state=states.PRESENTED).exclude(pk=but.pk)
    for file in files.select_related("pathway__candidate", "pathway__lead_advisor"):
        tell_jury(file, session, before=(session.held_on, before))


def tell_decision(file: CertificationFile) -> None:
    """The jury has decided: what it decided stands on her page, and in no message."""
    text = "appeal_answered" if file.route == Route.APPEAL else "decision"
    _tell(file.pathway, text, key=f"decision|{file.pk}")


def tell_certificate(certificate: Certificate) -> None:
    """A certificate is ready, with the address at which anybody checks it.

    Who must be reached with care is asked to call back by `tell_decision` already.
    """
    if not must_be_careful(certificate.pathway.candidate):
        _tell(
            certificate.pathway, "certificate", key=f"certificate|{certificate.pk}", check=address_of(certificate.code)
        )


def tell_withdrawn(certificate: Certificate) -> None:
    """A certificate holds no more: she is called, and her page says since when."""
    _tell(certificate.pathway, "withdrawn", key=f"certificate_withdrawn|{certificate.pk}")


def _tell(pathway: Pathway, text: str, *, key: str, day: date | None = None, check: str = "") -> None:
    def fill() -> dict[str, str]:
        said = spoken.day(day, with_year=False) if day else ""
        return {"day": said, "link": settings.PUBLIC_ADDRESS, "check": check}

    tell(pathway, Message(TEXTS[text], fill), key=key)
