"""Malformed requests: what the OpenAPI description allows, and much that it does not."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from hypothesis.errors import Unsatisfiable
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from storage.database.sqlite_file import count_rows
from tests.faults.outages import database
from tests.support.world import API_KEY

if TYPE_CHECKING:
    from tests.support.server_process import ServerProcess

MADE_UP = "obk_" + "0" * 64
KEYS = {"with the key": API_KEY, "without one": "", "with a made-up one": MADE_UP}
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
EXAMPLES = 10
TOO_LARGE = 413
TAKEN, REFUSED_AS_WRITTEN = {200, 201}, 422
STRICTLY = {"Prefer": "handling=strict"}
# Nothing of the body is looked at before the key, but how much of it there is. A path that is not ours asks no key.
REFUSED = {401, 404, 405, TOO_LARGE}
# Vendors sign and printers know a secret address: no key is asked for, and nothing of what does not fit gets in.
KEYLESS = ("/api/v1/sources/", "/api/v1/printers/")


@dataclass
class Malformed:
    """What was answered: `errors` are 5xx, `unsaid` not in the description, `let_in` taken without a key.

    `stored` are the rows that came of requests without a key; `first` says what the first bad answer was.
    """

    requests: int = 0
    errors: int = 0
    unsaid: int = 0
    let_in: int = 0
    stored: int = 0
    first: str = ""

    def __str__(self) -> str:
        return (
            f"{self.requests} requests: {self.errors} answered 5xx, {self.unsaid} with what the description does not "
            f"name; {self.let_in} taken and {self.stored} rows stored without a key"
        )


def operations_of(server: ServerProcess) -> list[Any]:
    """Return all that the interface says it can be asked."""
    described = schemathesis.openapi.from_url(f"{server.address}/api/openapi.json")
    described.config.generation.update(with_security_parameters=False)  # each call says with which key it goes
    return [result.ok() for result in described.get_all_operations()]


def malformed(
    server: ServerProcess, operations: list[Any], key: str, mode: GenerationMode, times: int = 1
) -> Malformed:
    """Ask for each operation what fits its description, or what does not; `times` multiplies the effort."""
    seen, before = Malformed(), _rows(server)
    for operation in operations:
        _exercise(operation, server, key, mode, seen=seen, times=times)
    if key != API_KEY:
        seen.stored = abs(_rows(server) - before)
    return seen


def all_malformed(server: ServerProcess, times: int) -> Malformed:
    """Ask all of it with a key, without one and with a made-up one; returns the sums."""
    operations, total = operations_of(server), Malformed()
    for key in KEYS.values():
        for mode in MODES:
            seen = malformed(server, operations, key, mode, times)
            for name, count in vars(seen).items():
                setattr(total, name, getattr(total, name) or count if name == "first" else getattr(total, name) + count)
    return total


def _exercise(
    operation: Any, server: ServerProcess, key: str, mode: GenerationMode, *, seen: Malformed, times: int
) -> None:
    headers = {"Authorization": f"Bearer {key}"} if key else {}

    @given(case=operation.as_strategy(generation_mode=mode))
    @effort(
        max_examples=times * (EXAMPLES if key == API_KEY else 3),
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case) -> None:
        answer = case.call(base_url=server.address, headers=headers)
        seen.requests += 1
        refused = REFUSED | {REFUSED_AS_WRITTEN} if case.path.startswith(KEYLESS) else REFUSED
        is_error, is_let_in = answer.status_code >= 500, key != API_KEY and answer.status_code not in refused
        says = "" if is_error else _unsaid(case, answer, headers)
        seen.errors += is_error
        seen.let_in += is_let_in
        seen.unsaid += bool(says)
        if is_error or is_let_in or says:
            seen.first = seen.first or f"{case.method} {case.path}: {answer.status_code} {says or answer.text}"

    # Where nothing is to be said, nothing can be said wrong.
    with contextlib.suppress(*([Unsatisfiable] if mode is GenerationMode.NEGATIVE else [])):
        ask()


# That a time is near or a name stands once is no matter of a schema: such data is refused, with 422.
# And what is too large is refused unread, whatever else is wrong with it.
def _unsaid(case: schemathesis.Case, answer: Any, headers: dict[str, str]) -> str:
    is_excused = answer.status_code == TOO_LARGE or _is_repaired(case, answer, headers)
    unread = [negative_data_rejection] if is_excused else []
    try:
        case.validate_response(answer, excluded_checks=[positive_data_acceptance, *unread])
    except FailureGroup as found:
        return "; ".join(str(one) for one in found.exceptions)
    return ""


# An operation that describes `Prefer` reads leniently: what does not fit is taken, but never silently, and a sender
# that prefers strictness is refused.
def _is_repaired(case: schemathesis.Case, answer: Any, headers: dict[str, str]) -> bool:
    is_lenient = "Prefer" in {parameter.name for parameter in case.operation.headers}
    if not is_lenient or answer.status_code not in TAKEN:
        return False
    said = answer.json()
    parts = said if isinstance(said, list) else [said]  # a split answers both orders
    if not any(part.get("warnings") for part in parts):
        return False
    return case.call(base_url=case.operation.base_url, headers=headers | STRICTLY).status_code == REFUSED_AS_WRITTEN


def _rows(server: ServerProcess) -> int:
    counts = count_rows(database(server))
    return sum(counts[table] for table in ("orders", "events", "taps", "dishes"))
