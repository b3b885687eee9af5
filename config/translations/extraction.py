"""Which source strings the code and the templates ask to have translated."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

MODULE = "django.utils.translation"
# Function → the places of context, message and plural among its arguments; None where it has none.
PLACES: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
FUNCTIONS = PLACES | {f"{name}_lazy": places for name, places in PLACES.items()}
FUNCTIONS["gettext_noop"] = FUNCTIONS["gettext"]

TEMPLATE_SUFFIXES = {".html", ".txt", ".svg", ".xml", ".csv"}
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
# What templatize() makes of a template: calls among filler.
TEMPLATE_CALL = re.compile(rf"(?<!\w)(n?p?gettext|_)\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)", re.DOTALL)


@dataclass(frozen=True)
class Message:
    """One source string; context and plural are empty where there is none."""

    text: str
    context: str = ""
    plural: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What gettext looks a translation up by; the plural is no part of it."""
        return (self.context, self.text)


@dataclass(frozen=True)
class Found:
    message: Message
    file: str
    line: int


class NotConstantError(ValueError):
    """A translation function got an f-string: nothing can look that up."""


def found_in_app(app: Path) -> Iterator[Found]:
    root = app.parent
    for path in sorted(app.rglob("*")):
        parts = path.relative_to(root).parts
        if not path.is_file() or "migrations" in parts:
            continue
        name = "/".join(parts)
        if path.suffix == ".py":
            yield from found_in_python(path.read_text(encoding="utf-8"), name)
        elif "templates" in parts and path.suffix in TEMPLATE_SUFFIXES:
            yield from found_in_template(path.read_text(encoding="utf-8"), name)


def found_in_python(source: str, name: str) -> Iterator[Found]:
    tree = ast.parse(source, name)
    functions, modules = imported_names(tree)
    calls = sorted(
        (node for node in ast.walk(tree) if isinstance(node, ast.Call)), key=lambda node: node.lineno
    )
    for node in calls:
        called = node.func
        if isinstance(called, ast.Name):
            function = functions.get(called.id)
        elif isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            function = called.attr if called.value.id in modules and called.attr in FUNCTIONS else None
        else:
            function = None
        if function and (message := message_of_call(node, function, name)):
            yield Found(message, name, node.lineno)


def imported_names(tree: ast.Module) -> tuple[dict[str, str], set[str]]:
    """Local name → translation function, and the local names of the module itself."""
    functions: dict[str, str] = {}
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == MODULE:
            for alias in node.names:
                if alias.name in FUNCTIONS:
                    functions[alias.asname or alias.name] = alias.name
        elif isinstance(node, ast.ImportFrom) and node.module == "django.utils":
            modules |= {alias.asname or alias.name for alias in node.names if alias.name == "translation"}
    return functions, modules


def message_of_call(node: ast.Call, function: str, name: str) -> Message | None:
    """None where the text is a variable: it was marked where it was written, with gettext_noop or lazily."""

    def text_at(place: int | None) -> str | None:
        if place is None:
            return ""
        argument = node.args[place] if place < len(node.args) else None
        if isinstance(argument, ast.JoinedStr):
            raise NotConstantError(
                f"{name}:{node.lineno}: {function} got an f-string; use %(name)s and fill it after"
            )
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            return argument.value
        return None

    context, text, plural = (text_at(place) for place in FUNCTIONS[function])
    if context is None or text is None or plural is None:
        return None
    return Message(text, context, plural)


def found_in_template(source: str, name: str) -> Iterator[Found]:
    calls = templatize(source, origin=name)
    for match in TEMPLATE_CALL.finditer(calls):
        function = "gettext" if match[1] == "_" else match[1]
        texts = [ast.literal_eval(literal) for literal in re.findall(LITERAL, match[2], re.DOTALL)]
        context, text, plural = ("" if place is None else texts[place] for place in FUNCTIONS[function])
        yield Found(Message(text, context, plural), name, calls.count("\n", 0, match.start()) + 1)
