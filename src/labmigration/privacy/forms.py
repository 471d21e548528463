"""What people fill in about their rights, and what staff answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.people.models import Candidate, ConsentRecord
from labmigration.privacy.decisions_taken import OTHER, OTHER_SAYS, Decision
from labmigration.privacy.models import Kind, Outcome, UrgentReading
from labmigration.privacy.urgent import LEAST_WORDS
from labmigration.ui.forms import BigChoices

YES_NO = [("yes", _("oui")), ("no", _("non"))]
LONGEST = 2000

#: What the person is asked to write, by kind of request; the last two may be left empty.
QUESTIONS: dict[str, Any] = {
    Kind.CONTEST: _("Pourquoi n’êtes-vous pas d’accord ?"),
    Kind.RECTIFY: _("Qu’est-ce qui est faux ? Qu’est-ce qui est vrai ?"),
    Kind.OBJECT: _("À quoi dites-vous non ?"),
    Kind.ACCESS: _("Que voulez-vous recevoir ou comprendre ?"),
    Kind.OTHER_ADVISOR: _("Voulez-vous dire pourquoi ?"),
    Kind.ERASE: _("Voulez-vous dire pourquoi ?"),
}
MAY_BE_EMPTY = (Kind.OTHER_ADVISOR, Kind.ERASE)


class AskForm(forms.Form):
    """A request in the person's words, in any language; a contest says which decision."""

    about = forms.ChoiceField(label=_("Quelle décision ?"), widget=BigChoices())
    words = forms.CharField(
        max_length=LONGEST,
        help_text=_("Quelques mots suffisent, dans votre langue."),
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data: Any = None, *, kind: str, decisions: list[Decision]) -> None:
        super().__init__(data)
        self.fields["words"].label = QUESTIONS[kind]
        self.fields["words"].required = kind not in MAY_BE_EMPTY
        if kind == Kind.CONTEST:
            self.fields["about"].choices = [*((each.code, each.says) for each in decisions), (OTHER, OTHER_SAYS)]
        else:
            del self.fields["about"]


class AnswerForm(forms.Form):
    """The answer of the coordination or of data protection."""

    outcome = forms.ChoiceField(label=_("La réponse"), choices=Outcome.choices, widget=BigChoices())
    words = forms.CharField(
        label=_("En mots, pour la personne"),
        help_text=_("Phrases courtes, sans jargon : ce qui est décidé, pourquoi, ce qu’elle peut faire ensuite."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, data: Any = None, *, kind: str) -> None:
        super().__init__(data)
        if kind == Kind.ERASE:
            # Granting it is another act, which a second person reads again.
            self.fields["outcome"].choices = [each for each in Outcome.choices if each[0] != Outcome.ACCEPTED]


class UrgentForm(forms.Form):
    """Why a file is opened in an emergency."""

    reason = forms.ChoiceField(
        label=_("Pourquoi maintenant ?"), choices=UrgentReading.Reason.choices, widget=BigChoices()
    )
    words = forms.CharField(
        label=_("En une phrase"),
        help_text=_("La personne, sa conseillère et la protection des données la lisent. Ni santé, ni récit d’asile."),
        min_length=LEAST_WORDS,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"min_length": _("Écrivez pourquoi en une phrase : la personne la lira.")},
    )


class SafetyForm(forms.Form):
    """Whether address, places and times are to be kept from others, and how to reach her."""

    protected = forms.ChoiceField(
        label=_("Protéger mon adresse et mes horaires ?"), choices=YES_NO, widget=BigChoices()
    )
    words = forms.CharField(
        label=_("Comment vous joindre sans danger ?"),
        help_text=_("Par exemple : seulement le matin, seulement par message, jamais chez moi."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data: Any = None, *, person: Candidate, own: bool) -> None:
        super().__init__(
            data, initial={"protected": "yes" if person.safe_contact else "no", "words": person.safe_words}
        )
        if not own:
            self.fields["protected"].label = _("Protéger l’adresse, les lieux et les horaires ?")
            self.fields["words"].label = _("Comment la joindre sans danger")


class SpokenChoiceForm(forms.Form):
    """A choice that the person made aloud or on paper, noted by her advisor."""

    answer = forms.ChoiceField(label=_("La personne dit"), choices=YES_NO, widget=BigChoices())
    channel = forms.ChoiceField(
        label=_("Comment"),
        choices=[each for each in ConsentRecord.Channel.choices if each[0] != ConsentRecord.Channel.SCREEN],
        widget=BigChoices(),
    )
    language = forms.ChoiceField(
        label=_("Dans quelle langue le texte a été lu"),
        choices=[("fr", _("français")), ("en", _("anglais")), ("ar", _("arabe")), ("uk", _("ukrainien"))],
        widget=BigChoices(),
    )
    version = forms.CharField(widget=forms.HiddenInput())
