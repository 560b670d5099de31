"""Orders that are ready when the expo says so, and when it did."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    op.add_column("orders", sa.Column("by_expo", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("orders", sa.Column("passed_at", sa.DateTime()))
