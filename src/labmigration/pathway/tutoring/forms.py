"""What people fill in around a tutorship."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.models import User
from labmigration.pathway.tutoring import states
from labmigration.pathway.tutoring.models import TutoringAlert, TutoringMeeting
from labmigration.ui.forms import BigChoices, DayInput

ONE_LINE = 160


class VolunteerForm(forms.Form):
    """The charter agreed to, and what one can bring."""

    charter_version = forms.CharField(widget=forms.HiddenInput(), max_length=20)
    experience = forms.CharField(
        label=_("Ce que je peux apporter"),
        help_text=_(
            "Depuis quand vous employez, quels métiers, ce que vous aimeriez transmettre. Sans nommer personne."
        ),
        max_length=600,
        widget=forms.Textarea({"rows": 4}),
    )
    agreed = forms.BooleanField(
        label=_("J’ai lu la charte et je suis d’accord"),
        error_messages={"required": _("Cochez si vous êtes d’accord avec la charte.")},
    )


class OfferDecisionForm(forms.Form):
    """Accept or not, with the reason; the declarations seen, where the household never employed by the Lab."""

    decision = forms.ChoiceField(
        label=_("Votre décision"),
        choices=[("accept", _("accepter")), ("turn_down", _("ne pas retenir"))],
        widget=BigChoices(),
    )
    declarations_seen = forms.BooleanField(
        label=_("J’ai vu ses déclarations d’employeur (CESU, Pajemploi)"),
        required=False,
        help_text=_("Nécessaire pour un foyer qui n’a pas encore employé par le Lab. Aucun numéro n’est gardé."),
    )
    reason = forms.CharField(label=_("Pourquoi"), max_length=300, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, employed_here: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if employed_here:
            del self.fields["declarations_seen"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("decision") == "accept" and told.get("declarations_seen") is False:
            self.add_error("declarations_seen", _("Sans cela, ce foyer ne peut pas encore être tuteur."))
        return told


class ProposeForm(forms.Form):
    """A tutor, and why: both sides read it."""

    tutor = forms.ChoiceField(label=_("Employeur tuteur"))
    because = forms.CharField(
        label=_("Pourquoi ce tutorat"),
        help_text=_("Une phrase que les deux lisent avant de répondre. Sans nom, sans rien de la vie privée."),
        max_length=200,
    )

    def __init__(self, *args: Any, tutors: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tutors = {str(user.pk): user for user in tutors}
        self.fields["tutor"].choices = [(key, user.name) for key, user in self.tutors.items()]

    @property
    def chosen(self) -> User:
        """The tutor chosen, of a valid form."""
        return self.tutors[self.cleaned_data["tutor"]]


class SharedForm(forms.Form):
    """What the tutor may know; may stay empty."""

    words = forms.CharField(
        label=_("Ce que je veux dire à mon tuteur"),
        help_text=_(
            "Par exemple : comment vous joindre, ce que vous aimez faire. Vous pouvez changer ou tout effacer."
        ),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class MeetingForm(forms.Form):
    """One line of the log."""

    day = forms.DateField(label=_("Quel jour ?"), widget=DayInput())
    minutes = forms.IntegerField(label=_("Combien de minutes ?"), min_value=5, max_value=480, initial=30)
    where = forms.ChoiceField(label=_("Où ?"), choices=TutoringMeeting.Where.choices, widget=BigChoices())
    said = forms.CharField(
        label=_("De quoi avez-vous parlé ?"),
        help_text=_("Une ligne, que l’autre lit aussi. Rien de la vie privée."),
        max_length=ONE_LINE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()


class GoalForm(forms.Form):
    """A goal, in her own words."""

    words = forms.CharField(label=_("Ce que je veux réussir"), max_length=ONE_LINE)


class AlertForm(forms.Form):
    """What worries."""

    kind = forms.ChoiceField(
        label=_("C’est à propos de quoi ?"), choices=TutoringAlert.Kind.choices, widget=BigChoices()
    )
    words = forms.CharField(
        label=_("Que se passe-t-il ?"),
        help_text=_("Quelques mots suffisent, dans votre langue."),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )


class AlertAnswerForm(forms.Form):
    """What was done about it."""

    answer = forms.CharField(
        label=_("Ce qui est fait"),
        help_text=_("Qui a donné l’alerte le lit. L’autre côté ne voit ni l’alerte ni la réponse."),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )


class EndForm(forms.Form):
    """Why it ends."""

    reason = forms.ChoiceField(label=_("Pourquoi ?"), choices=states.END_REASONS, widget=BigChoices())
