"""Loaded before anything else (``-p tests.environment``): the home and mode in which tests run."""

import logging
import os
import tempfile

from absl import logging as absl_logging

os.environ["LABMIGRATION_HOME"] = tempfile.mkdtemp(prefix="labmigration-tests-")
os.environ["LABMIGRATION_DEMO"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "labmigration.settings"
# Playwright keeps an event loop in the thread in which Django's live server is prepared.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# OR-Tools brings absl, whose handler keeps the stderr that it finds when it is imported: pytest's own file while tests
# are gathered. Django's next set-up of logging would close it under pytest's feet.
absl_logging.PythonHandler.close = logging.Handler.close
