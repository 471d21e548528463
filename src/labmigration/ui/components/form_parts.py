"""The two halves of a form: the summary of its errors, and its fields."""

from typing import Any

from django import template
from django.forms import BaseForm

register = template.Library()


@register.inclusion_tag("ui/forms/errors_summary.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """What must be corrected, each line a link to its field. Draws nothing when the form has no error."""
    _refuse_anything_but_a_form(form)
    lines = [{"target": "", "label": "", "message": message} for message in form.non_field_errors()]
    for field in form:
        target = field.id_for_label or field.auto_id
        label = "" if field.is_hidden else field.label
        lines += [{"target": target, "label": label, "message": message} for message in field.errors]
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
