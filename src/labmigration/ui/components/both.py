"""Sentences in the person's language with the French beside, each with a button that reads it aloud."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy, override

from labmigration.ui.components.icons import ear
from labmigration.ui.languages import direction, in_two, reading, told_once
from labmigration.ui.written import Written, as_typed

register = template.Library()
register.filter("in_two", in_two)
register.filter("as_typed", as_typed)


@register.filter
def in_french(text: object) -> Written:
    """A name, an address, a sentence of the law: French in every page, and read aloud as French."""
    return Written(text)


@register.filter
def by_reader(french: str) -> Any:
    """What was written in French, and marked for translation, in the languages of whoever reads it."""
    return gettext_lazy(french) if french else french


ELEMENTS = ("p", "h1", "h2", "h3", "li", "dt", "dd", "div", "span", "legend", "strong", "summary", "figcaption")
#: These may hold text only: the ear would be a button within a button.
WITHOUT_EAR = ("summary",)


class _Both(template.Node):
    def __init__(self, element: str, classes: FilterExpression | None, content: NodeList) -> None:
        self.element, self.classes, self.nodelist = element, classes, content

    def render(self, context: Any) -> SafeString:
        aloud = reading().aloud and self.element not in WITHOUT_EAR
        found = []
        for language in reading().languages:
            with override(language):
                found.append((language, self.nodelist.render(context).strip()))
        found = told_once(found)
        lines = [
            format_html(
                '<span class="pair{}"><span class="said" lang="{}" dir="{}">{}</span>{}</span>',
                " beside" if rank else "",
                language,
                direction(language),
                mark_safe(words),  # what the template rendered: escaped by the template engine
                ear(language, words) if aloud and words else "",
            )
            for rank, (language, words) in enumerate(found)
        ]
        classes = conditional_escape(self.classes.resolve(context)) if self.classes else ""
        if len(found) == 1 and not aloud:
            attribute = format_html(' class="{}"', classes) if classes else ""
            return format_html("<{}{}>{}</{}>", self.element, attribute, mark_safe(found[0][1]), self.element)
        inside = mark_safe("".join(lines))
        return format_html(
            '<{} class="both{}">{}</{}>', self.element, f" {classes}" if classes else "", inside, self.element
        )


@register.tag
def both(parser: Parser, token: Token) -> _Both:
    """`{% both "p" "lead" %}{% translate "…" %}{% endboth %}`: one element, its text in each language of the page.

    The content is rendered once a language, with that language active: dates and labels follow by themselves. It holds
    words only: no field, no button, no id.
    """
    _name, *told = token.split_contents()
    if not 1 <= len(told) <= 2:
        raise template.TemplateSyntaxError('both takes an element and maybe a class: {% both "p" "lead" %}')
    element = told[0].strip("\"'")
    if element not in ELEMENTS:
        raise template.TemplateSyntaxError(f"both: {element!r} is none of {', '.join(ELEMENTS)}")
    classes = parser.compile_filter(told[1]) if len(told) == 2 else None
    content = parser.parse(("endboth",))
    parser.delete_first_token()
    return _Both(element, classes, content)
