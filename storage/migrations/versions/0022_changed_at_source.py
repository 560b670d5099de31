"""Lines that a source added to its orders have a reason from now on: without one, the staff wrote them."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give the reason to the lines that were added before: till now all were taken for the source's.

    An event that knows a line before it is the staff's: more of a dish that had begun to cook.
    """
    op.execute(
        "UPDATE events SET reason = 'changed at the source'"
        " WHERE kind = 'item_added' AND reason = '' AND other_id IS NULL AND amended NOT LIKE '%\"before\"%'"
        " AND order_id IN (SELECT order_id FROM source_links WHERE order_id IS NOT NULL)"
    )
