"""What outgoing messages may reach, no address of a private network, and how an answer is read."""

import asyncio

import aiohttp
import pytest

from storage.outgoing import http as outgoing_http
from storage.outgoing.http import AddressRefused, AnswerTooLong, GuardedHttp, NameRefused

PRIVATE = (
    *("127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "0.0.0.0", "[::1]", "[::]", "[fd00::1]"),  # noqa: S104
    *("[fe80::1%25eth0]", "[::ffff:127.0.0.1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "[ff02::1]"),
    *("[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b:1::7f00:1]", "[fec0::1]", "[::ffff:224.0.0.1]"),
    *("１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1"),  # noqa: RUF001  digits in other scripts
)
NOT_ADDRESSES = "https://[::1", "https://", "ftp://a.example", "https://user@a.example", "https://a.example:x", "x", ""


@pytest.mark.parametrize("host", PRIVATE)
def test_private_address_is_refused(host):
    with pytest.raises(AddressRefused):
        GuardedHttp().check(f"https://{host}:8443/hook")


@pytest.mark.parametrize("url", NOT_ADDRESSES)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(AddressRefused, match="write an address like"):
        GuardedHttp().check(url)


@pytest.mark.parametrize("host", ["93.184.215.14", "[2606:2800:21f::1]", "[64:ff9b::5db8:d70e]", "shop.example"])
def test_public_address_is_taken(host):
    GuardedHttp().check(f"https://{host}/hook")


def test_named_origin_is_taken_however_it_is_written():
    http = GuardedHttp(["http://till.lan:8069", "https://küche.example"])
    http.check("http://TILL.lan:8069/hook")
    http.check("https://xn--kche-0ra.example/hook")
    with pytest.raises(AddressRefused):
        http.check("http://till.lan/hook")


@pytest.mark.parametrize("host", ["localhost", "a..example", f"{'a' * 64}.example"])
async def test_name_that_leads_inside_says_so(host):
    http = GuardedHttp()
    with pytest.raises(NameRefused, match=r"private network|no name"):
        await http.request("POST", f"https://{host}/hook")
    await http.close()


@pytest.fixture
async def hook():
    """The address of a server that ends each answer before its body does, and a client that may call it."""

    async def answer(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    http = GuardedHttp([address])
    yield address, http
    await http.close()
    server.close()


async def test_answer_that_is_cut_is_none(hook):
    address, http = hook
    with pytest.raises(aiohttp.ClientPayloadError):
        await http.request("GET", address)


async def test_answer_that_is_too_long_is_none(hook, monkeypatch):
    monkeypatch.setattr(outgoing_http, "MAX_ANSWER_BYTES", 9)
    address, http = hook
    with pytest.raises(AnswerTooLong):
        await http.request("GET", address)


@pytest.mark.parametrize("max_bytes", [9, 10])
async def test_status_alone_takes_a_message(hook, monkeypatch, max_bytes):
    monkeypatch.setattr(outgoing_http, "MAX_ANSWER_BYTES", max_bytes)
    address, http = hook
    assert (await http.post(address, body=b"", headers={}))[0] == 200
