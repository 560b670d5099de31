"""What nobody cooks: it is off the rail."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    op.add_column("items", sa.Column("off_rail", sa.Boolean(), nullable=False, server_default=sa.false()))
