"""How many portions of a dish are left, and until when it is out."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Append."""
    op.add_column("dishes", sa.Column("left", sa.Integer()))
    op.add_column("dishes", sa.Column("out_until", sa.DateTime()))
