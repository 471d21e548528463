"""The papers and the minutes of a meeting as PDF/UA."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import printing
from labmigration.steering.committee import states
from labmigration.steering.committee.models import Meeting
from labmigration.steering.committee.papers import FULL, MASKED
from labmigration.steering.committee.queries import decisions_to_follow, last_papers
from labmigration.ui.spoken import day, day_and_time

TEMPLATE = "steering/committee/printing/meeting.typ"


def meeting_pdf(meeting: Meeting, *, masked: bool) -> bytes:
    """The whole file of a meeting, in French: agenda, who was there, minutes, decisions, then the frozen figures."""
    papers = last_papers(meeting)
    with override("fr"):
        facts = [
            (_("Territoire"), meeting.territory.name),
            (_("Quand"), day_and_time(meeting.starts_at)),
            (_("Où"), meeting.place),
            (_("État"), str(meeting.get_state_display())),
        ]
        told = {
            "title": meeting.title,
            "footer": "Lab Migration · " + _("comité de pilotage"),
            "facts": facts,
            "lists": _lists(meeting),
            "minutes_title": _("Compte rendu"),
            "minutes": [each for each in meeting.minutes.split("\n") if each.strip()],
            "sections": papers.told[MASKED if masked else FULL] if papers else [],
            "figures_title": _("Les chiffres"),
            "nothing": _("Rien à montrer."),
            "as_of": _("Chiffres arrêtés le %(day)s. Empreinte : %(fingerprint)s.")
            % {"day": day(timezone.localtime(papers.made_at).date()), "fingerprint": papers.fingerprint[:16]}
            if papers
            else "",
        }
    return printing.pdf(TEMPLATE, told, language="fr")


def _lists(meeting: Meeting) -> list[dict[str, Any]]:
    held = meeting.state == states.HELD
    invitations = list(meeting.invitations.select_related("partner__organisation"))
    found = [{"title": _("Ordre du jour"), "items": list(meeting.agenda)}]
    if held:
        present = [_named(each) for each in invitations if each.present]
        away = [each.partner.name for each in invitations if not each.present]
        found += [{"title": _("Présents"), "items": present}, {"title": _("Excusés ou absents"), "items": away}]
        taken = [_decided(each) for each in meeting.decisions.select_related("owner__organisation")]
        found.append({"title": _("Décisions prises"), "items": taken})
    else:
        found.append({"title": _("Invités"), "items": [each.partner.name for each in invitations]})
    followed = [_decided(each) for each in decisions_to_follow(meeting)]
    found.append({"title": _("Suites des réunions précédentes"), "items": followed})
    return [each for each in found if each["items"]]


def _named(invitation: Any) -> str:
    name = str(invitation.partner.name)
    return f"{name} ({invitation.represented_by})" if invitation.represented_by else name


def _decided(decision: Any) -> str:
    who = decision.owner.name if decision.owner else _("la coordination")
    told = f"{decision.text} · {who} · {day(decision.due_on)} · {decision.get_state_display()}"
    return f"{told} : {decision.result}" if decision.result else told
