"""A certificate on paper: one page, an address to check, a square to scan."""

import io
from typing import Any

import segno
from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import printing
from labmigration.pathway.certification.blocks import kept_blocks, title_name
from labmigration.pathway.certification.codes import spoken_code
from labmigration.pathway.certification.models import Certificate
from labmigration.pathway.certification.queries.certificates import address_of
from labmigration.ui.languages import FRENCH
from labmigration.ui.spoken import day

TEMPLATE = "pathway/certification/printing/certificate.typ"


def pdf(certificate: Certificate) -> bytes:
    """The document, PDF/UA-1, in French: an employer reads it. The name is the one under which it was issued."""
    proof = certificate.proof
    address = address_of(certificate.code)
    with override(FRENCH):
        title = title_name(proof.certification)
        told: dict[str, Any] = {
            "title": _("Certificat de blocs de compétences"),
            "footer": "Lab Migration",
            "intro": _("Un jury de deux personnes au moins a reconnu que"),
            "holder": certificate.holder,
            "acquired": _("a acquis ces blocs du titre"),
            "certification": f"{title} · RNCP{proof.rncp}" if proof.rncp else title,
            "blocks": [block.label for block in kept_blocks(proof.blocks)],
            "decided": _("Décision du jury : %(day)s.") % {"day": day(proof.decided_on)},
            "parchment": _(
                "Ce certificat reprend la décision du jury. Il ne remplace pas le parchemin du certificateur."
            ),
            "check_title": _("Vérifier ce certificat"),
            "check": _(
                "Scannez le carré, ou écrivez cette adresse. La page dit si le certificat est toujours valable."
            ),
            "address": address,
            "code": spoken_code(certificate.code),
            "code_label": _("Code"),
            "square": square(address),
            "square_alt": _("Carré à scanner : il mène à l’adresse de vérification"),
            "revoked": ""
            if proof.revoked_on is None
            else _("Ce certificat a été retiré le %(day)s.") % {"day": day(proof.revoked_on)},
        }
        return printing.pdf(TEMPLATE, told, language=FRENCH)


def square(address: str) -> str:
    """The address as a QR code, in SVG; medium correction, so that a fold or a stain is forgiven."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        buffer, kind="svg", border=2, scale=4, xmldecl=False, dark="#1d2a2b"
    )
    return buffer.getvalue().decode()
