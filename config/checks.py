"""Checks at start-up: what is set but unfit, with the variable's name and the remedy.

What is missing or ill-formed never gets here, config/environment.py refuses it before. The journal's
triggers are checked by `directives`, which installs them.
"""

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.http.request import validate_host

FRESH_KEY = "./run python -c 'import secrets; print(secrets.token_hex(32))'"
LEAST_SECRET_LENGTH = 50
LEAST_DISTINCT = 8  # fewer different characters or bytes were typed by hand

Apps = Sequence[AppConfig] | None


@register(Tags.security)
def check_keys(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < LEAST_SECRET_LENGTH or len(set(settings.SECRET_KEY)) < LEAST_DISTINCT:
        found.append(
            Error(
                f"SECRET_KEY is too easy to guess: it needs {LEAST_SECRET_LENGTH} random characters.",
                hint=f"Make one with: {FRESH_KEY}",
                id="config.E001",
            )
        )
    if len(set(settings.JOURNAL_KEY)) < LEAST_DISTINCT:
        found.append(
            Error(
                "JOURNAL_KEY is too easy to guess: it needs 64 random hexadecimal digits.",
                hint=f"Before the first entry make one with: {FRESH_KEY}. Later it must stay as it is.",
                id="config.E002",
            )
        )
    if settings.JOURNAL_KEY.hex() == settings.SECRET_KEY.lower():
        found.append(
            Error(
                "JOURNAL_KEY and SECRET_KEY are the same: whoever learns one could rewrite the journal.",
                hint=f"Make another SECRET_KEY with: {FRESH_KEY}",
                id="config.E003",
            )
        )
    return found


@register(Tags.files)
def check_files_folder(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    folder = settings.FILES_DIR
    if settings.EMBEDDED:
        folder.mkdir(parents=True, exist_ok=True)
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"FILES_DIR is {folder}, which is no folder this service can write to.",
            hint="Make the folder and give it to the account the service runs under, or name another.",
            id="config.E004",
        )
    ]


@register(Tags.security)
def check_addresses(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    site = urlsplit(settings.SITE_URL)
    found: list[CheckMessage] = []
    if not validate_host(site.hostname or "", settings.ALLOWED_HOSTS):
        found.append(
            Error(
                f"SITE_URL names {site.hostname}, not in ALLOWED_HOSTS: every link in a mail would fail.",
                hint=f"Add {site.hostname} to ALLOWED_HOSTS.",
                id="config.E005",
            )
        )
    if settings.SECURE_SSL and site.scheme != "https":
        found.append(
            Error(
                f"SITE_URL is {settings.SITE_URL}, yet SECURE_SSL redirects everything to https.",
                hint="Write SITE_URL with https://, or set SECURE_SSL=off on a trusted network.",
                id="config.E006",
            )
        )
    if settings.SECURE_SSL and not settings.PROXIES:
        found.append(
            Warning(
                "PROXIES is 0 while SECURE_SSL is on: behind a proxy every request would be redirected forever.",
                hint="Set PROXIES to the number of proxies in front, or let gunicorn itself speak TLS.",
                id="config.W004",
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            Warning(
                "ALLOWED_HOSTS is *: forged host names reach the service.",
                hint="Name the hosts, as in ALLOWED_HOSTS=dondoc.example.gov.vn",
                id="config.W001",
            )
        )
    return found


@register(Tags.security)
def check_debug(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    if not settings.DEBUG or settings.EMBEDDED:
        return []
    return [
        Warning(
            "DEBUG is on in real mode: an error page shows code and settings to whoever meets it.",
            hint="Unset DEBUG.",
            id="config.W002",
        )
    ]


@register()
def check_spelling(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    return [
        Warning(
            f"{found} is set, but this service reads {meant}.",
            hint=f"Rename {found} to {meant}, if it is meant for this service.",
            id="config.W003",
        )
        for found, meant in settings.ENVIRONMENT.likely_misspellings()
    ]
