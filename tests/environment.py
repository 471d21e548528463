"""Loaded before anything else (``-p tests.environment``): the home and mode in which tests run."""

import os
import tempfile

os.environ["LABMIGRATION_HOME"] = tempfile.mkdtemp(prefix="labmigration-tests-")
os.environ["LABMIGRATION_DEMO"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "labmigration.settings"
# Playwright keeps an event loop in the thread in which Django's live server is prepared.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
