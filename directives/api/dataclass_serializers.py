"""Serializers made from dataclasses, so that what a verb needs is written down once."""

import dataclasses
from datetime import date
from typing import Any, get_type_hints

from rest_framework import serializers

LARGEST = 2**63 - 1  # what a column of ids can be compared with


def serializer_for(
    kind: type[Any], name: str, *, words_optional: bool = False
) -> type[serializers.Serializer[Any]]:
    """A serializer class called `name` with a field for each field of the dataclass `kind`.

    `words_optional`: what is text may be left out, as it has to be on a secret directive.
    """
    hints = get_type_hints(kind)
    fields = {
        field.name: _field(field, hints[field.name], words_optional) for field in dataclasses.fields(kind)
    }
    return type(name, (serializers.Serializer,), fields)


def _field(
    field: "dataclasses.Field[Any]", hint: Any, words_optional: bool
) -> serializers.Field[Any, Any, Any, Any]:
    required = field.default is dataclasses.MISSING and not (words_optional and hint is str)
    common: dict[str, Any] = {"required": required}
    if field.metadata:
        common["label"] = field.metadata["label"]
        common["help_text"] = str(field.metadata["hint"]) or None
    if hint is str:
        most = field.metadata.get("most") if field.metadata else None
        return serializers.CharField(allow_blank=not required, max_length=most, **common)
    if hint is bool:
        return serializers.BooleanField(**common)
    if hint in (date, date | None):
        return serializers.DateField(allow_null=hint != date, **common)
    if hint in (int, int | None):
        return serializers.IntegerField(allow_null=hint is not int, min_value=0, max_value=LARGEST, **common)
    if hint == tuple[int, ...]:
        ids = serializers.IntegerField(min_value=0, max_value=LARGEST)
        return serializers.ListField(child=ids, max_length=500, **common)
    raise TypeError(f"no serializer field for {field.name}: {hint}")


def build(kind: type[Any], data: dict[str, Any]) -> Any:
    """An instance of the dataclass `kind` from validated data; what is absent takes the default."""
    names = {field.name for field in dataclasses.fields(kind)}
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in names}
    for field in dataclasses.fields(kind):
        if field.default is dataclasses.MISSING and field.type in (str, "str"):
            values.setdefault(field.name, "")
    return kind(**values)
