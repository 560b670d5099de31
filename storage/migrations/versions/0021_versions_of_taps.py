"""The version of its order that each tap made: a split that comes again answers with the order that it made then."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    op.add_column("taps", sa.Column("version", sa.Integer()))
