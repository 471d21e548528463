"""Settings, all from the environment (docs/operators.md lists them); the defaults run the embedded installation."""

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from labmigration.home import home, secret

PACKAGE = Path(__file__).parent
DEMO = os.environ.get("LABMIGRATION_DEMO", "0") == "1"
DEBUG = os.environ.get("LABMIGRATION_DEBUG", "0") == "1"
HTTPS = os.environ.get("LABMIGRATION_HTTPS", "0") == "1"
SECRET_KEY = os.environ.get("LABMIGRATION_SECRET_KEY") or secret("session.key")
ALLOWED_HOSTS = os.environ.get("LABMIGRATION_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "labmigration.ui",
    "labmigration.access",
    "labmigration.timeline",
    "labmigration.jobs",
    "labmigration.territories",
    "labmigration.territories.opening",
    "labmigration.territories.agreements",
    "labmigration.people",
    "labmigration.links",
    "labmigration.notices",
    "labmigration.calendars",
    "labmigration.civic",
    "labmigration.pathway",
    "labmigration.pathway.reception",
    "labmigration.pathway.orientation",
    "labmigration.pathway.positioning",
    "labmigration.pathway.prescription",
    "labmigration.pathway.training",
    "labmigration.pathway.certification",
    "labmigration.pathway.matching",
    "labmigration.pathway.employment",
    "labmigration.pathway.tutoring",
    "labmigration.pathway.follow_up",
    "labmigration.pathway.questionnaires",
    "labmigration.pathway.interviews",
    "labmigration.privacy",
    "labmigration.quality",
    "labmigration.steering",
    "labmigration.steering.committee",
    "labmigration.steering.esf",
    "labmigration.steering.forecasting",
    "labmigration.steering.indicators",
    "labmigration.steering.evaluation",
    "labmigration.steering.extracts",
    "labmigration.replication",
    "labmigration.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
]
if DEMO:
    # The one-click sign-in is not merely hidden outside demonstrations: its pages do not exist.
    INSTALLED_APPS.insert(INSTALLED_APPS.index("labmigration.desk") + 1, "labmigration.demo")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "labmigration.ui.compression.CompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "labmigration.ui.typography.TypographyMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "labmigration.access.middleware.ActorMiddleware",
    "labmigration.access.leaving.NoStoreMiddleware",
    "labmigration.access.reading.ReadingMiddleware",
    "labmigration.access.idle.IdleMiddleware",
    "labmigration.access.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

# How messages and calendars name this installation: they are written where no request tells it.
PUBLIC_ADDRESS = os.environ.get("LABMIGRATION_ADDRESS", "http://127.0.0.1:8000").rstrip("/")

ROOT_URLCONF = "labmigration.urls"
WSGI_APPLICATION = "labmigration.wsgi.application"
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
                "labmigration.desk.shell.shell",
                "labmigration.access.reading.reading_shown",
            ],
        },
    }
]
FORM_RENDERER = "labmigration.ui.forms.HouseRenderer"


def _database() -> dict[str, Any]:
    url = os.environ.get("LABMIGRATION_DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home() / "labmigration.sqlite3",
            "CONN_MAX_AGE": 600,
            # In a file: SQLite in memory has neither WAL nor waiting writers, so that races could not be tested.
            "TEST": {"NAME": home() / "tests.sqlite3"},
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: with NORMAL a power cut lost acknowledged commits (docs/decisions/sqlite.md).
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError("LABMIGRATION_DATABASE_URL must begin with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

LANGUAGE_CODE = "fr"
# The first two are complete; Arabic and Ukrainian on the pages of candidates and wherever one signs in.
LANGUAGES = [("fr", "Français"), ("en", "English"), ("ar", "العربية"), ("uk", "Українська")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
# Files are served from the package itself: no collectstatic before a first run.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Where "Quitter vite" leads: a page that says nothing of the Lab.
LEAVE_TO = os.environ.get("LABMIGRATION_LEAVE_TO", "https://meteofrance.com/")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # allauth draws its TOTP code as a data: image.
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        # The second, because browsers hold a form to this list across the redirect of "Quitter vite" too.
        "form-action": [SELF, "{0.scheme}://{0.netloc}".format(urlsplit(LEAVE_TO))],
        "frame-ancestors": [NONE],
    }
}
# 20 MB of referrals at most, kept on disk beyond 2 MB while they arrive.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# A first-access link works for 48 hours, once.
PASSWORD_RESET_TIMEOUT = 48 * 3600
SESSION_SERIALIZER = "labmigration.access.session_contents.SealedSerializer"

ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("LABMIGRATION_PROXIES", "0"))
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_ADAPTER = "labmigration.access.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
# Never on: allauth 65.21 fails on "send again" for an unknown telephone, which would tell who has an account.
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
ACCOUNT_SESSION_REMEMBER = False
# Slow-downs, never locks. A six-digit code allows three tries: thirty tries an hour for one account at most.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/15m/key",
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    # Asked while a referrer types a name.
    "look_for_person": "40/m/user",
}
ACCOUNT_FORMS = {
    "confirm_login_code": "labmigration.access.account_forms.CodeForm",
    "reauthenticate": "labmigration.access.account_forms.PasswordAgainForm",
    "change_password": "labmigration.access.account_forms.NewPasswordForm",
}
MFA_ADAPTER = "labmigration.access.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "labmigration.access.account_forms.SecondFactorForm",
    "reauthenticate": "labmigration.access.account_forms.SecondFactorAgainForm",
    "activate_totp": "labmigration.access.account_forms.ActivateForm",
    "add_webauthn": "labmigration.access.account_forms.PasskeyForm",
    "edit_webauthn": "labmigration.access.account_forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Lab Migration"
MFA_TOTP_TOLERANCE = 1

# Messages stay in the outbox (table notices_outboxmessage) until something is named here that takes them away.
DEFAULT_FROM_EMAIL = os.environ.get("LABMIGRATION_FROM_EMAIL", "ne-pas-repondre@localhost")
EMAIL_BACKEND = os.environ.get("LABMIGRATION_EMAIL_BACKEND", "labmigration.notices.backend.OutboxEmailBackend")
EMAIL_DELIVERY = os.environ.get("LABMIGRATION_EMAIL_DELIVERY", "")
# Options of a django-anymail backend named there: {"BREVO_API_KEY": "…"}.
ANYMAIL = {"REQUESTS_TIMEOUT": 10, **json.loads(os.environ.get("LABMIGRATION_ANYMAIL") or "{}")}
EMAIL_HOST = os.environ.get("LABMIGRATION_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("LABMIGRATION_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("LABMIGRATION_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LABMIGRATION_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("LABMIGRATION_SMTP_TLS", "0") == "1"
EMAIL_TIMEOUT = 20
SMS_BACKEND = os.environ.get("LABMIGRATION_SMS_BACKEND", "labmigration.notices.sms.OutboxSms")
SMS_DELIVERY = os.environ.get("LABMIGRATION_SMS_DELIVERY", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LABMIGRATION_LOG", "WARNING")},
}
