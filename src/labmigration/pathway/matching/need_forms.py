"""The steps in which a need is described: short, each saved by itself, without JavaScript."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.matching import slots as weekly
from labmigration.pathway.matching.contact_words import refuse_contact
from labmigration.pathway.matching.forms import occupation_choices
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.need_week import WeekRow, rows_of
from labmigration.pathway.matching.need_words import task_lines
from labmigration.programme.home_employment import employing
from labmigration.ui.forms import BigChoices, DayInput, TimeOfDayInput

ROWS_SHOWN, ROWS_AT_LEAST = 2, 6


class OccupationForm(forms.Form):
    """For which occupation somebody is needed: the first thing said, from which the tasks follow."""

    occupation = forms.ChoiceField(
        label=_("Métier"), widget=BigChoices(), error_messages={"required": _("Choisissez un métier.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occupation"].choices = occupation_choices()


class _Step(forms.Form):
    """A step of one need; `version` is that on which it was shown. Its fields carry the names of the need's own."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, need: HouseholdNeed, **kwargs: Any) -> None:
        self.need = need
        shown = {name: getattr(need, name) for name in self.base_fields}
        super().__init__(*args, initial=shown, **kwargs)

    def _without_contact(self, name: str) -> str:
        words: str = self.cleaned_data[name]
        if sentence := refuse_contact(words):
            raise forms.ValidationError(sentence)
        return words

    def described(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class WorkStep(_Step):
    """What there is to do, and who is cared for as far as the pay needs it."""

    task_codes = forms.MultipleChoiceField(
        label=_("Ce qu’il y a à faire"),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
        help_text=_("Touchez tout ce qui convient. Vous pouvez aussi l’écrire plus bas."),
    )
    tasks = forms.CharField(
        label=_("Autre chose, avec vos mots"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ni nom, ni adresse, ni téléphone : la personne les reçoit plus tard."),
    )
    cared_for = forms.MultipleChoiceField(
        label=_("De qui s’occupe-t-on ?"),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
        help_text=_("Cela fixe l’emploi et le salaire. Oui ou non suffit : n’écrivez jamais pourquoi."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        occupation = self.need.occupation
        self.fields["task_codes"].choices = [(line.code, line.fr) for line in task_lines(occupation)]
        people = [(one.code, one.label_fr) for one in employing().homes.cared_for]
        if occupation == "childminder":
            # Outside the grid: nothing of her pay depends on it, so nothing is asked.
            del self.fields["cared_for"]
        else:
            self.fields["cared_for"].choices = people

    def clean_tasks(self) -> str:
        return self._without_contact("tasks")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not (given.get("task_codes") or given.get("tasks")):
            self.add_error("task_codes", _("Choisissez au moins une tâche, ou écrivez-la."))
        return given


class DaysInput(forms.MultiWidget):
    """One row of the week: several days, the same hours, and whether they last until the next morning."""

    template_name = "matching/_days.html"
    use_fieldset = True

    def __init__(self) -> None:
        days = [(str(number), str(name).rstrip(".").capitalize()) for number, name in WEEKDAYS_ABBR.items()]
        boxes = {
            "days": forms.CheckboxSelectMultiple(choices=days),
            "from": TimeOfDayInput(),
            "to": TimeOfDayInput(),
            "overnight": forms.CheckboxInput(),
        }
        super().__init__(boxes)

    def decompress(self, value: WeekRow | None) -> list[Any]:
        """Days, times and night of a row."""
        if value is None:
            return [[], None, None, False]
        start, end = (f"{minutes // 60 % 24:02d}:{minutes % 60:02d}" for minutes in (value.start, value.end))
        return [[str(day) for day in value.days], start, end, value.overnight]


class DaysField(forms.MultiValueField):
    """A row as a `WeekRow`, or None when nothing was written in it."""

    def __init__(self, **kwargs: Any) -> None:
        days = [(str(number), "") for number in WEEKDAYS_ABBR]
        fields = (
            forms.MultipleChoiceField(choices=days),
            forms.TimeField(),
            forms.TimeField(),
            forms.BooleanField(required=False),
        )
        super().__init__(fields, widget=DaysInput(), required=False, require_all_fields=False, **kwargs)

    def clean(self, value: list[Any]) -> WeekRow | None:
        """The row of four cleaned boxes."""
        if not any(value[:3]):
            return None
        if not all(value[:3]):
            raise forms.ValidationError(_("Donnez les jours, le début et la fin, ou videz la ligne."))
        days, start, end, overnight = (field.clean(each) for field, each in zip(self.fields, value, strict=True))
        numbers = tuple(sorted(int(day) for day in days))
        minutes = [each.hour * 60 + each.minute for each in (start, end)]
        if overnight and minutes[1] >= minutes[0]:
            raise forms.ValidationError(
                _("Jusqu’au lendemain : la fin est le matin, avant l’heure du début. Sinon, décochez.")
            )
        return WeekRow(numbers, minutes[0], minutes[1], bool(overnight))


class WeekStep(_Step):
    """The week as it repeats itself; a row holds the same hours on several days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = rows_of(self.need.slots)
        self.names = [f"row_{number}" for number in range(max(ROWS_AT_LEAST, len(given)))]
        for number, name in enumerate(self.names):
            initial = given[number] if number < len(given) else None
            label = _("Horaire %(number)s") % {"number": number + 1}
            self.fields[name] = DaysField(label=label, initial=initial)
        self.shown = max(ROWS_SHOWN, len(given))

    @property
    def first_rows(self) -> str:
        """Names of the rows shown at once."""
        return ",".join(self.names[: self.shown])

    @property
    def more_rows(self) -> str:
        """Names of the rows that wait behind "other hours"."""
        return ",".join(self.names[self.shown :])

    @property
    def more_rows_used(self) -> bool:
        """Whether any row behind "other hours" holds something that was sent."""
        return self.is_bound and any(any((self[name].value() or [])[:3]) for name in self.names[self.shown :])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        placed = [(name, slot) for name in self.names if given.get(name) for slot in given[name].slots()]
        told = set()
        for place, sentence in weekly.faults([slot for _name, slot in placed]):
            name = placed[place][0]
            if name not in told:
                told.add(name)
                self.add_error(name, sentence)
        if not placed and not self.errors:
            self.add_error(self.names[0], _("Donnez au moins un jour et ses heures."))
        if len(placed) > weekly.MOST:
            self.add_error(None, _("Donnez de un à vingt et un créneaux par semaine."))
        return given

    def described(self) -> dict[str, Any]:
        """The slots of all rows."""
        rows = [self.cleaned_data[name] for name in self.names]
        return {"slots": [slot for row in rows if row for slot in row.slots()]}


class PlaceStep(_Step):
    """From when, where, and whether the worker would live there."""

    starts_on = forms.DateField(label=_("À partir du"), widget=DayInput())
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Code postal"),
        required=False,
        error_messages={"invalid": _("Un code postal a cinq chiffres.")},
    )
    town = forms.CharField(label=_("Commune"), max_length=80, required=False)
    live_in = forms.BooleanField(
        label=_("La personne logerait sur place"),
        required=False,
        help_text=_("Une deuxième personne de l’équipe regarde alors l’offre avant toute proposition."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.need.occupation == "childminder":
            # The child comes to her: there is no home to live in.
            del self.fields["live_in"]

    def clean_town(self) -> str:
        return self._without_contact("town")


class HomeStep(_Step):
    """What the home asks, what is spoken there, what one wishes."""

    home_asks = forms.MultipleChoiceField(
        label=_("Ce qu’il faut savoir de la maison"), widget=forms.CheckboxSelectMultiple(), required=False
    )
    languages = forms.MultipleChoiceField(
        label=_("Langues parlées à la maison"), widget=forms.CheckboxSelectMultiple(), required=False
    )
    wishes = forms.CharField(
        label=_("Ce qui compte pour vous"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Par exemple « aime cuisiner », « calme ». Jamais l’origine, l’âge, la religion ou la santé."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        homes = employing().homes
        self.fields["home_asks"].choices = [(one.code, one.label.fr) for one in homes.home_asks]
        self.fields["languages"].choices = [(one.code, one.label.fr.capitalize()) for one in homes.language]

    def clean_wishes(self) -> str:
        return self._without_contact("wishes")
