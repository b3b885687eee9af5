"""The service's own settings, made fast and tidy for tests.

Which database is used is the environment's affair, as everywhere: nothing set means SQLite; with
DATABASE_URL and REDIS_URL the suite runs on Postgres and Redis.
"""

import os
import secrets
import tempfile

_scratch = tempfile.TemporaryDirectory(prefix="dondoc-tests-")
os.environ["DONDOC_VAR"] = _scratch.name
for _name in ("DEBUG", "FILES_DIR", "PORT", "LOG_LEVEL", "PROXIES", "DONDOC_BROKER"):
    os.environ.pop(_name, None)
if os.environ.get("DATABASE_URL"):
    os.environ.setdefault("SECRET_KEY", secrets.token_hex(32))
    os.environ.setdefault("JOURNAL_KEY", secrets.token_hex(32))
    os.environ.setdefault("EMAIL_URL", "smtp://127.0.0.1:2525")
    os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1")
    os.environ.setdefault("SITE_URL", "http://localhost:8000")
    os.environ.setdefault("SECURE_SSL", "off")

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, EMBEDDED, STORAGES, VAR_DIR  # noqa: E402

if EMBEDDED:
    # A file, not memory: threads and live servers then meet the same locks as in service.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
else:
    # What tests roll back makes small tables look large, and the planner would compile every second query;
    # nobody waits for the disk either.
    DATABASES["default"]["OPTIONS"] = {"options": "-c jit=off -c synchronous_commit=off"}
DATABASES["default"]["CONN_MAX_AGE"] = (
    0  # a persistent connection in a thread would block dropping the database
)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
AXES_ENABLED = False
