"""A text as it is read and printed: the template of its kind, filled with what the coordinator wrote.

A composed text is plain JSON, so that it can be kept as it stood when it was proposed, and named by its fingerprint.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import override

from labmigration.territories.agreements.templates_of_texts import LANGUAGES, TextTemplate, template_of
from labmigration.ui.spoken import day

#: What a place to fill by hand looks like on an empty template.
BLANK = "……………………"


@dataclass(frozen=True)
class Promise:
    """One commitment in the text. `measured_by`: code of an indicator, or empty."""

    party: str
    axis: str
    text: str
    target: str
    measured_by: str
    due_on: date | None


@dataclass(frozen=True)
class Contents:
    """What fills a template. `parties`: name and who signs; empty everywhere for the template by itself."""

    title: str = ""
    territory: str = ""
    purpose: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    edition: int = 1
    parties: Sequence[tuple[str, str]] = ()
    axes: Sequence[str] = ()
    promises: Sequence[Promise] = field(default_factory=tuple)
    invented: bool = False


_WORDS = {
    "fr": {
        "columns": ["Partie", "Engagement", "Ce qui est visé", "Au plus tard le"],
        "axis": "Axe",
        "signatures": "Signatures",
        "signatory": "Nom et fonction",
        "date": "Date",
        "signature": "Signature",
        "amendment": "Avenant : édition {edition}, qui remplace la précédente.",
        "undated": "sans échéance",
        "template": "Modèle : version {version}, {owner}.",
        "invented": "Texte inventé pour la démonstration : il n’engage personne.",
        "draft": "Brouillon : ce texte n’est pas encore proposé.",
        "empty": "Modèle vide, à remplir.",
        "fingerprint": "Empreinte du texte",
        "signed": "Signé {way} le {day} par {name}.",
    },
    "en": {
        "columns": ["Party", "Commitment", "Aim", "Due by"],
        "axis": "Axis",
        "signatures": "Signatures",
        "signatory": "Name and position",
        "date": "Date",
        "signature": "Signature",
        "amendment": "Amendment: edition {edition}, which replaces the former one.",
        "undated": "no due day",
        "template": "Template: version {version}, {owner}.",
        "invented": "Text invented for the demonstration: it binds nobody.",
        "draft": "Draft: this text is not yet proposed.",
        "empty": "Empty template, to be filled in.",
        "fingerprint": "Fingerprint of the text",
        "signed": "Signed {way} on {day} by {name}.",
    },
}


def words_of(language: str) -> dict[str, Any]:
    """The words around a text, in the language of the paper (not of whoever looks at the screen)."""
    return _WORDS[language]


def compose(kind: str, contents: Contents) -> dict[str, Any]:
    """The whole text by language, ready to be kept."""
    return {language: composed(template_of(kind, language), contents) for language in LANGUAGES}


def composed(template: TextTemplate, contents: Contents) -> dict[str, Any]:
    """The text in the language of the template: title, notes, sections, signature blocks."""
    with override(template.language):
        words = words_of(template.language)
        places = {
            "territory": contents.territory or BLANK,
            "starts_on": day(contents.starts_on) if contents.starts_on else BLANK,
            "ends_on": day(contents.ends_on) if contents.ends_on else BLANK,
        }
        sections = []
        for section in template.sections:
            told: dict[str, Any] = {
                "title": section.title,
                "paragraphs": [paragraph.format(**places) for paragraph in section.paragraphs],
                "items": [],
                "rows": [],
            }
            if section.shows == "purpose" and contents.purpose:
                told["paragraphs"] += [each for each in contents.purpose.split("\n") if each.strip()]
            if section.shows == "parties":
                told["items"] = [_party(*party) for party in contents.parties] or [BLANK] * 3
            if section.shows == "axes":
                told["items"] = list(contents.axes) or [BLANK] * 3
            if section.shows == "commitments":
                told["rows"] = [_row(each, words) for each in contents.promises] or [[BLANK] * 4] * 3
            sections.append(told)
        notes = [template.note]
        if contents.edition > 1:
            notes.append(words["amendment"].format(edition=contents.edition))
        if contents.invented:
            notes.insert(0, words["invented"])
        return {
            "title": contents.title or template.title,
            "kind": template.title,
            "notes": notes,
            "sections": sections,
            "columns": words["columns"],
            "template": words["template"].format(version=template.version, owner=template.owner),
            "blocks": [{"party": name, "signatory": who} for name, who in contents.parties]
            or [{"party": BLANK, "signatory": ""}] * 4,
        }


def fingerprint_of(document: dict[str, Any]) -> str:
    """SHA-256 of the text in all its languages, in hexadecimal."""
    plain = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _party(name: str, signatory: str) -> str:
    return f"{name} ({signatory})" if signatory else name


def _row(each: Promise, words: dict[str, Any]) -> list[str]:
    aim = " · ".join(part for part in (each.target, each.measured_by) if part)
    text = f"{each.text} ({words['axis']} : {each.axis})" if each.axis else each.text
    return [each.party, text, aim or "—", day(each.due_on) if each.due_on else words["undated"]]
