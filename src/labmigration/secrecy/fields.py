"""A text field that is sealed at rest, and opened only when someone reads it.

The value is bound to its table, row and field, so a sealed value copied into another row no longer opens. Opening is
lazy: a list that never shows the telephone never decrypts it. Rows need a primary key before they are saved (ours are
UUIDs drawn in Python).
"""

from typing import Any

from django.db import models

from labmigration.secrecy.keyring import keyring


class Sealed(str):
    """A sealed value as it stands in the database."""

    __slots__ = ()


class _OpenOnRead:
    """The attribute of a model that holds a `Sealed` value and opens it when it is asked for."""

    def __init__(self, field: "SealedTextField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:  # deferred by only() or defer()
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = keyring().open(value, self.field.place(instance))
            instance.__dict__[name] = value
        return value

    def __set__(self, instance: models.Model, value: str | None) -> None:
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.TextField):
    """Text sealed with AES-256-GCM; the empty text stays empty, so that "nothing given" costs nothing."""

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.attname, _OpenOnRead(self))

    def place(self, instance: models.Model) -> str:
        """The associated data: ``table|row|field``."""
        return f"{instance._meta.db_table}|{instance.pk}|{self.column}"

    def seal(self, instance: models.Model, text: str) -> Sealed:
        """The value to hand to ``QuerySet.update`` for one row."""
        return Sealed(keyring().seal(text, self.place(instance))) if text else Sealed("")

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return Sealed(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed) or not value:
            return Sealed(value or "")
        return self.seal(model_instance, value)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is sealed row by row: save the row, or pass field.seal(row, text)")
        return super().get_db_prep_save(str(value) if value is not None else None, connection)


def sealed(row: models.Model, name: str, text: str) -> Sealed:
    """What `QuerySet.update` takes for the sealed field `name` of `row`; TypeError for a field that is not sealed."""
    field = row._meta.get_field(name)
    if not isinstance(field, SealedTextField):
        raise TypeError(f"{row._meta.label}.{name} is not sealed")
    return field.seal(row, text)
