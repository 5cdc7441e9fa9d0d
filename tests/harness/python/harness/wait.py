"""Waiting for something to become true, with a report of the last try when it doesn't."""

import time


def wait_until(probe, timeout_s=20.0, what="", interval_s=0.05):
    """Calls probe until it returns something true, and returns that. A probe that raises has simply not succeeded yet."""
    deadline = time.monotonic() + timeout_s
    last = None
    while True:
        try:
            last = probe()
            if last:
                return last
        except Exception as error:  # the part may not be up yet: the last error is told below
            last = error
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {timeout_s} s: {what or getattr(probe, '__name__', 'condition')}; last seen: {last!r}")
        time.sleep(interval_s)


def stays(probe, for_s, what=""):
    """The opposite: probe must be true now and at every look until for_s have passed."""
    deadline = time.monotonic() + for_s
    while time.monotonic() < deadline:
        seen = probe()
        assert seen, f"did not stay for {for_s} s: {what}"
        time.sleep(0.05)
