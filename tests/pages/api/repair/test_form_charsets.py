"""The parts of a multipart form (RFC 7578) are read in the charset in which they came."""

import pytest
from starlette.datastructures import Headers

from pages.api.repair.values.body_reading import read_body

MULTIPART = "multipart/form-data; boundary=X"


def read(raw, content_type):
    return read_body(raw, Headers({"content-type": content_type}), lambda *_: None)


def part(name, value):
    return f'--X\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


@pytest.mark.parametrize(
    ("dish", "encoding", "named"),
    [
        ("Ñ", "latin-1", ""),
        ("Ñ", "utf-8", "; charset=latin-1"),
        ("Żurek", "iso-8859-2", "; charset=iso-8859-2"),
        ("寿司", "utf-16", ""),
        ("寿司", "utf-16", "; charset=utf-16"),
        ("Naan", "utf-16-le", "; charset=x%00"),
        ("", "utf-8", "; charset*=us-ascii''%00a"),
    ],
)
def test_a_part_of_a_form_is_read_in_its_charset(dish, encoding, named):
    head = f'--X\r\nContent-Disposition: form-data; name="dish"\r\nContent-Type: text/plain{named}\r\n\r\n'
    raw = head.encode() + dish.encode(encoding) + b"\r\n" + part("note", "é") + b"--X--"
    assert read(raw, MULTIPART) == {"dish": dish, "note": "é"}


def test_the_charset_of_the_form_is_that_of_its_parts():
    raw = part("dish", "DISH").replace(b"DISH", "Żurek".encode("iso-8859-2")) + b"--X--"
    assert read(raw, f"{MULTIPART}; charset=iso-8859-2") == {"dish": "Żurek"}
