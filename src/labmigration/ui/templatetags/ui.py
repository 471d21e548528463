"""`{% load ui %}`: every component and filter of the design system, in one library."""

from django import template

from labmigration.ui.components import (
    blocks,
    both,
    drawings,
    filters,
    form_parts,
    icons,
    lists,
    pictograms,
    pieces,
    typical_week,
)

register = template.Library()

for family in (icons, pictograms, pieces, both, blocks, drawings, typical_week, lists, form_parts, filters):
    register.tags.update(family.register.tags)
    register.filters.update(family.register.filters)
