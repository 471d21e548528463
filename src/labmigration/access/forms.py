"""What the programme's administration fills in about accounts."""

from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from labmigration import clock
from labmigration.access.roles import HELD, NATIONAL
from labmigration.access.sign_in import TelephoneField
from labmigration.ui.forms import DayInput

ROLES = [(role.value, role.label) for role in HELD]


def territories() -> list[tuple[str, str]]:
    """Code and name of every territory."""
    return list(apps.get_model("territories.Territory").objects.order_by("name").values_list("code", "name"))


def organisations() -> list[tuple[str, list[tuple[str, str]]]]:
    """Organisations by territory: they are no one's file, and an account may be opened in any territory."""
    names = dict(territories())
    grouped: dict[str, list[tuple[str, str]]] = {}
    with scope(territory=list(names)):
        rows = apps.get_model("territories.Organisation").objects.order_by("territory__name", "name")
        for pk, territory, name in rows.values_list("pk", "territory_id", "name"):
            grouped.setdefault(names[territory], []).append((str(pk), name))
    return list(grouped.items())


class RoleForm(forms.Form):
    """A role, where it is held, for whom, until when."""

    role = forms.ChoiceField(label=_("Rôle"), choices=ROLES)
    territory = forms.ChoiceField(label=_("Territoire"), required=False, help_text=_("Vide pour un rôle national."))
    organisation = forms.ChoiceField(
        label=_("Organisme"),
        required=False,
        help_text=_("Pour un orienteur et pour la coordination de la formation."),
    )
    since = forms.DateField(label=_("Premier jour"), widget=DayInput())
    until = forms.DateField(label=_("Dernier jour"), widget=DayInput(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].choices = [("", _("Aucun : rôle national")), *territories()]
        self.fields["organisation"].choices = [("", _("Aucun")), *organisations()]
        self.fields["since"].initial = clock.today

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        role, territory = told.get("role"), told.get("territory")
        if role in NATIONAL and territory:
            self.add_error("territory", _("Ce rôle est national : laissez le territoire vide."))
        if role and role not in NATIONAL and not territory:
            self.add_error("territory", _("Choisissez le territoire où ce rôle se tient."))
        if told.get("since") and told.get("until") and told["until"] < told["since"]:
            self.add_error("until", _("Ce jour vient avant le premier."))
        return told

    def as_granted(self) -> dict[str, Any]:
        """What `actions.grant_role` takes."""
        told = {name: self.cleaned_data[name] for name in ("role", "territory", "since", "until")}
        return {**told, "organisation": self.cleaned_data["organisation"] or None}


class AccountForm(RoleForm):
    """A new account with its first role."""

    name = forms.CharField(label=_("Prénom et nom"), max_length=120)
    email = forms.EmailField(label=_("Courriel"), required=False)
    phone = TelephoneField(label=_("Téléphone"), required=False, help_text=_("Au moins l’un des deux."))
    field_order = ["name", "email", "phone"]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.errors and not told.get("email") and not told.get("phone"):
            self.add_error("email", _("Il faut un courriel ou un téléphone, pour se connecter."))
        return told


class AccountFilter(forms.Form):
    """What narrows the list of accounts."""

    q = forms.CharField(label=_("Nom ou courriel"), required=False)
    role = forms.ChoiceField(label=_("Rôle"), choices=[("", _("Tous les rôles")), *ROLES], required=False)
    territory = forms.ChoiceField(label=_("Territoire"), required=False)
    closed = forms.BooleanField(label=_("Comptes fermés seulement"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].choices = [("", _("Tous les territoires")), *territories()]
