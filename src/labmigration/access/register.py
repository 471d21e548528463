"""The register of processing (GDPR, article 30), made from what each model says of the personal data that it keeps."""

from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.db.models import Model

from labmigration.access.privacy import LEGITIMATE, Personal, Sensitivity

#: Models of the libraries in use that hold personal data too.
ELSEWHERE = {
    "mfa.Authenticator": Personal(
        purpose="Reconnaître la personne par son second facteur (application, appareil, codes de secours)",
        basis=LEGITIMATE,
        retention="jusqu’à son retrait par la personne, ou la fin du compte",
        recipients="la personne",
        fields={"user": Sensitivity.ORDINARY, "data": Sensitivity.SECRET},
    ),
    "sessions.Session": Personal(
        purpose="Garder la personne connectée d’une page à l’autre",
        basis=LEGITIMATE,
        retention="8 heures au plus",
        recipients="personne",
        fields={"session_data": Sensitivity.SECRET},
    ),
}


@dataclass(frozen=True)
class Treatment:
    """One kind of rows: why they are kept, on what basis, how long, for whom; fields as (name, label, sensitivity)."""

    part: str
    name: str
    personal: Personal
    fields: tuple[tuple[str, str, str], ...]


def our_models() -> list[type[Model]]:
    """Every model of the product, in the order of its parts."""
    return [model for model in apps.get_models() if model.__module__.startswith("labmigration.")]


def treatments() -> list[Treatment]:
    """Every model that keeps something of a person."""
    found = [(model, model.PERSONAL) for model in our_models() if hasattr(model, "PERSONAL")]
    found += [(apps.get_model(name), personal) for name, personal in ELSEWHERE.items()]
    found.sort(key=lambda pair: pair[0]._meta.app_label not in ("access", "mfa", "sessions"))
    return [
        Treatment(
            part=_part(model),
            name=model._meta.label,
            personal=personal,
            fields=tuple((name, _label(model, name), str(how)) for name, how in personal.fields.items()),
        )
        for model, personal in found
    ]


def _part(model: type[Model]) -> str:
    """The part of the product that keeps the rows; libraries serve sign-in."""
    ours = model._meta.label not in ELSEWHERE
    return str(apps.get_app_config(model._meta.app_label if ours else "access").verbose_name)


def _label(model: type[Model], name: str) -> str:
    """The field's own French label; empty when it has only the one that Django derives from its English name."""
    label = str(model._meta.get_field(name).verbose_name)
    return "" if label == name.replace("_", " ") or model._meta.label in ELSEWHERE else label


def as_markdown() -> str:
    """docs/register.md, whole."""
    lines = [
        "# Registre des traitements",
        "",
        "Cette page est écrite par `labmigration django register > docs/register.md` à partir de ce que chaque modèle",
        "déclare (`PERSONAL`). **Les bases légales et les durées sont des propositions : le responsable du traitement",
        "les confirme ou les change.** Ni numéro de sécurité sociale, ni santé, ni religion, ni récit d’asile : aucun",
        "champ n’existe pour eux.",
    ]
    for part, group in groupby(treatments(), key=lambda treatment: treatment.part):
        lines += ["", f"## {part}"]
        for treatment in group:
            personal = treatment.personal
            lines += [
                "",
                f"### {personal.purpose}",
                "",
                f"- Table : `{treatment.name}`",
                f"- Base légale : {personal.basis}",
                f"- Conservation : {personal.retention}",
                f"- Destinataires : {personal.recipients}",
                "",
                "| Donnée | Sensibilité |",
                "|---|---|",
            ]
            for name, label, how in treatment.fields:
                lines.append(f"| {label} (`{name}`) | {how} |" if label else f"| `{name}` | {how} |")
    return "\n".join(lines) + "\n"
