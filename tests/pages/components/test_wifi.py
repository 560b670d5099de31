"""The code that joins the guests' Wi-Fi: phones read any name and password from it."""

from types import SimpleNamespace

import pytest
import segno

from pages.components.qr_code import qr_svg
from pages.components.wifi import wifi_text


def settings(name, password="", security="WPA", *, hidden=False):
    return SimpleNamespace(wifi_name=name, wifi_password=password, wifi_security=security, wifi_hidden=hidden)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (settings("Campana", "mucho ruido"), "WIFI:T:WPA;S:Campana;P:mucho ruido;;"),
        (settings("Campana"), "WIFI:T:nopass;S:Campana;;"),
        (settings("Old", "chime", "WEP"), "WIFI:T:WEP;S:Old;P:chime;;"),
        (settings("Campana", "mucho ruido", hidden=True), "WIFI:T:WPA;S:Campana;P:mucho ruido;H:true;;"),
        (settings("Campana", hidden=True), "WIFI:T:nopass;S:Campana;H:true;;"),
        (settings(r'a\b;c,d"e:f', r'\;,":1234'), r"WIFI:T:WPA;S:a\\b\;c\,d\"e\:f;P:\\\;\,\"\:1234;;"),
    ],
)
def test_code_says_how_to_join(given, says):
    assert wifi_text(given) == says


@pytest.mark.parametrize("name", ["Gäste", "食堂", "Пир", "Żabka", "مطعم", "🍜"])
def test_code_is_in_utf8(name, monkeypatch):
    drawn = qr_svg(wifi_text(settings(name)))
    of_text = segno.make
    monkeypatch.setattr(segno, "make", lambda text, **said: of_text(text.encode(), **said | {"encoding": None}))
    assert qr_svg(wifi_text(settings(name))) == drawn
