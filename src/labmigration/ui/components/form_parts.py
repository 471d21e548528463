"""The two halves of a form: the summary of its errors, and its fields."""

from typing import Any

from django import template
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.forms.utils import ErrorList
from django.utils.functional import lazystr

register = template.Library()
ENDS = " .?؟\u00a0\u202f"


class _Told:
    """An error, after the label of its field where one is given, in the language that is active when it is read."""

    def __init__(self, error: ValidationError, label: object = "") -> None:
        self.error, self.label = error, label

    def __str__(self) -> str:
        message = next(iter(self.error))
        # A label may be a whole sentence or a question: its own end would stand before the colon.
        return f"{str(self.label).rstrip(ENDS)} : {message}" if self.label else str(message)


@register.filter
def each_told(errors: ErrorList) -> list[Any]:
    """Each error as a lazy text: a list of errors tells its own in the one language that is active then."""
    return [lazystr(_Told(each)) for each in errors.as_data()]


@register.inclusion_tag("ui/forms/errors_summary.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """What must be corrected, each line a link to its field. Draws nothing when the form has no error."""
    _refuse_anything_but_a_form(form)
    lines = [{"target": "", "told": message} for message in each_told(form.non_field_errors())]
    for field in form:
        target = field.id_for_label or field.auto_id
        label = "" if field.is_hidden else field.label
        lines += [{"target": target, "told": lazystr(_Told(each, label))} for each in field.errors.as_data()]
    return {"lines": lines, "prefix": form.prefix or "form"}


@register.inclusion_tag("ui/forms/fields.html")
def form_fields(form: BaseForm, *, only: str = "") -> dict[str, Any]:
    """The fields of a form, or those named in `only`, separated by commas. KeyError for a name it does not have."""
    _refuse_anything_but_a_form(form)
    names = [name.strip() for name in only.split(",") if name.strip()] or list(form.fields)
    return {"fields": [form[name] for name in names]}


def _refuse_anything_but_a_form(form: object) -> None:
    if not isinstance(form, BaseForm):
        raise TypeError(f"{form!r} is not a form: is its name right in the view's context?")
