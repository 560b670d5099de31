"""kill -9 during taps: `python -m tests.faults.killing CYCLES` says what was acknowledged, and what was kept.

One process has everything imported and forks a kitchen a cycle: only so do 50 cycles fit into a minute.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path

from domain import command_queue
from domain.commands import Tap
from domain.errors import KitchenError
from domain.order import Order
from domain.stages import ItemState
from storage.backup.data_folder import open_data_folder
from storage.database.engine import Database
from storage.database.order_store import SqlOrderStore
from storage.database.sqlite_file import find_damage, find_orphans, open_database_file
from storage.settings import Settings
from tests.support.world import MENU, Restaurant

ROOT = Path(__file__).parent.parent.parent
TABLETS = 4
LONGEST_LIFE = 0.25


@dataclass
class Killed:
    """What came of so many cycles. `lost` were acknowledged and are not in the database."""

    cycles: int = 0
    acknowledged: int = 0
    lost: int = 0
    broken: int = 0
    slowest_opening: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.cycles} kills: {self.lost} of {self.acknowledged} acknowledged taps lost, {self.broken} databases "
            f"not whole, opened again in {self.slowest_opening * 1000:.0f} ms at worst"
        )


def killed(cycles: int, seed: int = 7) -> Killed:
    """Kill so many kitchens, in a process of its own."""
    command = [sys.executable, "-m", "tests.faults.killing", str(cycles), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60 + 3 * cycles)
    assert done.returncode == 0, done.stderr[-3000:]
    return Killed(**json.loads(done.stdout))


def main(cycles: int, seed: int) -> None:
    """Kill and look, so many times on one growing database; prints the outcome as JSON."""
    dice, outcome = random.Random(seed), Killed()
    with tempfile.TemporaryDirectory(prefix="orderbell-kill-") as folder:
        settings = Settings(_env_file=None, data_dir=Path(folder), staff_pin="482913")
        acknowledged: dict[str, str] = {}
        for _ in range(cycles):
            acknowledged |= _one_life(settings, dice.uniform(0, LONGEST_LIFE))
            outcome.cycles += 1
            outcome.broken += _is_broken(settings.database_file)
        outcome.acknowledged = len(acknowledged)
        outcome.lost = len(acknowledged.items() - _kept(settings.database_file))
        begun = time.monotonic()
        with open_data_folder(settings):
            outcome.slowest_opening = time.monotonic() - begun
    print(json.dumps(asdict(outcome)))


def _one_life(settings: Settings, seconds: float) -> dict[str, str]:
    reads, writes = os.pipe()
    if not (child := os.fork()):
        os.close(reads)
        # Where a kitchen of a busy machine gives up, it must not go on as its parent.
        try:
            with open_data_folder(settings):
                asyncio.run(_tap_for_ever(settings, writes))
        except BaseException:  # noqa: BLE001  whatever ends it
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writes)
    heard = b""
    select.select([reads], [], [], 20)  # it taps
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reads, 65536):
        heard += more
    os.close(reads)
    return dict(line.split(" ", 1) for line in heard.decode().splitlines())


async def _tap_for_ever(settings: Settings, writes: int) -> None:
    command_queue.MAX_WAIT_SECONDS = 60  # as in all tests: a machine in use may take longer than people wait
    restaurant = Restaurant(Database(settings.database))
    await restaurant.kitchen.open()
    await restaurant.kitchen.menus.replace(MENU)
    await asyncio.gather(*(_tablet(restaurant, writes, number) for number in range(TABLETS)))


# A line shorter than PIPE_BUF is written whole or not at all, so what the parent reads was acknowledged.
async def _tablet(restaurant: Restaurant, writes: int, number: int) -> None:
    while True:
        order = await restaurant.order("Garlic Naan", "Lamb Biryani")
        for verb in (Tap.START, Tap.BUMP, Tap.RECALL, Tap.BUMP, Tap.HAND_OVER):
            tap_id = f"{os.getpid()}-{number}-{time.monotonic_ns()}"
            try:
                order = await restaurant.tap(verb, order.id, tap_id=tap_id)
            except KitchenError:
                continue
            os.write(writes, f"{tap_id} {_stand(order)}\n".encode())


def _stand(order: Order) -> str:
    return f"{order.id} {order.version}"


def _is_broken(path: Path) -> bool:
    return bool(find_damage(path) or find_orphans(path)) or not asyncio.run(_folds(path))


# Each order is what its events make of it: no change was kept by half.
async def _folds(path: Path) -> bool:
    database = Database(Settings(_env_file=None, data_dir=path.parent).database)
    try:
        orders = await SqlOrderStore(database).load_current(since=Restaurant(database).clock.now())
    finally:
        await database.aclose()
    return all(
        order.version == order.events[-1].version
        and all(i.done_at or i.state is not ItemState.DONE for i in order.items)
        for order in orders
    )


# What the database holds of taps: which order each has changed, with all the versions that order has been through.
def _kept(path: Path) -> set[tuple[str, str]]:
    known = "SELECT DISTINCT taps.id, taps.order_id || ' ' || events.version FROM taps JOIN events USING (order_id)"
    with open_database_file(path) as db:
        return set(db.execute(known))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7)
