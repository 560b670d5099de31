"""What guests tell the kitchen."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    for told_at in ("on_my_way_at", "here_at", "thanked_at", "changed_at"):
        op.add_column("orders", sa.Column(told_at, sa.DateTime()))
    op.add_column("orders", sa.Column("place", sa.Text(), nullable=False, server_default=""))
