"""`manage.py load_demo`: the sample province with three months of work behind it."""

import argparse
import secrets
import time
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from config.demo.loading import load_demo
from departments.clock import now, today
from departments.models import User
from departments.sample import DEMO_ACCOUNTS, DEMO_PASSWORD, is_empty
from directives.lifecycle import Status
from directives.models import Assignment, Conclusion, Directive


class Command(BaseCommand):
    help = "Fill an empty database with a sample province; made for the embedded demo."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there are people or departments already"
        )
        parser.add_argument(
            "--force",
            action="store_true",
            help="load into a real installation too (still only into an empty one), with a password of its own",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED and not options["force"]:
            raise CommandError(
                "This is a real installation; the sample province does not belong here. "
                "To load it all the same, for a trial: load_demo --force."
            )
        if not is_empty():
            if options["if_empty"]:
                return
            raise CommandError("There are people or departments in the database already; nothing was loaded.")
        password = DEMO_PASSWORD if settings.EMBEDDED else secrets.token_urlsafe(12)
        started = time.monotonic()
        self.stdout.write("Đang nạp dữ liệu mẫu… · Loading the sample data…")
        load_demo(today=today(now()), password=password, with_mail=settings.EMBEDDED)
        self.stdout.write(
            f"  {User.objects.count()} người · {Conclusion.objects.count()} kết luận · "
            f"{Directive.objects.exclude(status=Status.DRAFT).count()} ý kiến chỉ đạo · "
            f"{Assignment.objects.exclude(status=Status.DRAFT).count()} phần việc "
            f"({time.monotonic() - started:.0f} s)"
        )
        for account in DEMO_ACCOUNTS:
            self.stdout.write(f"  {account.username:<10} {account.full_name}, {account.role_vi}")
        self.stdout.write(f"  Mật khẩu chung · shared password: {password}")
