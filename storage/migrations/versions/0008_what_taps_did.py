"""What each tap did, so that its id is not taken for a repetition when it comes with another tap."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    op.add_column("taps", sa.Column("digest", sa.String()))
