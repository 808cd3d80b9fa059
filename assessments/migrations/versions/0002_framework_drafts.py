"""Framework drafts."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('framework_drafts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=36), nullable=False),
    sa.Column('framework', sa.String(length=100), nullable=False),
    sa.Column('base_version_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('counter', sa.Integer(), nullable=False),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(published_at IS NULL) = (version_id IS NULL)', name=op.f('ck_framework_drafts_published_as_a_version')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_framework_drafts_account_id_accounts')),
    sa.ForeignKeyConstraint(['base_version_id'], ['framework_versions.id'], name=op.f('fk_framework_drafts_base_version_id_framework_versions')),
    sa.ForeignKeyConstraint(['version_id'], ['framework_versions.id'], name=op.f('fk_framework_drafts_version_id_framework_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_framework_drafts')),
    sa.UniqueConstraint('public_id', name=op.f('uq_framework_drafts_public_id'))
    )


def downgrade() -> None:
    op.drop_table('framework_drafts')
