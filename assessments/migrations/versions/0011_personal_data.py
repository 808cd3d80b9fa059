"""Notices that were read, requests about personal data, and when somebody was erased."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('people', sa.Column('erased_at', sa.DateTime(timezone=True), nullable=True))
    op.create_table('notices_seen',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('notice', sa.String(length=16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_notices_seen_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notices_seen')),
    sa.UniqueConstraint('account_id', 'notice', name=op.f('uq_notices_seen_account_id_notice'))
    )
    op.create_table('privacy_requests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=36), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Integer(), nullable=True),
    sa.CheckConstraint("kind IN ('access', 'correction', 'objection', 'erasure', 'restriction')", name=op.f('ck_privacy_requests_kind')),
    sa.CheckConstraint("state IN ('open', 'granted', 'refused')", name=op.f('ck_privacy_requests_state')),
    sa.CheckConstraint("(state = 'open') = (answered_at IS NULL)", name=op.f('ck_privacy_requests_answered_has_a_time')),
    sa.ForeignKeyConstraint(['answered_by'], ['accounts.id'], name=op.f('fk_privacy_requests_answered_by_accounts')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_privacy_requests_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_privacy_requests')),
    sa.UniqueConstraint('public_id', name=op.f('uq_privacy_requests_public_id'))
    )
    op.create_index(op.f('ix_privacy_requests_person_id'), 'privacy_requests', ['person_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_privacy_requests_person_id'), table_name='privacy_requests')
    op.drop_table('privacy_requests')
    op.drop_table('notices_seen')
    op.drop_column('people', 'erased_at')
