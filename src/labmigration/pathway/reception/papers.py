"""The papers that the Lab asks to see, in plain words; which ground each one proves (domain facts, §2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Paper:
    """One kind of paper. `plainly` is what the person reads; `hint` how to photograph it.

    proves: codes of grounds. opens_work: the paper itself carries (or not) the right to work. ends: it has a last day,
    or says that it has none.
    """

    code: str
    says: Any
    plainly: Any
    hint: Any
    icon: str
    proves: frozenset[str] = frozenset()
    opens_work: bool = False
    ends: bool = False


_WHOLE = _("Posez-le à plat. On doit voir les quatre coins.")
_BY_RESIDENCE = frozenset({"refugee", "subsidiary_protection", "temporary_protection_ukraine", "european_resident"})

PAPERS: dict[str, Paper] = {
    paper.code: paper
    for paper in (
        Paper("residence", _("Titre de séjour ou APS"), _("Ma carte de séjour"),
              _("La carte, l’APS ou l’attestation. Le côté avec la photo."), "id-card", _BY_RESIDENCE, True, True),
        Paper("residence_back", _("Titre de séjour, l’autre côté"), _("L’autre côté de ma carte de séjour"),
              _WHOLE, "id-card"),
        Paper("receipt", _("Récépissé de renouvellement"), _("Mon récépissé"),
              _("Le papier reçu quand on demande une nouvelle carte."), "file-text", frozenset(), True, True),
        Paper("integration_contract", _("Contrat d’intégration (CIR ou CAI) signé"), _("Mon contrat d’intégration"),
              _("La page avec votre nom et la signature."), "signature", frozenset({"cir_signatory", "cai_signatory"})),
        Paper("identity", _("Passeport ou carte d’identité"), _("Mon passeport ou ma carte d’identité"), _WHOLE,
              "circle-user", frozenset({"european_citizen"}), ends=True),
        Paper("french", _("Preuve du niveau de français"), _("Mon diplôme de français"),
              _("DELF, TCF, TEF ou attestation."), "languages"),
        Paper("job_seeker", _("Inscription à France Travail"), _("Mon inscription à France Travail"),
              _("L’attestation ou l’avis d’inscription."), "briefcase"),
    )
}  # fmt: skip
KINDS = [(paper.code, paper.says) for paper in PAPERS.values()]


def asked(
    grounds: Iterable[tuple[str, bool]], *, has_french_proof: bool, has_right_to_work: bool, ends_soon: bool = False
) -> list[Paper]:
    """The papers to ask of someone with these grounds (code, whether a proof was seen), in the order of the catalogue.

    Nobody is asked for what was seen already, nor for a title who needs none: European citizens work freely.
    `ends_soon`: her right to work is to be looked at again, by a new title or the receipt of its renewal.
    """
    told = dict(grounds)
    unproven = {code for code, proven in told.items() if not proven}
    wanted = {code for code, paper in PAPERS.items() if paper.proves & unproven}
    if not has_right_to_work and "european_citizen" not in told:
        wanted.add("residence")
    if ends_soon:
        wanted |= {"residence", "receipt"}
    if not has_french_proof:
        wanted.add("french")
    return [paper for code, paper in PAPERS.items() if code in wanted]
