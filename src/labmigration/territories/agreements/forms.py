"""What a coordinator fills in about partners and agreements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.programme.indicators import catalogue
from labmigration.territories.agreements.models import Agreement, Partner
from labmigration.ui.forms import BigChoices, DayInput


class PartnerForm(forms.Form):
    """One partner of the directory."""

    name = forms.CharField(label=_("Nom de l’organisme"), max_length=120)
    sort = forms.ChoiceField(label=_("Nature"), choices=Partner.Sort.choices)
    roles = forms.MultipleChoiceField(
        label=_("Ses rôles dans le Lab"),
        choices=Partner.Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    note = forms.CharField(
        label=_("Ce que fait ce partenaire"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)


class ContactForm(forms.Form):
    """Somebody to write to at a partner's."""

    name = forms.CharField(label=_("Nom"), max_length=120)
    position = forms.CharField(label=_("Fonction"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Courriel professionnel"), required=False, help_text=_("Jamais une adresse personnelle.")
    )
    phone = forms.CharField(label=_("Téléphone professionnel"), max_length=30, required=False)


class MergeForm(forms.Form):
    """The file with which this one is put together."""

    into = forms.ChoiceField(label=_("La fiche qui reste"))

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(each.pk): each for each in partners}
        self.fields["into"].choices = [(key, each.name) for key, each in self.partners.items()]

    def chosen(self) -> Partner:
        """The partner that stays."""
        return self.partners[self.cleaned_data["into"]]


class TextForm(forms.Form):
    """A text: what it is about, its axes, its days."""

    kind = forms.ChoiceField(label=_("Quel texte"), choices=Agreement.Kind.choices, widget=BigChoices())
    title = forms.CharField(label=_("Titre"), max_length=160)
    purpose = forms.CharField(
        label=_("Objet"),
        max_length=2000,
        required=False,
        help_text=_("Ce que ce territoire ajoute au modèle. Laissez vide pour le modèle seul."),
        widget=forms.Textarea({"rows": 4}),
    )
    axes = forms.CharField(
        label=_("Axes prioritaires"),
        required=False,
        max_length=2000,
        help_text=_("Un axe par ligne."),
        widget=forms.Textarea({"rows": 4}),
    )
    starts_on = forms.DateField(label=_("Prend effet le"), required=False, widget=DayInput())
    ends_on = forms.DateField(label=_("Jusqu’au"), required=False, widget=DayInput())
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, begun: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if begun:  # a text stays what it is
            del self.fields["kind"]

    def clean_axes(self) -> list[str]:
        return [line for line in self.cleaned_data["axes"].split("\n") if line.strip()]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("starts_on") and told.get("ends_on") and told["ends_on"] < told["starts_on"]:
            self.add_error("ends_on", _("La convention finit avant de commencer."))
        return told


class PartiesForm(forms.Form):
    """Who the parties are, and who signs for each."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = partners
        for partner in partners:
            self.fields[f"party_{partner.pk}"] = forms.BooleanField(label=partner.name, required=False)
            self.fields[f"signatory_{partner.pk}"] = forms.CharField(
                label=_("Qui signe pour %(name)s : nom et fonction") % {"name": partner.name},
                max_length=160,
                required=False,
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """For each partner, the box and who signs."""
        return [(self[f"party_{each.pk}"], self[f"signatory_{each.pk}"]) for each in self.partners]

    def chosen(self) -> list[Partner]:
        """The partners whose box is ticked."""
        return [each for each in self.partners if self.cleaned_data[f"party_{each.pk}"]]

    def signatories(self) -> dict[str, str]:
        """Who signs, by the key of the partner."""
        return {str(each.pk): self.cleaned_data[f"signatory_{each.pk}"] for each in self.partners}


class CommitmentForm(forms.Form):
    """What one party promises."""

    party = forms.ChoiceField(label=_("Qui s’engage"))
    text = forms.CharField(
        label=_("À quoi"), max_length=300, help_text=_("Une phrase, un verbe."), widget=forms.Textarea({"rows": 2})
    )
    axis = forms.ChoiceField(label=_("Sous quel axe"), required=False)
    target = forms.CharField(
        label=_("Ce qui est visé"), max_length=120, required=False, help_text=_("Par exemple : 12 places par an.")
    )
    indicator = forms.ChoiceField(
        label=_("Indicateur qui le mesure"), required=False, help_text=_("Du catalogue. Vide si aucun ne convient.")
    )
    due_on = forms.DateField(label=_("Au plus tard le"), widget=DayInput())
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {str(each.pk): each for each in agreement.parties.select_related("partner__organisation")}
        self.fields["party"].choices = [(key, each.partner.name) for key, each in self.parties.items()]
        known = [(each.code, f"{each.code} · {each.name.fr}") for each in catalogue().indicators]
        self.fields["indicator"].choices = [("", "—"), *known]
        self.fields["axis"].choices = list(enumerate(agreement.axes))
        if not agreement.axes:
            del self.fields["axis"]

    def told(self) -> dict[str, Any]:
        """What `commitment_actions.promise` and `rewrite` take, without the version."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {**told, "party": self.parties[told["party"]], "axis": int(told.get("axis") or 0)}


class ClosingForm(forms.Form):
    """What shows that a commitment was kept, or why it is released."""

    words = forms.CharField(
        label=_("Ce qui le montre, ou pourquoi il est levé"), max_length=300, widget=forms.Textarea({"rows": 3})
    )


class ReasonForm(forms.Form):
    """Why a text ends, or a party leaves."""

    reason = forms.CharField(label=_("Pourquoi"), max_length=250, widget=forms.Textarea({"rows": 2}))


class PaperSignatureForm(forms.Form):
    """A signature given on paper."""

    signed_by = forms.CharField(label=_("Signé par : nom et fonction"), max_length=160)
    signed_on = forms.DateField(label=_("Signé le"), widget=DayInput())
    kept_at = forms.CharField(
        label=_("Où est l’original"), max_length=200, help_text=_("Par exemple : classeur des conventions, Fepem.")
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput())


class ScreenSignatureForm(forms.Form):
    """A signature on screen, of the words that are shown."""

    agreed = forms.BooleanField(
        label=_("J’ai lu ce texte et je le signe pour mon organisme"),
        error_messages={"required": _("Cochez la case pour signer.")},
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput())
