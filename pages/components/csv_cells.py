"""CSV cells that a spreadsheet program does not take for formulas."""

from __future__ import annotations

# What a spreadsheet would take for the beginning of a formula (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """Return the cell as no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA_STARTS) else cell
