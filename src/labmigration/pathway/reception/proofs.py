"""What checked papers change in a referral: worked out here, recorded by a person in one click."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.pathway.reception import document_states
from labmigration.pathway.reception.explaining import ground_name
from labmigration.pathway.reception.models import Document, Referral
from labmigration.pathway.reception.papers import PAPERS
from labmigration.ui import spoken


@dataclass(frozen=True)
class Proven:
    """`changes` as `actions.correct` takes them; `lines`: what changes, before and after, in words."""

    changes: dict[str, Any]
    lines: list[tuple[str, str, str]]


def checked_papers(pathway_id: Any) -> dict[str, Document]:
    """The checked papers of a person that hold today, by kind; of one kind the last one checked."""
    rows = Document.objects.filter(pathway=pathway_id, state=document_states.CHECKED).order_by("checked_on", "sent_at")
    today = clock.today()
    return {one.kind: one for one in rows if one.valid_until is None or one.valid_until >= today}


def proven_by_papers(referral: Referral) -> Proven | None:
    """What the checked papers add to the referral; None when they add nothing. Decides nothing: a person records it."""
    papers = checked_papers(referral.pathway_id)
    found = Proven({}, [])
    _grounds(referral, papers, found)
    _right_to_work(referral, papers, found)
    if "french" in papers and not referral.french_proof:
        said = _("diplôme ou attestation, contrôlé")
        found.changes["french_proof"] = said
        found.lines.append((_("Preuve du français"), _("aucune"), said))
    return found if found.changes else None


def _grounds(referral: Referral, papers: dict[str, Document], found: Proven) -> None:
    proven = {ground for kind in papers for ground in PAPERS[kind].proves}
    newly = [one["code"] for one in referral.grounds if not one["proof"] and one["code"] in proven]
    if newly:
        found.changes["grounds"] = [
            {"code": one["code"], "proof": bool(one["proof"]) or one["code"] in newly} for one in referral.grounds
        ]
        found.lines.extend((ground_name(code), _("sans preuve"), _("preuve vue")) for code in newly)


def _right_to_work(referral: Referral, papers: dict[str, Document], found: Proven) -> None:
    titles = [papers[kind] for kind in papers if PAPERS[kind].opens_work]
    if not titles:
        return
    title = max(titles, key=lambda one: (bool(one.allows_work), one.valid_until or date.max))
    new = {
        "document": str(PAPERS[title.kind].says),
        "allows_work": title.allows_work,
        "valid_until": title.valid_until,
        # The receipt that was checked has its own last day; nothing is left open.
        "renewal_receipt": False,
    }
    if (referral.allows_work, referral.valid_until) == (title.allows_work, title.valid_until):
        return
    found.changes.update(new)
    found.lines.append((_("Titre présenté"), referral.document or _("aucun"), new["document"]))
    if referral.allows_work != title.allows_work:
        found.lines.append(
            (_("Autorise à travailler"), _yes_or_no(referral.allows_work), _yes_or_no(title.allows_work))
        )
    if referral.valid_until != title.valid_until:
        found.lines.append(
            (_("Valable jusqu’au"), _day(referral.valid_until, referral.allows_work), _day(title.valid_until, True))
        )


def _yes_or_no(answer: bool | None) -> str:
    return {None: _("pas dit"), True: _("oui"), False: _("non")}[answer]


def _day(day: date | None, known: bool | None) -> str:
    if day is None:
        return _("sans fin") if known else _("pas dit")
    return spoken.day(day)
