"""Sources and business days, options, services and tables, sold-out and unknown dishes, decimal quantities."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append; a reference counts within its source and business day from now on."""
    with op.batch_alter_table("orders") as orders:
        for name in ("source", "service", "table", "phone", "currency"):
            orders.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        orders.add_column(sa.Column("business_day", sa.Date()))
        orders.drop_constraint("uq_orders_external_ref", type_="unique")
        orders.drop_constraint("uq_orders_idempotency_key", type_="unique")
        orders.create_unique_constraint("uq_orders_source", ["source", "business_day", "external_ref"])
    op.create_index("ix_orders_idempotency_key", "orders", ["idempotency_key"])
    # A retry that was on its way during the upgrade still finds its order. No PostgreSQL database is that old.
    if op.get_bind().dialect.name == "sqlite":
        op.execute("UPDATE orders SET business_day = date(placed_at, '-4 hours') WHERE external_ref IS NOT NULL")
    with op.batch_alter_table("items") as items:
        items.alter_column("quantity", existing_type=sa.Integer(), type_=sa.Float(), existing_nullable=False)
        items.add_column(sa.Column("modifiers", sa.Text(), nullable=False, server_default="[]"))
        items.add_column(sa.Column("price", sa.Integer()))
        items.add_column(sa.Column("sold_out", sa.Boolean(), nullable=False, server_default=sa.false()))
        items.add_column(sa.Column("unknown", sa.Boolean(), nullable=False, server_default=sa.false()))
