"""How often an estimate was written, so that of two estimates at one version the later one counts."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    op.add_column("orders", sa.Column("looks", sa.Integer(), nullable=False, server_default="0"))
