"""The invented people and figures that the gallery page shows; also what its tests draw."""

from datetime import datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils import timezone

from labmigration import clock
from labmigration.ui.arguments import icon_names, pictogram_names
from labmigration.ui.forms import (
    BigChoices,
    DayInput,
    DayMonthYearInput,
    TimeOfDayInput,
)

STAGES = (
    ("Accueil", "done"),
    ("Orientation", "done"),
    ("Positionnement", "done"),
    ("Prescription", "present"),
    ("Formation", "ahead"),
    ("Certification", "ahead"),
    ("Mise en relation", "ahead"),
    ("Emploi", "ahead"),
    ("Suivi", "skipped"),
)


class GalleryForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Nom et prénom", help_text="Comme sur le titre de séjour.")
    phone = forms.CharField(label="Téléphone", help_text="Par exemple 06 39 98 12 34.", required=False)
    born_on = forms.DateField(label="Date de naissance", widget=DayMonthYearInput)
    meeting_on = forms.DateField(label="Jour de l’entretien", widget=DayInput)
    meeting_at = forms.TimeField(label="Heure", widget=TimeOfDayInput)
    occupation = forms.ChoiceField(
        label="Métier visé",
        widget=BigChoices,
        choices=[("employe_familial", "Employé familial"), ("assistant_de_vie", "Assistant de vie")],
    )
    days = forms.MultipleChoiceField(
        label="Jours possibles",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("mon", "Lundi"), ("tue", "Mardi"), ("wed", "Mercredi")],
    )
    place = forms.ChoiceField(label="Lieu", choices=[("", "Choisir un lieu"), ("3", "Marseille 3e")])
    note = forms.CharField(label="Remarque", widget=forms.Textarea, required=False)
    file = forms.FileField(label="Pièce jointe", required=False)
    agreed = forms.BooleanField(label="La personne a donné son accord pour ces échanges")


def samples() -> dict[str, Any]:
    """Everything that the gallery template draws."""
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    nine = timezone.make_aware(datetime.combine(today, time(9)))
    stages = [
        SimpleNamespace(label=label, state=state, href="#stages" if state == "done" else None)
        for label, state in STAGES
    ]
    return {
        "icons": sorted(icon_names()),
        "pictograms": sorted(pictogram_names()),
        "in_three_days": today + timedelta(days=3),
        "moment": nine,
        "stages": stages,
        "stages_not_begun": [SimpleNamespace(label=label, state="ahead", href=None) for label, _ in STAGES],
        "funnel": [
            {"label": "Dossiers reçus", "count": 128, "of": 128, "href": "#funnel"},
            {"label": "Recevables", "count": 86, "of": 128},
            {"label": "Entrées en formation", "count": 48, "of": 86},
            {"label": "Titre obtenu", "count": 37, "of": 48},
            {"label": "En emploi à domicile", "count": 29, "of": 48},
        ],
        "week": [_day(monday, number) for number in range(5)],
        "typical_slots": [(0, 480, 720), (0, 990, 1170), (2, 480, 720), (5, 1200, 1440)],
        "events": [
            {"at": nine - timedelta(days=21), "sentence": "Dossier envoyé par une association.", "icon": "inbox"},
            {
                "at": nine - timedelta(days=2, minutes=-30),
                "sentence": "Entretien d’orientation tenu ; le métier d’employé familial est confirmé.",
                "actor": "Claire Morel",
                "icon": "message-square",
            },
            {"at": nine, "sentence": "Parcours signé par Oksana.", "actor": "Oksana T.", "icon": "signature"},
        ],
        "facts": [("Conseillère", "Claire Morel"), ("Français oral", "A2"), ("Permis de conduire", None)],
        "people": [
            {"name": "Amina Karimi", "line": "Marseille 3e · depuis 12 jours", "badge": "À appeler", "tone": "warning"},
            {"name": "Oksana Tkachenko", "line": "Cohorte 2 · 62 h signées", "badge": "En formation", "tone": "info"},
            {
                "name": "Maria da Conceição Albuquerque de Vasconcelos-Pinto",
                "line": "Une ligne longue, qui passe à la suite sans rien cacher, même sur un petit téléphone",
                "badge": "Titre périmé",
                "tone": "danger",
            },
        ],
        "form": GalleryForm(),
        "wrong_form": GalleryForm(
            {"name": "Amina", "born_on_day": "31", "born_on_month": "2", "born_on_year": "1990", "place": "3"},
            prefix="",
            auto_id="wrong_%s",
        ),
    }


def _day(monday: Any, number: int) -> dict[str, Any]:
    core = {"time": time(9), "label": "Tronc commun", "place": "Salle 2", "tone": "info"}
    rescue = {"time": time(13, 30), "label": "SST, groupe de 8", "place": "Marseille 3e", "tone": "success"}
    visit = {"time": time(14), "label": "Visite chez la famille", "tone": "warning", "href": "#week"}
    plan = {0: ([core], [rescue]), 1: ([core], [rescue]), 2: ([], []), 3: ([core], [visit]), 4: ([core], [])}
    morning, afternoon = plan[number]
    return {"date": monday + timedelta(days=number), "morning": morning, "afternoon": afternoon}
