"""Prices, options and categories on the menu, a currency for each item, and items that move between orders."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    op.add_column("dishes", sa.Column("category", sa.Text(), nullable=False, server_default=""))
    op.add_column("dishes", sa.Column("options", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("dishes", sa.Column("price", sa.Integer()))
    op.add_column("dishes", sa.Column("currency", sa.Text(), nullable=False, server_default=""))
    op.add_column("items", sa.Column("currency", sa.Text(), nullable=False, server_default=""))
    op.execute(
        "UPDATE items SET currency = (SELECT currency FROM orders WHERE orders.id = items.order_id)"
        " WHERE price IS NOT NULL AND EXISTS (SELECT 1 FROM orders WHERE orders.id = items.order_id)"
    )
    op.add_column("events", sa.Column("other_id", sa.String()))
    op.create_index("ix_orders_placed_at", "orders", ["placed_at"])
