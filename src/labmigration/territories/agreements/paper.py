"""Agreements and their empty templates as PDF/UA."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import override

from labmigration import printing
from labmigration.territories.agreements import states
from labmigration.territories.agreements.composing import Contents, compose, composed, words_of
from labmigration.territories.agreements.contents import contents_of
from labmigration.territories.agreements.models import Agreement, Signature
from labmigration.territories.agreements.queries import signatures_of
from labmigration.territories.agreements.templates_of_texts import template_of
from labmigration.ui.spoken import day

TEMPLATE = "territories/agreements/printing/agreement.typ"
_WAYS = {"fr": {"screen": "à l’écran", "paper": "sur papier"}, "en": {"screen": "on screen", "paper": "on paper"}}


def blank_pdf(kind: str, language: str) -> bytes:
    """The empty template of a kind (`protocol`, `framework`) in `fr` or `en`; LookupError for any other."""
    text = composed(template_of(kind, language), Contents())
    return _printed(text, language, {}, notes=[words_of(language)["empty"]])


def agreement_pdf(agreement: Agreement, language: str) -> bytes:
    """The text in `fr` or `en`: as it was proposed, with the signatures it has; a draft as it stands, and says so.

    Raises LookupError for a text that was signed outside the product: its words are not known here.
    """
    words = words_of(language)
    if agreement.source:
        raise LookupError("the sources give no text")
    if agreement.state == states.DRAFT or not agreement.document:
        return _printed(compose(agreement.kind, contents_of(agreement))[language], language, {}, notes=[words["draft"]])
    signed = {each.party.partner.name: each for each in signatures_of(agreement)}
    kept = agreement.document[language]
    return _printed(kept, language, signed, notes=[f"{words['fingerprint']} : {agreement.fingerprint[:16]}"])


def _printed(text: dict[str, Any], language: str, signed: Mapping[str, Signature], *, notes: list[str]) -> bytes:
    words = words_of(language)
    with override(language):
        blocks = [{**block, "signed": _told(signed.get(block["party"]), language)} for block in text["blocks"]]
    told = {
        **text,
        "blocks": blocks,
        "notes": [*text["notes"], *notes],
        "signatures": words["signatures"],
        "labels": [words["signatory"], words["date"], words["signature"]],
        "footer": f"Lab Migration · {text['kind']} · {text['template']}",
    }
    return printing.pdf(TEMPLATE, told, language=language)


def _told(signature: Signature | None, language: str) -> str:
    if signature is None:
        return ""
    return str(words_of(language)["signed"]).format(
        way=_WAYS[language][signature.way], day=day(signature.signed_on), name=signature.signed_by
    )
