"""Amendments in the timeline; orders and dishes that wait to be fired."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    op.add_column("events", sa.Column("amended", sa.Text()))
    op.add_column("items", sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("orders", sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("orders", sa.Column("fires_at", sa.DateTime()))
    op.add_column("orders", sa.Column("fired_at", sa.DateTime()))
