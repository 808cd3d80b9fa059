"""Digital master plans."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('master_plans',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=36), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_master_plans')),
    sa.UniqueConstraint('digest', name=op.f('uq_master_plans_digest')),
    sa.UniqueConstraint('public_id', name=op.f('uq_master_plans_public_id'))
    )
    with op.batch_alter_table('master_plans', schema=None) as batch_op:
        batch_op.create_index('uq_master_plans_one_in_use', ['active'], unique=True, sqlite_where=sa.text('active'), postgresql_where=sa.text('active'))


def downgrade() -> None:
    op.drop_table('master_plans')
