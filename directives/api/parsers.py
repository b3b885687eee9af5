"""JSON as the API takes it: what no field could hold is refused while it is parsed."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class CarefulJSONParser(JSONParser):
    """Refuses nesting beyond any real body, and halves of surrogate pairs, which no encoding can store."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            data = super().parse(stream, media_type, dict(parser_context or {}))
            text = json.dumps(data, ensure_ascii=False)
        except RecursionError as error:
            raise ParseError(_("The JSON is nested too deeply.")) from error
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise ParseError(_("The text holds half a character.")) from error
        return data
