"""Individual development plans."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('development_plans',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('rows', sa.JSON(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('saved_by', sa.Integer(), nullable=False),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('draft', 'proposed', 'agreed', 'done')", name=op.f('ck_development_plans_state')),
    sa.CheckConstraint("(state = 'draft') = (proposed_at IS NULL)", name=op.f('ck_development_plans_proposed_has_a_time')),
    sa.CheckConstraint("(state IN ('agreed', 'done')) = (agreed_at IS NOT NULL)", name=op.f('ck_development_plans_agreed_has_a_time')),
    sa.CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name=op.f('ck_development_plans_done_has_a_time')),
    sa.ForeignKeyConstraint(['round_id', 'person_id'], ['invitations.round_id', 'invitations.person_id'], name=op.f('fk_development_plans_round_id_person_id_invitations')),
    sa.ForeignKeyConstraint(['saved_by'], ['people.id'], name=op.f('fk_development_plans_saved_by_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_development_plans')),
    sa.UniqueConstraint('round_id', 'person_id', name=op.f('uq_development_plans_round_id_person_id'))
    )
    op.create_index(op.f('ix_development_plans_person_id'), 'development_plans', ['person_id'])


def downgrade() -> None:
    op.drop_table('development_plans')
