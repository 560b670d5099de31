"""The settings page names the processes that share the database."""

import asyncio
import re
from socket import gethostname

import pytest

from storage.cluster.cluster import Cluster
from tests.support.waiting import until


@pytest.mark.postgresql
async def test_settings_name_the_processes(staff, context, settings):
    clusters = [Cluster(settings.model_copy(update={"port": port})) for port in (settings.port, settings.port + 1)]
    running = [asyncio.create_task(one._leader.run()) for one in clusters]

    async def are_known():
        return len(await context.processes.read()) == 2 and any(one.leadership.is_held for one in clusters)

    try:
        await until(are_known)
        page = (await staff.get("/settings")).text
        leading = [one.leadership.is_held for one in clusters]
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    lines = [re.sub("<[^>]*>", "", line) for line in re.findall('<li data-testid="process">(.*?)</li>', page)]
    places = [f"{gethostname()}:{settings.port + number}" for number in (0, 1)]
    assert [line.partition(" · ")[0] for line in lines] == places
    assert ["leads" in line for line in lines] == leading
    assert ["this one" in line for line in lines] == [True, False]


@pytest.mark.sqlite
async def test_one_process_alone_is_not_named(staff):
    page = (await staff.get("/settings")).text
    assert 'id="devices"' in page
    assert 'id="processes"' not in page
