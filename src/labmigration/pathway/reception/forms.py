"""What people fill in at reception."""

from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.decisions.eligibility import GROUNDS, LEVELS, Ground, RightToWork
from labmigration.pathway.reception.grounds_field import GroundsField
from labmigration.pathway.reception.models import Referral
from labmigration.pathway.reception.reading import DEFAULT_LIMIT, ReferralFacts
from labmigration.pathway.reception.reading.contacts import read_commune, read_mail, read_phone, read_postcode
from labmigration.pathway.reception.reading.names import read_name
from labmigration.pathway.reception.reading.words import LANGUAGES_SPOKEN, read_language
from labmigration.people.models import Sex
from labmigration.programme import programme
from labmigration.ui.forms import BigChoices, DayInput, DayMonthYearInput

YES, NO = "yes", "no"


class FileForm(forms.Form):
    """A referral file and the day on which to judge it."""

    file = forms.FileField(
        label=_("Fichier d’orientations"),
        help_text=_("Un fichier CSV, ou un classeur Excel au format .xlsx. La première ligne nomme les colonnes."),
        widget=forms.FileInput({"accept": ".csv,.txt,.xlsx"}),
    )
    on = forms.DateField(
        label=_("Jour où l’éligibilité est jugée"),
        help_text=_("Aujourd’hui, sauf pour relire un ancien fichier."),
        widget=DayInput(),
    )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > DEFAULT_LIMIT:
            raise forms.ValidationError(
                _("Le fichier est trop lourd (%(size)s, %(limit)s au plus) : partagez-le en plusieurs."),
                params={"size": filesizeformat(sent.size), "limit": filesizeformat(DEFAULT_LIMIT)},
            )
        return sent


