"""What is filled in: a plan, an amendment, a design to be tried."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.access.actor import Actor
from labmigration.access.roles import Role
from labmigration.programme.indicators import catalogue
from labmigration.steering.evaluation.models import Plan
from labmigration.ui.forms import BigChoices

#: The functions under which a plan is signed: one each.
SIGNING = (Role.PROGRAMME_ADMIN, Role.RESEARCHER)
LONGEST = 4000


def outcome_choices(language: str) -> list[tuple[str, str]]:
    """Every indicator of the catalogue, by its code."""
    known = catalogue()
    return [(each.code, f"{each.code} · {each.name.in_language(language)}") for each in known.indicators]


def signing_roles(actor: Actor) -> list[Role]:
    """The functions under which the actor may sign."""
    return [role for role in SIGNING if role in actor.roles]


class PlanForm(forms.Form):
    """A plan in preparation."""

    title = forms.CharField(label=_("Titre"), max_length=120)
    questions = forms.CharField(
        label=_("Questions"),
        help_text=_("Une par ligne. Par exemple : combien de personnes sont encore en emploi à domicile à 6 mois ?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
    )
    outcomes = forms.MultipleChoiceField(
        label=_("Résultats mesurés"),
        help_text=_("Chaque définition est enregistrée avec son empreinte : la changer ensuite se verra."),
        widget=forms.CheckboxSelectMultiple(),
    )
    comparison = forms.CharField(
        label=_("Avec qui comparer"),
        help_text=_("Les personnes éligibles qui attendent, des territoires qui ouvrent plus tard, ou personne."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
    analysis = forms.CharField(
        label=_("Comment les nombres seront calculés"), max_length=LONGEST, widget=forms.Textarea({"rows": 4})
    )
    missing = forms.CharField(
        label=_("Ce qu’on fait des personnes perdues de vue"),
        help_text=_("Par exemple : elles restent au dénominateur, avec une borne basse et une borne haute."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcomes"].choices = outcome_choices(language)

    def clean_questions(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]

    def clean_outcomes(self) -> list[str]:
        return sorted(self.cleaned_data["outcomes"])

    @staticmethod
    def filled_from(plan: Plan) -> dict[str, Any]:
        """The values that show a plan as it stands."""
        words = {name: getattr(plan, name) for name in ("title", "outcomes", "comparison", "analysis", "missing")}
        return {**words, "questions": "\n".join(plan.questions), "version": plan.version}


class SignForm(forms.Form):
    """A signature: under which function, and on which text."""

    role = forms.ChoiceField(label=_("Je signe comme"), widget=BigChoices())
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        if len(roles) == 1:
            self.fields["role"].initial = roles[0].value
            self.fields["role"].widget = forms.HiddenInput()


class AmendmentForm(forms.Form):
    """A dated change of a registered plan."""

    change = forms.CharField(label=_("Ce qui change"), max_length=LONGEST, widget=forms.Textarea({"rows": 3}))
    reason = forms.CharField(label=_("Pourquoi"), max_length=LONGEST, widget=forms.Textarea({"rows": 3}))


class LotsForm(forms.Form):
    """What is drawn by lot, with what seed, and who agreed."""

    title = forms.CharField(
        label=_("Pour quelles places"), max_length=120, help_text=_("Par exemple : la cohorte de janvier.")
    )
    seats = forms.IntegerField(label=_("Combien de places"), min_value=1, max_value=200)
    seed = forms.CharField(
        label=_("Graine du tirage"),
        max_length=60,
        help_text=_("Un texte choisi devant témoins, avant de voir l’ordre. La même graine redonne le même ordre."),
    )
    ethics = forms.CharField(
        label=_("Qui a donné son accord"),
        max_length=LONGEST,
        help_text=_("Comité ou personne, jour, et où c’est écrit. Sans nommer une personne suivie."),
        widget=forms.Textarea({"rows": 3}),
    )


class DesignForm(forms.Form):
    """Territories that would open one after another."""

    territories = forms.IntegerField(label=_("Territoires"), min_value=2, max_value=40)
    a_step = forms.IntegerField(label=_("Ouverts à chaque étape"), min_value=1, max_value=20)
    people = forms.IntegerField(
        label=_("Personnes nouvelles, par territoire et par période"), min_value=1, max_value=500
    )
    base = forms.IntegerField(label=_("Part attendue sans le Lab, en %"), min_value=1, max_value=98)
    gain = forms.IntegerField(label=_("Écart que l’on voudrait voir, en points"), min_value=1, max_value=98)
    icc = forms.DecimalField(
        label=_("Ressemblance à l’intérieur d’un territoire (corrélation)"),
        help_text=_("0,05 quand on ne sait pas : c’est une hypothèse."),
        min_value=0,
        max_value=0.9,
        decimal_places=3,
    )
    seed = forms.CharField(
        label=_("Graine du tirage de l’ordre"),
        help_text=_("Un texte choisi avant, devant témoins. La même graine redonne le même ordre."),
        max_length=60,
        required=False,
    )
    names = forms.CharField(
        label=_("Noms des territoires"),
        help_text=_("Un par ligne ; sinon, des numéros."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("base") and told.get("gain") and told["base"] + told["gain"] >= 100:
            self.add_error("gain", _("La part attendue et l’écart ensemble doivent rester sous 100 %."))
        if told.get("territories") and told.get("a_step") and told["a_step"] >= told["territories"]:
            self.add_error("a_step", _("Tous les territoires ouvriraient ensemble : il n’y aurait rien à comparer."))
        names = [line.strip() for line in (told.get("names") or "").splitlines() if line.strip()]
        if names and (len(names) != told.get("territories") or len(set(names)) != len(names)):
            self.add_error("names", _("Donnez autant de noms différents que de territoires."))
        told["names"] = names
        return told
