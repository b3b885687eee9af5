"""`./run python -m config.translations compile | check | missing --app NAME`."""

import argparse
import sys
from collections.abc import Sequence

from config.translations import APPS
from config.translations.catalogues import compile_catalogues, missing, problems, skeleton
from config.translations.extraction import NotConstantError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("task", choices=["compile", "check", "missing"])
    parser.add_argument("--app", choices=APPS, help="for missing: the app whose entries to print")


def perform(task: str, app: str | None) -> int:
    """The task's exit code; its findings go to standard output."""
    if task == "compile":
        compile_catalogues()
        return 0
    if task == "missing":
        for name in [app] if app else APPS:
            print(skeleton(missing(name)), end="")
        return 0
    try:
        faults = problems()
    except NotConstantError as error:
        faults = [str(error)]
    print("\n".join(faults) or "Translations are complete.")
    return 1 if faults else 0


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="config.translations", description=__doc__)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    return perform(options.task, options.app)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
