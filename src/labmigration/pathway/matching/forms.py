"""What people fill in around households, their needs and introductions."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.telephone import e164
from labmigration.pathway.matching import slots as weekly
from labmigration.pathway.matching.contact_words import refuse_contact
from labmigration.pathway.matching.ranking import RankedNeed
from labmigration.programme import programme
from labmigration.ui.forms import BigChoices, DayInput, TimeOfDayInput
from labmigration.ui.spoken import day as spoken_day
from labmigration.ui.spoken import duration


def occupation_choices() -> list[tuple[str, str]]:
    """The occupations of the programme, as the screens call them."""
    return [(occupation.code, occupation.name_feminine_fr) for occupation in programme().occupations]


class HouseholdForm(forms.Form):
    """A household that wants to employ."""

    territory = forms.ChoiceField(label=_("Territoire"))
    name = forms.CharField(label=_("Nom du foyer"), max_length=80, help_text=_("Par exemple « Foyer Martin »."))
    contact_name = forms.CharField(label=_("Personne à contacter"), max_length=80)
    phone = forms.CharField(
        label=_("Téléphone"),
        max_length=30,
        required=False,
        help_text=_("Le foyer recevra ici le code qui lui ouvre son espace."),
    )
    email = forms.EmailField(label=_("Courriel"), required=False)
    address = forms.CharField(label=_("Adresse"), max_length=200, required=False)
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Code postal"),
        required=False,
        error_messages={"invalid": _("Un code postal a cinq chiffres.")},
    )
    town = forms.CharField(label=_("Commune"), max_length=80)

    def __init__(self, *args: Any, territories: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].choices = territories
        if len(territories) == 1:
            self.fields["territory"].widget = forms.HiddenInput()
            self.fields["territory"].initial = territories[0][0]

    def clean_phone(self) -> str:
        written: str = self.cleaned_data["phone"]
        try:
            return e164(written) if written else ""
        except ValueError:
            raise forms.ValidationError(_("Ce numéro ne se lit pas. Un numéro français a dix chiffres.")) from None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not (given.get("phone") or given.get("email")):
            raise forms.ValidationError(_("Donnez un téléphone ou un courriel : sans eux, le foyer ne peut rien lire."))
        return given


class VettingForm(forms.Form):
    """The three things checked before a household sees anybody."""

    identity = forms.BooleanField(
        label=_("J’ai vu la pièce d’identité de la personne qui emploie."),
        error_messages={"required": _("L’identité n’est pas encore vue.")},
    )
    declaring_account = forms.BooleanField(
        label=_("J’ai vu son compte de déclaration (CESU ou Pajemploi)."),
        error_messages={"required": _("Le compte de déclaration n’est pas encore vu.")},
    )
    first_contact = forms.ChoiceField(
        label=_("Premier contact"),
        choices=[("visit", _("visite au domicile")), ("call", _("appel"))],
        widget=BigChoices(),
        error_messages={"required": _("Une première visite ou un appel manque.")},
    )


class SlotInput(forms.MultiWidget):
    """One slot of the week: a day and two times, in one row."""

    template_name = "matching/_slot.html"
    use_fieldset = True

    def __init__(self) -> None:
        days = [("", _("Jour")), *((str(number), str(name).capitalize()) for number, name in WEEKDAYS.items())]
        super().__init__({"day": forms.Select(choices=days), "from": TimeOfDayInput(), "to": TimeOfDayInput()})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The context of the three boxes, each with its word above."""
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], (_("Jour"), _("De"), _("À")), strict=True):
            box["label"] = label
        return context

    def decompress(self, value: list[int] | None) -> list[Any]:
        """Day and times of a slot."""
        if not value:
            return [None, None, None]
        day, start, end = value
        return [str(day), f"{start // 60:02d}:{start % 60:02d}", f"{end // 60 % 24:02d}:{end % 60:02d}"]


class SlotField(forms.MultiValueField):
    """A slot as `[day, from, to]` in minutes, or None when the row is empty."""

    def __init__(self, **kwargs: Any) -> None:
        days = [(number, str(name)) for number, name in WEEKDAYS.items()]
        fields = (forms.TypedChoiceField(choices=days, coerce=int), forms.TimeField(), forms.TimeField())
        super().__init__(
            fields,
            widget=SlotInput(),
            required=False,
            require_all_fields=False,
            error_messages={"incomplete": _("Donnez le jour, le début et la fin, ou videz la ligne.")},
            **kwargs,
        )
        for field in fields:
            field.required = True

    def compress(self, values: list[Any]) -> list[int] | None:
        """The slot of three cleaned boxes."""
        return weekly.from_times(*values) if values else None


