"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labmigration.settings")
application = get_wsgi_application()

from labmigration.pathway.matching.placement.warming import keep_warm  # noqa: E402 the applications are ready now

keep_warm()
