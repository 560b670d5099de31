"""Pacing of wrong PINs: guesses wait, tablets and the local network hardly ever."""

import pytest

from pages.security.login_throttle import (
    FREE_ATTEMPTS,
    MAX_OVERALL_WAIT_SECONDS,
    MAX_WAIT_SECONDS,
    LoginThrottle,
    Visitor,
)

HERE = Visitor("192.0.2.7", is_known=False)
TABLET = Visitor("the token of a tablet", is_known=True)


class Seconds:
    """A monotonic clock that stands still until a test moves it."""

    def __init__(self):
        self.at = 1000.0

    def __call__(self):
        return self.at


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def throttle(seconds):
    return LoginThrottle(seconds)


class TestThrottle:
    def test_remote_guesses_do_not_lock_out_the_staff(self, throttle):
        for n in range(100):
            throttle.record_failure(Visitor(f"198.51.100.{n}", is_known=False))
        assert throttle.wait(Visitor("198.51.100.200", is_known=False)) > 0
        assert throttle.wait(Visitor("192.168.1.20", is_known=False, is_local=True)) == 0

    def test_local_address_waits_for_its_own_failures(self, throttle):
        here = Visitor("192.168.1.20", is_known=False, is_local=True)
        for _ in range(FREE_ATTEMPTS):
            throttle.record_failure(here)
        assert throttle.wait(here) > 0
        assert throttle.wait(HERE) == 0

    def test_guesses_are_counted_until_a_pause(self, throttle, seconds):
        for n in range(12):
            throttle.record_failure(Visitor(f"198.51.100.{n}", is_known=False))
        throttle.record_failure(TABLET)
        throttle.record_success(TABLET)
        assert throttle.guesses == 12
        seconds.at += 15 * 60 + 1
        assert throttle.guesses == 0

    def test_first_attempts_are_free(self, throttle):
        for _ in range(FREE_ATTEMPTS - 1):
            throttle.record_failure(HERE)
        assert throttle.wait(HERE) == 0

    def test_wait_doubles_up_to_a_limit(self, throttle, seconds):
        waits = []
        for _ in range(FREE_ATTEMPTS + 12):
            throttle.record_failure(HERE)
            waits.append(throttle.wait(HERE))
            seconds.at += waits[-1]
        assert waits[FREE_ATTEMPTS - 1 : FREE_ATTEMPTS + 3] == [1, 2, 4, 8]
        assert waits[-1] == MAX_WAIT_SECONDS == 60

    def test_wait_runs_out(self, throttle, seconds):
        for _ in range(FREE_ATTEMPTS + 1):
            throttle.record_failure(HERE)
        seconds.at += 1.5
        assert throttle.wait(HERE) == pytest.approx(0.5)
        seconds.at += 0.5
        assert throttle.wait(HERE) == 0

    def test_failures_are_forgotten_in_time(self, throttle, seconds):
        for _ in range(FREE_ATTEMPTS + 5):
            throttle.record_failure(HERE)
        seconds.at += 15 * 60 + 1
        throttle.record_failure(HERE)
        assert throttle.wait(HERE) == 0

    def test_right_pin_clears_the_failures(self, throttle):
        for _ in range(FREE_ATTEMPTS + 5):
            throttle.record_failure(TABLET)
        assert throttle.wait(TABLET) > 0
        throttle.record_success(TABLET)
        assert throttle.wait(TABLET) == 0

    def test_many_addresses_share_a_shorter_wait(self, throttle):
        for n in range(100):
            throttle.record_failure(Visitor(f"192.0.2.{n}", is_known=False))
        assert throttle.wait(HERE) == MAX_OVERALL_WAIT_SECONDS == 10

    def test_known_tablet_ignores_the_guesses_of_others(self, throttle):
        for _ in range(100):
            throttle.record_failure(HERE)
        assert throttle.wait(TABLET) == 0

    def test_memory_is_bounded(self, throttle):
        for n in range(10_000):
            throttle.record_failure(Visitor(str(n), is_known=bool(n % 2)))
        assert len(throttle._by_name) <= 4096
