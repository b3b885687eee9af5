"""`./run`: everything the service needs, in one foreground process that one Ctrl-C ends."""

import argparse
import os
import shutil
import sys
import threading
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command, get_commands

from config.bundled_broker import bundled_broker
from config.service_processes import announce_when_ready, port_problem, run_until_stopped, service_commands


class Command(BaseCommand):
    help = "Prepare the database and the static files, then serve: web, worker, beat and, embedded, a broker."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT, help="default: PORT, else 8000")
        parser.add_argument(
            "--host", default=settings.BIND, help="0.0.0.0 serves the network too; see ALLOWED_HOSTS"
        )
        parser.add_argument("--no-demo", action="store_true", help="start with an empty database")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        if problem := port_problem(host, port):
            self.stderr.write(problem)
            sys.exit(1)
        if port != settings.PORT:
            # The links in mails carry the port, so the settings must be read again with the right one.
            os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PORT": str(port)})  # noqa: S606
        try:
            self.prepare(demo=settings.EMBEDDED and not options["no_demo"])
        except KeyboardInterrupt:
            sys.exit(0)
        self.serve(host, port)

    def prepare(self, *, demo: bool) -> None:
        self.stdout.write("Đang chuẩn bị cơ sở dữ liệu… · Preparing the database…")
        call_command("migrate", verbosity=0, interactive=False)
        if demo and "load_demo" in get_commands():
            call_command("load_demo", "--if-empty")
        call_command("collectstatic", verbosity=0, interactive=False)

    def serve(self, host: str, port: int) -> None:
        broker = bundled_broker() if settings.EMBEDDED else None
        try:
            environment = {
                **os.environ,
                "PORT": str(port),
                "BIND": host,
                "PYTHONUNBUFFERED": "1",
                **({"DONDOC_BROKER": broker.url} if broker else {}),
            }
            ready = threading.Thread(target=announce_when_ready, args=(port, self.stdout.write), daemon=True)
            ready.start()
            sys.exit(run_until_stopped(service_commands(broker), environment))
        finally:
            if broker:
                shutil.rmtree(broker.folder, ignore_errors=True)
