"""What was shown of an order, and what the estimator remembers of it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    for name in ("running_late", "ask_if_ready", "timeless"):
        op.add_column("orders", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("orders", sa.Column("observation", sa.Text()))
