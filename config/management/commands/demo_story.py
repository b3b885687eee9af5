"""`manage.py demo_story` (`./run demo`): the whole story in a terminal, on a database that is thrown away."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.test.utils import override_settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.environment import VARIABLES

MAIL_SETTINGS = {
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST_USER": "",
    "EMAIL_HOST_PASSWORD": "",
    "EMAIL_USE_TLS": False,
    "EMAIL_USE_SSL": False,
}


class Command(BaseCommand):
    help = (
        "Tell the whole story of a conclusion in the terminal, on a database that is thrown away afterwards."
    )
    requires_system_checks: list[str] = []  # it touches nothing of this installation

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--english", action="store_true", help="tell it in English")
        parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en" if options["english"] else "vi"):
            code = self.tell() if options["inside"] else self.tell_apart(english=options["english"])
        if code:
            sys.exit(code)

    def tell_apart(self, *, english: bool) -> int:
        """The story in a process of its own whose every variable is ours: nothing of this installation is reached."""
        with tempfile.TemporaryDirectory(prefix="dondoc-demo-") as folder:
            inherited = {name: value for name, value in os.environ.items() if name not in VARIABLES}
            environment = {**inherited, "DONDOC_VAR": folder, "LOG_LEVEL": "ERROR", "PYTHONUTF8": "1"}
            environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
            command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "demo_story", "--inside"]
            language = ["--english"] if english else []
            return subprocess.run([*command, *language], env=environment, check=False).returncode  # noqa: S603  our own program

    def tell(self) -> int:
        """Migrate, start the mail server, tell; 0 when everything claimed was found so."""
        # Here, for the parent needs none of it: the story pulls in the whole domain.
        from config.demo.sink import HOST, running_sink
        from config.demo.story import Story
        from config.demo.tables import Terminal

        started = time.monotonic()
        call_command("migrate", verbosity=0, interactive=False)
        with (
            running_sink() as sink,
            override_settings(**MAIL_SETTINGS, EMAIL_HOST=HOST, EMAIL_PORT=sink.port),
        ):
            terminal = Terminal.here()
            found = Story(terminal, sink).tell()
        wrong = sum(not check.holds for check in found)
        terminal.line()
        terminal.line(
            ngettext("%(n)s check failed.", "%(n)s checks failed.", wrong) % {"n": wrong}
            if wrong
            else _("All of it holds. Told in %(seconds).0f seconds.")
            % {"seconds": time.monotonic() - started}
        )
        return 1 if wrong else 0
