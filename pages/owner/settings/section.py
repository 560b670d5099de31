"""Section of the settings page: a card with a form of settings, with parts of its own, or with both."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

if TYPE_CHECKING:
    from pages.i18n import Translator

Kind = str


class Field(NamedTuple):
    """A setting in a form. `name` is that of the setting, `kind` how it is entered: see `form_fields`.

    With `choices`, each a value and its name, one of them is chosen.
    """

    name: str
    label: str
    hint: str = ""
    kind: Kind = "text"
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Attempt:
    """What was sent for a section: the texts as they were written, and what is wrong, by field.

    `says` is what came of an action with which nothing is wrong.
    """

    section: str
    written: Mapping[str, str]
    wrong: Mapping[str, str]
    says: str = ""


Render = Callable[[Request, Attempt], Awaitable[Response]]


async def _draw_nothing(_: Translator, __: Attempt | None) -> Markup:
    return Markup()


def _no_fields(_: Translator) -> tuple[Field, ...]:
    return ()


def _no_routes(_: APIRouter, __: Render) -> None:
    return


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section with its title. The page takes the form of `fields` at POST /settings/{id} and keeps what it says.

    `draw` adds what stands below the form; it is given what was not taken, if anything. `add_routes` adds routes of its
    own below /settings/{id}/; the function it is given answers with the page, and says beside each field what is wrong.
    """

    id: str
    title: Callable[[Translator], str]
    fields: Callable[[Translator], tuple[Field, ...]] = _no_fields
    draw: Callable[[Translator, Attempt | None], Awaitable[Markup]] = _draw_nothing
    add_routes: Callable[[APIRouter, Render], None] = field(default=_no_routes)
