"""Fixtures of every test; where tests run stands in `tests.environment`."""

pytest_plugins = ["tests.world", "tests.databases", "tests.pilot", "tests.typography"]
