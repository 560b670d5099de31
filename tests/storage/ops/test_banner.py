"""What the terminal says at the start."""

import pytest

from storage.ops.banner import banner_text, demo_text
from storage.settings import Settings


def test_demo_prints_a_guests_link_and_the_boards():
    text = demo_text("http://127.0.0.1:8080", "http://127.0.0.1:8080/t/a-token")
    assert "http://127.0.0.1:8080/t/a-token\n" in text
    assert "http://127.0.0.1:8080/board" in text


@pytest.mark.parametrize(
    ("host", "here"),
    [("0.0.0.0", "127.0.0.1"), ("::0", "127.0.0.1"), ("192.168.1.20", "192.168.1.20"), ("::1", "[::1]")],  # noqa: S104
)
def test_kitchen_is_named_where_this_machine_reaches_it(tmp_path, host, here):
    text = banner_text(Settings(_env_file=None, data_dir=tmp_path, host=host), None)
    assert f"The kitchen, on this machine http://{here}:8080/kitchen\n" in text


def test_push_names_the_settings_page_before_the_environment(settings):
    secure = settings.model_copy(update={"public_url": "https://bell.example", "vapid_subject": None})
    for current, name in ((settings.model_copy(update={"public_url": None}), "PUBLIC_URL"), (secure, "VAPID_SUBJECT")):
        text = banner_text(current, None)
        assert 0 < text.index("/settings") < text.index(f"ORDERBELL_{name}")
