"""The bundle puts modules together as their imports say, and refuses what it does not know."""

import pytest

from pages.components import script_bundle
from pages.components.script_bundle import CannotBundle, bundle


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write modules by name; the bundle of `start.js` is returned."""
    monkeypatch.setattr(script_bundle, "STATIC", tmp_path)

    def written(**modules):
        for name, source in modules.items():
            (tmp_path / f"{name}.js").write_text(source)
        return bundle.__wrapped__("start.js").decode()

    return written


def test_imports_stand_before_their_importers(write):
    made = write(
        start='import { a } from "@/one.js";\nimport { b } from "@/two.js";\na(b);\n',
        one='// Says why.\nimport { b as other } from "@/two.js";\nexport function a() {\n'
        "  /** @type {any} */ (other).b();\n  /** Tells. */\n  return other;\n}\n",
        two="/** @type {number} */\nexport const b = 1;\n",
    )
    assert made == (
        "const two_js = (() => {\nconst b = 1;\nreturn { b };\n})();\n"
        "const one_js = (() => {\nconst { b: other } = two_js;\nfunction a() {\n"
        "  /** @type {any} */ (other).b();\n  return other;\n}\nreturn { a };\n})();\n"
        "const start_js = (() => {\nconst { a } = one_js;\nconst { b } = two_js;\na(b);\nreturn {  };\n})();\n"
    )


@pytest.mark.parametrize(
    "source",
    [
        "export default 1;\n",
        "export let a = 1;\n",
        'import a from "@/one.js";\n',
        'import("@/one.js").then(start);\n',
        'export { a } from "@/one.js";\n',
        'import { a } from "https://example.com/one.js";\n',
        'import { start } from "@/start.js";\n',
    ],
)
def test_unknown_form_is_refused(write, source):
    with pytest.raises(CannotBundle, match=r"start\.js"):
        write(start=source, one="export const a = 1;\n")
