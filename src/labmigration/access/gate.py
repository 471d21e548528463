"""The gate: every list, record, page and move asks here, and what the table does not grant does not exist.

``visible`` filters rows, ``fetch`` finds one or answers 404, ``needs`` puts a page behind an action of the table.
"""

from collections.abc import Callable
from functools import reduce, wraps
from operator import or_
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import lazystr

from labmigration.access.actor import Actor
from labmigration.access.policy import POLICY
from labmigration.access.rows import TO_MANY

View = TypeVar("View", bound=Callable[..., HttpResponse])


class Refused(Exception):
    """An action that can't happen now; its text is a sentence for the person who tried.

    With a lazy sentence it is told in whichever language is active when it is read, and so are lazy `values`, which
    are put into it: Refused(_("Ce suivi s’ouvre le %(day)s."), day=…).
    """

    def __init__(self, sentence: object = "", **values: object) -> None:
        super().__init__(sentence)
        self.values = values

    def __str__(self) -> str:
        told = str(self.args[0])
        return told % {name: str(value) for name, value in self.values.items()} if self.values else told

    @property
    def sentence(self) -> Any:
        """The sentence as a lazy text, for pages that are read in two languages."""
        return lazystr(self)


class Conflict(Refused):
    """Someone else changed the same thing meanwhile; nothing of theirs was overwritten."""


def may(actor: Actor, action: str) -> bool:
    """Whether any role of the actor is named for the action (rows are another question)."""
    right = POLICY.get(action)
    return right is not None and not right.rows.keys().isdisjoint(actor.roles)


def visible(actor: Actor, action: str) -> "QuerySet[Any]":
    """The rows on which the actor may do the action; none at all where the table says nothing."""
    right = POLICY[action]
    model = model_of(action)
    held = [(grant, right.rows[grant.role]) for grant in actor.grants if grant.role in right.rows]
    if not held:
        return model._default_manager.none()
    granted = reduce(or_, (rows(grant, actor, model) for grant, rows in held))
    found = model._default_manager.filter(granted)
    if any(rows in TO_MANY for _grant, rows in held):
        # Again by primary key: a to-many condition would repeat rows and forbid updates on them.
        found = model._default_manager.filter(pk__in=found.order_by().values("pk"))
    return found


def visible_parts(actor: Actor, action: str, narrowed_to: Q) -> "list[QuerySet[Any]]":
    """The rows of `visible` that meet `narrowed_to`, as one queryset for each condition joined by "or" in the rights.

    For long lists that are read in the order of an index: a database walks one for each part, where it would sort the
    whole of their union. A row may be in several parts. A condition that right and narrowing share is told once: told
    twice, the planner would believe the rows to be so much rarer and give the index up.
    """
    right, model = POLICY[action], model_of(action)
    parts: list[QuerySet[Any]] = []
    for grant in actor.grants:
        rows = right.rows.get(grant.role)
        if rows is None:
            continue
        if rows in TO_MANY:
            raise LookupError(f"{action} follows a to-many relation: ask `visible`")
        granted = rows(grant, actor, model)
        conditions = granted.children if granted.connector == Q.OR and not granted.negated else [granted]
        for condition in conditions:
            known = _told(Q(condition))
            parts.append(
                model._default_manager.filter(*known, *(each for each in _told(narrowed_to) if each not in known))
            )
    return parts


def _told(condition: Q) -> list[Q]:
    """The conditions that `condition` joins by "and", each by itself."""
    if condition.negated or (condition.connector != Q.AND and len(condition.children) > 1):
        return [condition]
    return [single for child in condition.children for single in (_told(child) if isinstance(child, Q) else [Q(child)])]


def model_of(action: str) -> type[Model]:
    """The model whose rows an action is about; raises when the action is about none."""
    name = POLICY[action].model
    if name is None:
        raise LookupError(f"{action} is about no rows")
    return apps.get_model(name)


def fetch(actor: Actor, action: str, **lookup: Any) -> Any:
    """The one row that the actor may do the action on, or 404: forbidden and absent look the same."""
    try:
        return visible(actor, action).get(**lookup)
    except (model_of(action).DoesNotExist, ValueError, ValidationError):
        raise Http404 from None


def claim(actor: Actor, action: str, row: Model, **as_it_stood: Any) -> "QuerySet[Any]":
    """The row, to be updated in one statement, if the actor may and it still is as it stood.

    The right is a sub-select and the rest stands outside it: a row filter that joins would put both inside, where
    PostgreSQL does not look again at a row that someone else was changing, and the second of two writers would win.
    """
    allowed = visible(actor, action).filter(pk=row.pk).order_by().values("pk")
    return type(row)._default_manager.filter(pk=row.pk, pk__in=allowed, **as_it_stood)


def needs(action: str) -> Callable[[View], View]:
    """Put a page behind an action of the table: signed out goes to sign-in, without the right gets 404."""
    if action not in POLICY:
        raise LookupError(f"{action} is not in the table of rights")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor: Actor = request.actor  # type: ignore[attr-defined]
            if POLICY[action].public or may(actor, action):
                return view(request, *args, **kwargs)
            if actor.user is None:
                return redirect(f"{reverse('account_login')}?next={request.path}")
            raise Http404

        guarded.action = action  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate
