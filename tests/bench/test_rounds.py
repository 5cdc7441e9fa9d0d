"""What the figures are made from."""

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from measure import Taken, together  # pylint: disable=wrong-import-position
from rounds import Rounds  # pylint: disable=wrong-import-position


def rates(*values):
    """A contestant that has these rates, one after the other."""
    values = iter(values)
    return lambda: Taken(events=1000, seconds=1000 / next(values), cpu_seconds=0.5)


def test_order_is_there_and_back():
    order = []
    contestants = {name: lambda name=name: order.append(name) or Taken(1, 1.0) for name in "abc"}
    Rounds(contestants, "a").run(1, tell=lambda line: None)
    assert "".join(order) == "abccba"


def test_round_in_which_the_reference_moved_is_thrown_away():
    rounds = Rounds({"ours": rates(10, 10, 30, 30), "limit": rates(100, 80, 100, 95)}, "limit").run(1, tell=lambda line: None)
    assert len(rounds.moved) == 1 and rounds.of("ours", "rate").median == pytest.approx(30)


def test_ratio_is_taken_within_a_round():
    rounds = Rounds({"ours": rates(10, 10, 40, 40, 20, 20), "limit": rates(20, 20, 40, 40, 80, 80)}, "limit").run(3, tell=lambda line: None)
    ratio = rounds.ratio("ours", "limit")
    assert (ratio.low, ratio.median, ratio.high) == pytest.approx((0.25, 0.5, 1.0))


def test_never_more_than_twice_the_rounds():
    moving = [100, 50] * 4
    rounds = Rounds({"limit": rates(*moving)}, "limit").run(2, tell=lambda line: None)
    assert rounds.kept == [] and len(rounds.moved) == 4


def test_two_measurements_count_by_what_they_did_not_by_their_rates():
    both = together([Taken(100, 1.0, 0.5), Taken(300, 1.0, 0.5)])
    assert (both.rate, both.per_cpu_second, both.cpu_us) == pytest.approx((200, 400, 2500))
