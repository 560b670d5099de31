"""Signatures by the vectors that vendors publish."""

import pytest

from domain.sources import Hook
from pages.api.sources.registry import SOURCES
from pages.api.sources.signatures import is_secret, is_signed_base64, is_signed_hex

# square-python-sdk, tests/integration/test_webhooks_helper.py: key, URL, body, signature.
SQUARE = [
    (
        "Ibxx_5AKakO-3qeNVR61Dw",
        "https://webhook.site/679a4f3a-dcfa-49ee-bac5-9d0edad886b9",
        (
            '{"merchant_id":"MLEFBHHSJGVHD","type":"webhooks.test_notification","event_id":"ac3ac95b-f97d-458c-a6e6-'
            '18981597e05f","created_at":"2022-07-13T20:30:59.037339943Z","data":{"type":"webhooks","id":"bc368e64-01aa-'
            '407e-b46e-3231809b1129"}}'
        ),
        "GF4YkrJgGBDZ9NIYbNXBnMzqb2HoL4RW/S6vkZ9/2N4=",
    ),
    (
        "signature-key",
        "https://webhook.site/webhooks",
        '{"data":{"type":"webhooks","id":">id<"}}',
        "Cxt7+aTi4rKgcA0bC4g9EHdVtLSDWdqccmL5MvihU4U=",
    ),
]


def square_hook(url, body, signature):
    return Hook(body=body.encode(), url=url, headers={"x-square-hmacsha256-signature": signature})


@pytest.mark.parametrize(("key", "url", "body", "signature"), SQUARE)
def test_square_vectors(key, url, body, signature):
    square = SOURCES["square"]
    assert square.verify(square_hook(url, body, signature), {"secret": key})
    assert not square.verify(square_hook(url + "/", body, signature), {"secret": key})
    assert not square.verify(square_hook(url, body + " ", signature), {"secret": key})
    assert not square.verify(square_hook(url, body, signature), {"secret": "MCmhFRxGX82xMwg5FsaoQA"})
    assert not square.verify(square_hook(url, body, signature), {"secret": ""})


# RFC 4231, test case 2: HMAC-SHA256 of "what do ya want for nothing?" by "Jefe".
MAC = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
MAC_BASE64 = "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="


def test_hmac_vector():
    said = b"what do ya want for nothing?"
    assert is_signed_hex(said, "Jefe", MAC)
    assert is_signed_hex(said, "Jefe", MAC.upper())
    assert is_signed_base64(said, "Jefe", MAC_BASE64)
    assert not is_signed_hex(said, "Jefe", MAC[:-1])
    assert not is_signed_base64(said, "jefe", MAC_BASE64)


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_empty_secret_proves_nothing(name):
    assert not SOURCES[name].verify(Hook(body=b"{}", headers={}), {})
    assert not is_secret("", "")


@pytest.mark.parametrize("sent", ["ñ", "é" * 40])
def test_odd_characters_are_refused(sent):
    assert not is_signed_base64(b"", "secret", sent)
    assert not is_signed_hex(b"", "secret", sent)


class TestOpenDeliveryMerchant:
    @pytest.mark.parametrize(
        ("ours", "sent", "is_taken"),
        [("", "", True), ("", "M-2", True), ("M-1", "M-1", True), ("M-1", " m-1 ", True), ("M-1", "M-2", False)],
    )
    def test_event_of_another_merchant_is_refused(self, ours, sent, is_taken):
        body = b"what do ya want for nothing?"
        hook = Hook(body=body, headers={"x-app-signature": MAC, "x-app-merchantid": sent})
        assert SOURCES["opendelivery"].verify(hook, {"secret": "Jefe", "merchant": ours}) is is_taken

    def test_event_that_names_no_merchant_is_refused(self):
        hook = Hook(body=b"what do ya want for nothing?", headers={"x-app-signature": MAC})
        assert not SOURCES["opendelivery"].verify(hook, {"secret": "Jefe", "merchant": "M-1"})

    @pytest.mark.parametrize(("ours", "state"), [("M-1", "draft"), ("M-2", "accepted"), ("", "accepted")])
    def test_polled_order_of_another_is_left_alone(self, ours, state):
        body = {"id": "1", "merchant": {"id": "M-2"}, "items": [{"name": "Naan", "quantity": 1}]}
        assert SOURCES["opendelivery"].map_order(body, {"merchant": ours}).state == state