class ReasonForm(forms.Form):
    """Why a person decides so. The person concerned may read it."""

    reason = forms.CharField(
        label=_("Motif de la décision"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("La personne pourra le lire. Ni santé, ni religion, ni récit d’asile."),
    )


class SituationForm(forms.Form):
    """The facts on which eligibility is judged."""

    grounds = GroundsField(
        label=_("Statut"),
        required=False,
        help_text=_("Un seul suffit, plusieurs peuvent se cumuler, chacun avec sa preuve. Aucun : ne cochez rien."),
    )
    document = forms.CharField(
        label=_("Titre présenté"), required=False, max_length=120, help_text=_("Carte de résident, APS, récépissé…")
    )
    allows_work = forms.ChoiceField(
        label=_("Ce titre autorise-t-il à travailler ?"),
        required=False,
        choices=[(YES, _("oui")), (NO, _("non")), ("", _("rien n’a été présenté"))],
        widget=BigChoices(),
    )
    valid_until = forms.DateField(
        label=_("Dernier jour de validité"), required=False, widget=DayMonthYearInput(), help_text=_("Vide : sans fin.")
    )
    renewal_receipt = forms.BooleanField(label=_("Récépissé de renouvellement présenté"), required=False)
    french_oral = forms.ChoiceField(label=_("Français oral"), required=False)
    french_written = forms.ChoiceField(label=_("Français écrit"), required=False)
    french_proof = forms.CharField(
        label=_("Preuve du niveau"), required=False, max_length=80, help_text=_("DELF, TCF 2022, attestation…")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {ground.code: ground.name_fr for ground in programme().eligibility.ground}
        self.fields["grounds"].set_choices([(code, names[code]) for code in GROUNDS if code in names])
        levels = [("", _("pas encore connu")), ("pre-A1", _("débute (sous A1)"))]
        levels += [(level, level) for level in LEVELS if level != "pre-A1"]
        self.fields["french_oral"].choices = self.fields["french_written"].choices = levels

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("allows_work") == YES and not told.get("document"):
            self.add_error("document", _("Nommez le titre qui autorise à travailler."))
        return told

    def changes(self) -> dict[str, Any]:
        """The fields of a `Referral` as `actions.correct` takes them."""
        told = self.cleaned_data
        work = told["allows_work"]
        return {
            "grounds": told["grounds"],
            "document": told["document"],
            "allows_work": None if not work else work == YES,
            "valid_until": told["valid_until"],
            "renewal_receipt": told["renewal_receipt"],
            "french_oral": told["french_oral"],
            "french_written": told["french_written"],
            "french_proof": told["french_proof"].strip(),
        }


class CorrectForm(SituationForm):
    """Complete a file: its facts, and the birth date that age is counted from."""

    birth_date = forms.DateField(label=_("Date de naissance"), widget=DayMonthYearInput())
    version = forms.IntegerField(widget=forms.HiddenInput())

    field_order = ["birth_date"]

    def clean_birth_date(self) -> Any:
        return _past(self.cleaned_data["birth_date"])

    @staticmethod
    def told_by(referral: Referral) -> dict[str, Any]:
        """What the form shows first: the file as it stands."""
        work = referral.allows_work
        return {
            "birth_date": referral.pathway.candidate.birth_date,
            "version": referral.version,
            "grounds": referral.grounds,
            "document": referral.document,
            "allows_work": "" if work is None else YES if work else NO,
            "valid_until": referral.valid_until,
            "renewal_receipt": referral.renewal_receipt,
            "french_oral": referral.french_oral,
            "french_written": referral.french_written,
            "french_proof": referral.french_proof,
        }


#: Somebody else's name is typed: neither one's own is offered, nor a spelling corrected.
_NAME = {"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false"}


class ReferForm(SituationForm):
    """A person typed by a referrer or an advisor, in less than two minutes."""

    surname = forms.CharField(label=_("Nom"), max_length=80, widget=forms.TextInput(_NAME))
    first_name = forms.CharField(label=_("Prénom"), max_length=80, widget=forms.TextInput(_NAME))
    birth_date = forms.DateField(label=_("Date de naissance"), widget=DayMonthYearInput())
    sex = forms.ChoiceField(
        label=_("Sexe"), required=False, choices=[("", _("non précisé")), *Sex.choices], widget=forms.Select()
    )
    phone = forms.CharField(
        label=_("Téléphone"),
        required=False,
        max_length=40,
        help_text=_("Pour l’appeler. Celui d’un proche convient, si la personne est d’accord."),
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=_("Courriel"),
        required=False,
        max_length=254,
        widget=forms.TextInput({"inputmode": "email", "autocomplete": "off", "autocapitalize": "none"}),
    )
    commune = forms.CharField(label=_("Commune"), required=False, max_length=80)
    postcode = forms.CharField(
        label=_("Code postal"), required=False, max_length=10, widget=forms.TextInput({"inputmode": "numeric"})
    )
    contact_language = forms.CharField(
        label=_("Langue dans laquelle lui parler"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"list": "languages", "autocomplete": "off"}),
    )
    occupation = forms.ChoiceField(label=_("Métier souhaité"), required=False)
    referrer = forms.ChoiceField(label=_("Orientée par"), required=False)
    follow = forms.BooleanField(label=_("Je prends cette personne en charge"), required=False, initial=True)

    #: The page of two minutes: who, how to reach her, what for. The rest is folded away.
    PERSON = "surname,first_name,birth_date"
    REACH = "phone,contact_language"
    SITUATION = "grounds,document,allows_work,valid_until,renewal_receipt"
    FRENCH = "french_oral,french_written,french_proof"
    MORE = "sex,email,commune,postcode"

    def __init__(self, *args: Any, referrers: list[tuple[str, str]] | None, **kwargs: Any) -> None:
        """`referrers` are those among whom an advisor chooses; None for a referrer, who sends in her own name."""
        super().__init__(*args, **kwargs)
        occupations = [(occupation.code, occupation.name_feminine_fr) for occupation in programme().occupations]
        self.fields["occupation"].choices = [("", _("ne sait pas encore")), *occupations]
        self.languages = LANGUAGES_SPOKEN
        if referrers is None:
            del self.fields["referrer"], self.fields["follow"]
        else:
            self.fields["referrer"].choices = [("", _("venue d’elle-même")), *referrers]

    @property
    def says_more(self) -> bool:
        """Whether something that is folded away was told, or is wrong: it is then shown open."""
        folded = ",".join((self.SITUATION, self.FRENCH, self.MORE)).split(",")
        return any(self[name].errors or self[name].value() for name in folded)

    @property
    def project(self) -> str:
        """The fields of the last section."""
        return ",".join(name for name in ("occupation", "referrer", "follow") if name in self.fields)

    def clean_surname(self) -> str:
        return _name(self.cleaned_data["surname"], "Le nom")

    def clean_first_name(self) -> str:
        return _name(self.cleaned_data["first_name"], "Le prénom")

    def clean_birth_date(self) -> Any:
        return _past(self.cleaned_data["birth_date"])

    def facts(self, referrer: str) -> ReferralFacts:
        """What was typed, as a row of a file would say it; `referrer` is the name of the organisation."""
        told, columns = self.cleaned_data, self.changes()
        work = columns["allows_work"]
        right_to_work = None
        if work is not None:
            right_to_work = RightToWork(columns["document"], work, columns["valid_until"], columns["renewal_receipt"])
        occupation = told["occupation"]
        labels = dict(self.fields["occupation"].choices)
        return ReferralFacts(
            surname=told["surname"],
            first_name=told["first_name"],
            birth_date=told["birth_date"],
            sex=told["sex"],
            phone=read_phone(told["phone"]).value,
            email=read_mail(told["email"]).value,
            commune=read_commune(told["commune"]).value,
            postcode=read_postcode(told["postcode"]).value,
            grounds=tuple(Ground(ground["code"], ground["proof"]) for ground in columns["grounds"]),
            either_grounds=(),
            right_to_work=right_to_work,
            french_oral=columns["french_oral"] or None,
            french_written=columns["french_written"] or None,
            french_proof=columns["french_proof"] or None,
            contact_language=read_language(told["contact_language"]).value,
            occupation=occupation or None,
            occupation_label=labels[occupation] if occupation else "",
            referrer=referrer,
            referred_on=clock.today(),
        )


def _name(text: str, what: str) -> str:
    read = read_name(text, what)
    if read.error:
        raise forms.ValidationError(read.error)
    return read.value


def _past(day: Any) -> Any:
    if day > clock.today() or day.year < 1900:
        raise forms.ValidationError(_("Cette date de naissance n’est pas possible : vérifiez l’année."))
    return day


class WhoForm(forms.Form):
    """Enough of a person to tell whether she is known: nobody is looked for by a name alone."""

    surname = forms.CharField(max_length=80)
    first_name = forms.CharField(max_length=80)
    birth_date = forms.DateField(widget=DayMonthYearInput())
    phone = forms.CharField(max_length=40, required=False)
    email = forms.CharField(max_length=254, required=False)

    def clean_phone(self) -> str:
        return read_phone(self.cleaned_data["phone"]).value

    def clean_email(self) -> str:
        return read_mail(self.cleaned_data["email"]).value
