"""What a phone was perhaps told, before a newer notice took its place."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    op.add_column("subscriptions", sa.Column("perhaps_told", sa.String()))
