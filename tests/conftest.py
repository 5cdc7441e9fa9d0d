"""The real parts as fixtures; see harness/python/harness/fixtures.py."""

pytest_plugins = ["harness.fixtures"]
