"""Printed paper: `uv run python -m tests.tools.printed_paper FOLDER` draws what printers make of a ticket's bytes.

One picture for each language, width and protocol, to be looked at; languages may be named after the folder.
"""

from __future__ import annotations

import asyncio
import io
import sys
from pathlib import Path

from PIL import Image

from domain.connections import OrderNews
from domain.intake import create_order
from domain.item import DraftItem
from domain.modifiers import Modifier
from domain.paper import Paper
from pages.components.paper import kitchen_ticket, receipt
from pages.i18n import translator_for
from storage.printing import escpos
from storage.printing.raster import DOTS, draw_paper, to_png
from tests.support.fake_printer import serve_printer
from tests.support.world import ADDRESS, EVENING, MENU, ZONE, draft

CHEESE = Modifier(name="extra cheese", quantity=2, modifiers=(Modifier(name="grated"),))
DISHES = (
    DraftItem(name="Chicken Tikka Masala", quantity=2, note="not hot, for a child", modifiers=(CHEESE,)),
    DraftItem(name="Crème brûlée à la française"),
    DraftItem(name="麻婆豆腐と白いご飯", modifiers=(Modifier(name="大盛り"),)),
    DraftItem(name="شاورما دجاج مع الأرز"),
    DraftItem(name="Борщ"),
)


async def main(folder: Path, languages: list[str]) -> None:
    """Draw all of it."""
    said = draft(*DISHES, note="Allergy: peanuts", table="12", external_ref="4711", service="dine_in")
    order = create_order(said, MENU, (), EVENING)
    for language in languages:
        t = translator_for(language, ZONE)
        papers = {
            "ticket": kitchen_ticket(order, "", OrderNews.PLACED, t),
            "changed": kitchen_ticket(order, "stove", OrderNews.CHANGED, t),
            "receipt": receipt(order, "La Campana", f"{ADDRESS}/t/{order.token}", t),
        }
        for name, paper in papers.items():
            if paper:
                await draw(paper.repeated() if name == "changed" else paper, folder / f"{name}-{language}")


async def draw(paper: Paper, path: Path) -> None:
    """Write what printers make of a paper, by the width and how it is sent."""
    for width, dots in DOTS.items():
        (await print_on(paper, width)).save(f"{path}-{width}-escpos.png")
        Image.open(io.BytesIO(to_png(draw_paper(paper, dots)))).save(f"{path}-{width}-raster.png")


async def print_on(paper: Paper, width: str) -> Image.Image:
    """Return what a printer puts onto the paper."""
    async with serve_printer() as printer:
        host, port = printer.address.split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(escpos.encode(paper, width) + escpos.ASK_WHEN_PRINTED)
        await reader.readexactly(1)
        writer.close()
        return printer.draw(DOTS[width])


if __name__ == "__main__":
    chosen = Path(sys.argv[1])
    chosen.mkdir(parents=True, exist_ok=True)
    sys.exit(asyncio.run(main(chosen, sys.argv[2:] or ["en", "ar", "ja", "pl"])))
