"""Wrong PINs, which several processes count together."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    op.create_table(
        "wrong_pins",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("latest_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_wrong_pins"),
    )
