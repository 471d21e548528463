"""What is filled in to open and prepare a territory."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.models import User
from labmigration.programme.areas import departements
from labmigration.programme.territory_opening import territory_opening
from labmigration.territories.opening.actions import LONGEST_CODE
from labmigration.territories.opening.models import OpeningDecision
from labmigration.ui.forms import BigChoices, DayInput


class DescribeForm(forms.Form):
    """A territory's name and perimeter."""

    name = forms.CharField(
        label=_("Nom du territoire"), max_length=80, help_text=_("Comme on l’appelle : une ville, une métropole.")
    )
    departements = forms.CharField(
        label=_("Départements du périmètre"),
        max_length=200,
        help_text=_("Leurs numéros, séparés par une espace : 59 62. La région s’en déduit."),
    )

    def clean_departements(self) -> list[str]:
        codes = re.findall(r"\w+", self.cleaned_data["departements"].upper())
        codes = [code.zfill(2) for code in codes]
        unknown = [code for code in codes if code not in departements()]
        if unknown or not codes:
            told = ", ".join(unknown) or self.cleaned_data["departements"]
            raise forms.ValidationError(_("Aucun département ne porte ce numéro : %(codes)s."), params={"codes": told})
        return sorted(set(codes))


class OpenForm(DescribeForm):
    """A territory that does not exist yet."""

    code = forms.SlugField(
        label=_("Code dans les adresses et les commandes"),
        max_length=LONGEST_CODE,
        required=False,
        help_text=_("En minuscules, sans accent. Vide : il vient du nom. Il ne change plus ensuite."),
    )
    field_order = ["name", "code", "departements"]


class DescribeAgainForm(DescribeForm):
    """Its name and perimeter again, with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput())


class OwnerField(forms.ChoiceField):
    """One of the people who may answer for something here."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Qui s’en charge"), **kwargs})
        self.people: dict[str, User] = {}

    def offer(self, people: list[User], *, nobody: bool) -> None:
        """Offer these people, and nobody where the field may stay empty."""
        self.people = {str(user.pk): user for user in people}
        empty = [("", _("Personne encore"))] if nobody else []
        self.choices = [*empty, *((key, user.name) for key, user in self.people.items())]

    def clean(self, value: Any) -> User | None:
        return self.people.get(super().clean(value))


class PrepareForm(forms.Form):
    """The opening day that is aimed at."""

    aims_at = forms.DateField(
        label=_("Ouverture visée"),
        widget=DayInput(),
        help_text=_("Le premier jour où une personne pourrait être reçue. Elle peut changer."),
    )

    def clean_aims_at(self) -> date:
        day: date = self.cleaned_data["aims_at"]
        if day <= clock.today():
            raise forms.ValidationError(_("Choisissez un jour à venir."))
        return day


class PlanForm(forms.Form):
    """Who answers for a task, with whom, until when."""

    owner = OwnerField(required=False)
    helped_by = forms.CharField(
        label=_("Avec qui"),
        max_length=160,
        required=False,
        help_text=_("Un organisme, une fonction : ces personnes n’ont pas besoin de compte."),
    )
    due_on = forms.DateField(label=_("Au plus tard le"), widget=DayInput(), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, owners: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer(owners, nobody=True)


class EndForm(forms.Form):
    """What shows that a task is done, and since when; or why it is set aside."""

    proof = forms.CharField(
        label=_("Ce qui le montre"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("En mots : où est la pièce, qui était là. Pour écarter la tâche : pourquoi."),
    )
    ended_on = forms.DateField(label=_("Faite le"), widget=DayInput())

    def clean_ended_on(self) -> date:
        day: date = self.cleaned_data["ended_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Une tâche n’est pas faite un jour à venir."))
        return day


class AddTaskForm(forms.Form):
    """A task that only this territory has."""

    step = forms.TypedChoiceField(label=_("Partie du livret"), coerce=int)
    name = forms.CharField(label=_("La tâche"), max_length=200, help_text=_("Commencez par un verbe."))
    owner = OwnerField()
    due_on = forms.DateField(label=_("Au plus tard le"), widget=DayInput())

    def __init__(self, *args: Any, owners: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = territory_opening().readiness.step
        self.fields["step"].choices = [(step.number, f"{step.number}. {step.name_fr}") for step in steps]
        self.fields["owner"].offer(owners, nobody=False)


class ChoiceForm(forms.Form):
    """Which of the sources is kept, and why. `among`: the versions that were read, one a line."""

    chosen = forms.ChoiceField(label=_("Le chiffre que nous gardons"), widget=BigChoices())
    reason = forms.CharField(
        label=_("Pourquoi celui-là"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("L’autre reste dans la fiche, à côté."),
    )
    among = forms.CharField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = offered
        self.fields["among"].initial = "\n".join(key for key, _words in offered)


class DecisionForm(forms.Form):
    """What is decided, why, with whom, on which day; digest: the state that was read."""

    outcome = forms.ChoiceField(label=_("Votre décision"), choices=OpeningDecision.Outcome.choices, widget=BigChoices())
    reasons = forms.CharField(
        label=_("Les raisons"),
        max_length=1000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Ce qui est prêt, ce qui manque et comment on s’en arrange, ce qu’on attend."),
    )
    taken_with = forms.CharField(
        label=_("Prise avec"), max_length=200, required=False, help_text=_("Un comité, des partenaires, une réunion.")
    )
    decided_on = forms.DateField(label=_("Le"), widget=DayInput())
    digest = forms.CharField(widget=forms.HiddenInput())
