"""Several grounds may stand on one person, each with its own proof: one line a ground, its proof beside it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class GroundsInput(forms.Widget):
    """A box to tick for each ground, and one beside it for its proof. The value is ``[{"code", "proof"}, …]``."""

    template_name = "reception/widgets/grounds.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices: list[tuple[str, Any]] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The context of the lines, those told ticked."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        told = {one["code"]: one["proof"] for one in value or []}
        context["widget"]["lines"] = [
            {"code": code, "label": label, "told": code in told, "proven": told.get(code, False)}
            for code, label in self.choices
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]]:
        """What was ticked; a proof that was seen tells its ground too."""
        read = data.getlist if hasattr(data, "getlist") else lambda key: data.get(key, [])
        proven = set(read(f"{name}_proven"))
        told = list(dict.fromkeys([*read(name), *sorted(proven)]))
        return [{"code": code, "proof": code in proven} for code in told]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Never: no box ticked is an answer."""
        return False

    def id_for_label(self, id_: str) -> str:
        """The first box."""
        return f"{id_}_0" if id_ else id_


class GroundsField(forms.Field):
    """Grounds with their proofs, as a referral keeps them; `choices` are the programme's codes and names."""

    widget = GroundsInput

    def set_choices(self, choices: list[tuple[str, Any]]) -> None:
        """The grounds to choose from, in the order of the page."""
        self.choices = choices
        self.widget.choices = choices

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Every code is one of the programme's; in the order of the page."""
        told = {one["code"]: one["proof"] for one in value or []}
        if unknown := told.keys() - {code for code, _label in self.choices}:
            raise forms.ValidationError(_("Ce statut n’est pas connu : %(code)s."), params={"code": min(unknown)})
        return [{"code": code, "proof": told[code]} for code, _label in self.choices if code in told]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether anything else is ticked than before."""
        return list(initial or []) != list(data or [])
