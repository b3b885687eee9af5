"""All settings, from the environment (config/environment.py says what each variable means)."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.embedded import kept_secret, own_folder
from config.environment import Environment

django_stubs_ext.monkeypatch()  # generic forms and admins may be written with their model: ModelForm[User]

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = Environment(os.environ)
EMBEDDED = ENVIRONMENT.embedded
if not EMBEDDED:
    ENVIRONMENT.require_real_mode()

DEBUG = ENVIRONMENT.flag("DEBUG", default=False)
VAR_DIR = own_folder(ENVIRONMENT.folder("DONDOC_VAR", BASE_DIR / "var"))
FILES_DIR = ENVIRONMENT.folder("FILES_DIR", VAR_DIR / "files")
BIND = ENVIRONMENT.text("BIND", "127.0.0.1")
PORT = ENVIRONMENT.number("PORT", default=8000, least=1, most=65535)
SITE_URL = ENVIRONMENT.web_address("SITE_URL", f"http://localhost:{PORT}")

# --- Keys and hosts

SECRET_KEY = kept_secret(VAR_DIR / "secret-key") if EMBEDDED else ENVIRONMENT.text("SECRET_KEY")
if EMBEDDED and not ENVIRONMENT.has("JOURNAL_KEY"):
    JOURNAL_KEY = bytes.fromhex(kept_secret(VAR_DIR / "journal-key"))
else:
    JOURNAL_KEY = ENVIRONMENT.hexadecimal_key("JOURNAL_KEY")
ALLOWED_HOSTS = ENVIRONMENT.names("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

# --- Applications

INSTALLED_APPS = [
    "config.apps.ServiceConfig",
    "rest_framework.authtoken",  # before departments, which takes its admin away
    "departments",
    "directives",
    "viewflow.workflow",  # the engine alone; its own screens stay unmounted, and workflows takes its admin away
    "workflows",
    "notifications",
    "reports",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "axes",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "departments.language.ChosenLanguageMiddleware",
    "config.request_size.RequestSizeMiddleware",  # after the language, before anything reads the body
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "directives.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",  # last, so that a lockout answers in place of every view
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "departments.context.frame",
            ],
        },
    },
]

# --- Data

if EMBEDDED:
    # IMMEDIATE takes the write lock at BEGIN: under DEFERRED a third and more of concurrent writes
    # fail with "database is locked", under this none does.
    DATABASE: dict[str, Any] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "dondoc.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
else:
    DATABASE = ENVIRONMENT.database("DATABASE_URL")
DATABASES = {"default": {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, **DATABASE}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Empty where the machine cannot run the bundled broker: then `tick --loop` stands in for Celery.
BROKER_URL = ENVIRONMENT.text("DONDOC_BROKER") if EMBEDDED else ENVIRONMENT.redis_address("REDIS_URL")
if EMBEDDED:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": BROKER_URL,
            "KEY_PREFIX": "dondoc",
        }
    }

# --- Mail

EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = ENVIRONMENT.text(
    "DEFAULT_FROM_EMAIL", f"Đôn Đốc <don-doc@{urlsplit(SITE_URL).hostname}>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if EMBEDDED:
    EMAIL_BACKEND = "notifications.mailbox.MailboxBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    MAIL_SERVER = ENVIRONMENT.mail_server("EMAIL_URL")
    EMAIL_HOST = MAIL_SERVER["EMAIL_HOST"]
    EMAIL_PORT = MAIL_SERVER["EMAIL_PORT"]
    EMAIL_HOST_USER = MAIL_SERVER["EMAIL_HOST_USER"] or ""
    EMAIL_HOST_PASSWORD = MAIL_SERVER["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS = MAIL_SERVER.get("EMAIL_USE_TLS", False)
    EMAIL_USE_SSL = MAIL_SERVER.get("EMAIL_USE_SSL", False)

# --- People

AUTH_USER_MODEL = "departments.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "my_work"
LOGOUT_REDIRECT_URL = "sign_in"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "departments.passwords.LongEnough",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
    )
]
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())  # one sign-in a working day
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a stranger cannot lock a colleague out
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "departments.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "config.client_address.client_address"

# --- Language, dates, numbers (patterns stand in config/formats)

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["config.formats"]
# Off, or every id and year in a template would read 2.026; amounts are written with |intcomma.
USE_THOUSAND_SEPARATOR = False

# --- Static files and uploads

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
LARGEST_REQUEST_BYTES = 200_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000  # what is not a file: the longest pasted text is far below
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a conclusion of forty points is one form

# --- Protection

PROXIES = ENVIRONMENT.number("PROXIES", default=0 if EMBEDDED else 1, least=0, most=5)
SECURE_SSL = ENVIRONMENT.flag("SECURE_SSL", default=not EMBEDDED)
SECURE_SSL_REDIRECT = SECURE_SSL
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # load balancers ask over plain http
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if SECURE_SSL else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL
SECURE_HSTS_PRELOAD = SECURE_SSL
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES and SECURE_SSL else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- API

REST_FRAMEWORK = {
    # The token first: its challenge makes "not signed in" a 401, the session's would make it a 403.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "directives.api.parsers.CarefulJSONParser",
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "directives.api.errors.handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Đôn Đốc",
    "DESCRIPTION": "Conclusions, directives and their parts; every act is a POST to the verb's own address.",
    "VERSION": "1",
    "LICENSE": {"name": "AGPL-3.0-or-later"},
    "SERVE_INCLUDE_SCHEMA": False,
    # The shape of the interface is public, as its source is; the data behind it is not.
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    # Fields of one name with other choices: each set of choices has a name of its own in the schema.
    "ENUM_NAME_OVERRIDES": {
        "DepartmentKind": "departments.models.department.DepartmentKind",
        "CalendarDayKind": "departments.models.calendar.CalendarDayKind",
        "RequestKind": "directives.models.requests.RequestKind",
        "CorrespondenceKind": "directives.models.correspondence.CorrespondenceKind",
        "AskState": "directives.models.requests.AskState",
        "BottleneckState": "directives.models.bottleneck.BottleneckState",
        "PartStatus": "directives.models.choices.STATUS",
        "PeriodStatus": "directives.models.period.STATUS",
        "RevisionState": "directives.models.revision.RevisionState",
        "ChangeState": "directives.models.revision.ChangeState",
    },
}

# --- Domain

WORKFLOW_ENGINE = "workflows.engine.ViewflowEngine"

# --- Log: one line an event, to standard error

LOG_LEVEL = ENVIRONMENT.choice("LOG_LEVEL", default="INFO", among=("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        # Django's own handlers print only under DEBUG or mail to nobody: its records go to the root.
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "axes": {"level": "WARNING"},  # lockouts are worth a line, each sign-in is not worth four
    },
}
