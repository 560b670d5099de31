"""What NiceGUI asks of a handler is answered as by NiceGUI itself, and of a method once."""

from functools import partial

import pytest

from pages.server import cached_signatures
from pages.server.cached_signatures import expects_arguments


class Page:
    def close(self):
        pass

    def show(self, news):
        pass

    def hide(self, later=None):
        pass

    @classmethod
    def build(cls, order):
        pass


HANDLERS = [Page().close, Page().show, Page().hide, Page.build, partial(Page().show, 1), lambda: 0, lambda _: 0]


@pytest.mark.parametrize("handler", HANDLERS)
def test_answer_is_that_of_nicegui(handler):
    for _ in range(2):
        assert expects_arguments(handler) == cached_signatures._look(handler)


def test_methods_are_looked_at_once(monkeypatch):
    expects_arguments(Page().show)
    monkeypatch.setattr(cached_signatures, "_look", None)
    assert expects_arguments(Page().show)
