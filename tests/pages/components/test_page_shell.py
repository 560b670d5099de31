"""Our page template replaces NiceGUI's: when theirs changes, ours must be compared with it again."""

import hashlib
import re
from pathlib import Path

import nicegui
import pytest
from nicegui import client

from pages.components.page_shell import STYLESHEETS, VUE, _templates, install_template, stylesheet
from pages.components.static_files import STATIC

THEIRS = Path(nicegui.__file__).parent / "templates" / "index.html"
# The template of NiceGUI 3.18.0, of which ours is a part.
READ = "82070de3799672b88ed615a512e7d9505902b263a8598d55154143481489837f"


def test_nicegui_template_is_the_one_compared():
    found = hashlib.sha256(THEIRS.read_bytes()).hexdigest()
    assert found == READ, (
        f"NiceGUI {nicegui.__version__} has another template: compare pages/templates/index.html with it"
    )


def test_own_template_is_installed():
    before = client.templates
    try:
        install_template()
        assert client.templates is _templates
    finally:
        client.templates = before


def test_every_stylesheet_is_listed():
    assert sorted(STYLESHEETS) == sorted(path.stem for path in (STATIC / "css").glob("*.css"))


def test_own_vue_is_of_nicegui_version():
    theirs = Path(nicegui.__file__).parent / "static" / "vue.esm-browser.prod.js"
    versions = [re.search(r"vue v([\d.]+)", path.read_text())[1] for path in (STATIC / VUE, theirs)]
    assert versions[0] == versions[1]


async def test_page_loads_one_vue(web, restaurant):
    order = await restaurant.order()
    page = (await web.get(f"/t/{order.token}")).text
    assert set(re.findall(r'"([^"]*vue[^"/]*/index[^"]*|[^"]*vue\.esm[^"]*)"', page)) == {
        f"/static/{VUE}?v={hashlib.sha256((STATIC / VUE).read_bytes()).hexdigest()[:12]}"
    }


def test_stylesheet_keeps_its_rules():
    written = stylesheet(("tokens",))
    assert "/*" not in written
    assert written.count("{") == (STATIC / "css/tokens.css").read_text().count("{")


def test_icons_of_guest_pages_are_in_their_file():
    guests, staffs = (
        set(re.findall(r'id="i-([^"]+)"', (STATIC / f"icons/{name}.svg").read_text())) for name in ("guest", "staff")
    )
    assert guests
    assert not guests & staffs
    for path in (STATIC.parent / "guest").glob("*.py"):
        assert not {f'"{name}"' for name in staffs} & set(
            re.findall(r'(?<!class=)(?<!role=)"[a-z-]+"', path.read_text())
        )


# SHA-256 of `vue.runtime.esm-browser.prod.js` and `idiomorph.min.js`, as npm has them: a formatter makes them larger.
@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("vue", "453d54f2da991b3ffbc7b793123888904490d7fa2f7a2e986516f582d193b3f6"),
        ("idiomorph", "4cbd535caf7663a51eda9bce6595371c384fc430d54b8d414e29a61167f19f96"),
    ],
)
def test_vendored_library_is_as_published(name, published):
    first, code = (STATIC / f"vendor/{name}/index.js").read_text().split("\n", 1)
    assert first.startswith("/* ")
    code = code.removesuffix("\nexport { Idiomorph };\n")
    assert hashlib.sha256(code.encode()).hexdigest() == published
