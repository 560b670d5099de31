"""CSV cells, escaped against formula injection: spreadsheet programs run cells that begin like a formula.

Quote all cells when you write them: where the separator is a semicolon, one in a name would begin another cell.
"""

from __future__ import annotations

# The first characters that start a formula (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def escape_formula(cell: str) -> str:
    """Return the cell with an apostrophe in front if a spreadsheet program would read it as a formula."""
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA_STARTS) else cell
