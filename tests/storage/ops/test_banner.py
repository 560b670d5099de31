"""What the terminal says at the start."""

from storage.ops.banner import demo_text


def test_demo_prints_a_guests_link_and_the_boards():
    text = demo_text("http://127.0.0.1:8080", "http://127.0.0.1:8080/t/a-token")
    assert "http://127.0.0.1:8080/t/a-token\n" in text
    assert "http://127.0.0.1:8080/board" in text