class NeedForm(forms.Form):
    """What a household needs. Ten rows for the week, so that it works without JavaScript."""

    occupation = forms.ChoiceField(label=_("Métier"), widget=BigChoices())
    tasks = forms.CharField(
        label=_("Ce qu’il y a à faire"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En quelques mots simples. Ni nom, ni adresse : la personne les reçoit plus tard."),
    )
    starts_on = forms.DateField(label=_("À partir du"), widget=DayInput())
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occupation"].choices = occupation_choices()
        given = (kwargs.get("initial") or {}).get("slots", [])
        for number in range(weekly.MOST):
            label = _("Créneau %(number)s") % {"number": number + 1}
            initial = given[number] if number < len(given) else None
            self.fields[f"slot_{number}"] = SlotField(label=label, initial=initial)

    @property
    def rows(self) -> list[forms.BoundField]:
        """The ten rows of the week."""
        return [self[f"slot_{number}"] for number in range(weekly.MOST)]

    @property
    def first_rows(self) -> str:
        """Names of the rows shown at once."""
        return ",".join(f"slot_{number}" for number in range(3))

    @property
    def more_rows(self) -> str:
        """Names of the rows that wait behind "other slots"."""
        return ",".join(f"slot_{number}" for number in range(3, weekly.MOST))

    @property
    def more_rows_used(self) -> bool:
        """Whether any row behind "other slots" holds something."""
        return any(_holds(row) for row in self.rows[3:])

    def clean_tasks(self) -> str:
        tasks: str = self.cleaned_data["tasks"]
        if sentence := refuse_contact(tasks):
            raise forms.ValidationError(sentence)
        return tasks

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        names = [name for name in self.fields if name.startswith("slot_") and given.get(name)]
        for place, sentence in weekly.faults([given[name] for name in names]):
            self.add_error(names[place], sentence)
        wrong = any(name.startswith("slot_") for name in self.errors)
        if not names and not wrong:
            self.add_error("slot_0", _("Donnez au moins un créneau dans la semaine."))
        return given

    def told(self) -> dict[str, Any]:
        """What the action takes."""
        kept = {name: self.cleaned_data[name] for name in ("occupation", "tasks", "starts_on")}
        slots = [self.cleaned_data[f"slot_{number}"] for number in range(weekly.MOST)]
        return {**kept, "slots": [slot for slot in slots if slot]}


def _holds(row: forms.BoundField) -> bool:
    value = row.value()
    return any(value) if isinstance(value, list) else bool(value)


class IntroductionForm(forms.Form):
    """Which need is proposed to a person, and what her card says of her availability."""

    need = forms.ChoiceField(
        label=_("Foyer"),
        widget=BigChoices(),
        error_messages={"required": _("Choisissez un foyer.")},
    )
    availability = forms.CharField(
        label=_("Disponibilités de la personne"),
        max_length=200,
        required=False,
        help_text=_("Le foyer lit ces mots. Ni nom, ni pays, ni téléphone."),
    )
    because = forms.CharField(
        label=_("Pourquoi cette proposition"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("À écrire quand le métier n’est pas celui que la personne souhaite, ou après un premier non."),
    )

    def __init__(self, *args: Any, ranked: list[RankedNeed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = [(str(one.need.pk), _line(one)) for one in ranked]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("availability", "because"):
            if sentence := refuse_contact(given.get(name, "")):
                self.add_error(name, sentence)
        return given


def _line(one: RankedNeed) -> str:
    need, household = one.need, one.need.household
    occupation = programme().occupation(need.occupation).name_feminine_fr
    parts = [
        household.name,
        occupation if one.same_occupation else gettext("%(name)s (autre métier)") % {"name": occupation},
        f"{household.postcode} {household.town}".strip(),
        gettext("%(hours)s par semaine") % {"hours": duration(need.weekly_hours)},
        gettext("dès le %(day)s") % {"day": spoken_day(need.starts_on)},
    ]
    near = gettext("même code postal") if one.same_postcode else gettext("même commune") if one.same_town else ""
    return " · ".join(part for part in (*parts, near) if part)


class InterviewForm(forms.Form):
    """When and where both meet."""

    day = forms.DateField(label=_("Jour"), widget=DayInput())
    time = forms.TimeField(label=_("Heure"), widget=TimeOfDayInput())
    place = forms.CharField(
        label=_("Lieu"),
        max_length=200,
        help_text=_("Les deux le lisent. La première fois, un lieu neutre met tout le monde à l’aise."),
    )

    def clean_day(self) -> object:
        day = self.cleaned_data["day"]
        if day < clock.today():
            raise forms.ValidationError(_("Ce jour est passé : choisissez aujourd’hui ou un jour à venir."))
        return day

    def starts_at(self) -> datetime:
        """Day and time together, in the product's time zone."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class AnswerForm(forms.Form):
    """Yes or no, without a reason asked."""

    says = forms.ChoiceField(choices=[("yes", _("oui")), ("no", _("non"))])
    words = forms.CharField(
        label=_("Quelques mots pour la mise en relation"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Vous n’avez pas à dire pourquoi. L’autre côté ne lit pas ces mots."),
    )
