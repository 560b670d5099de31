"""What outgoing messages may reach: no address of a private network, however it is written."""

import pytest

from storage.outgoing.http import AddressRefused, GuardedHttp, NameRefused

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
