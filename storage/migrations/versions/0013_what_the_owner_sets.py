"""The owner's settings, and sessions that the owner's PIN opened."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    op.create_table(
        "settings",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )
    # Any session may do everything until the owner sets a PIN.
    op.add_column("sessions", sa.Column("is_owner", sa.Boolean(), nullable=False, server_default=sa.false()))
