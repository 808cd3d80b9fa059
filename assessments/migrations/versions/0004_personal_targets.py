"""Targets of one person alone, and as they stood in a round."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('personal_targets',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('framework', sa.String(length=100), nullable=False),
    sa.Column('competency', sa.String(length=100), nullable=False),
    sa.Column('level', sa.Double(), nullable=True),
    sa.Column('required', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(length=500), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('required = (level IS NOT NULL)', name=op.f('ck_personal_targets_says_one_thing')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_personal_targets_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_personal_targets')),
    sa.UniqueConstraint('person_id', 'framework', 'competency', name=op.f('uq_personal_targets_person_id_framework_competency'))
    )
    op.create_index(op.f('ix_personal_targets_framework'), 'personal_targets', ['framework'])
    op.create_table('round_targets',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('competency', sa.String(length=100), nullable=False),
    sa.Column('level', sa.Double(), nullable=True),
    sa.Column('required', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(length=500), nullable=False),
    sa.CheckConstraint('required = (level IS NOT NULL)', name=op.f('ck_round_targets_says_one_thing')),
    sa.ForeignKeyConstraint(['round_id', 'person_id'], ['invitations.round_id', 'invitations.person_id'], name=op.f('fk_round_targets_round_id_invitations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round_targets')),
    sa.UniqueConstraint('round_id', 'person_id', 'competency', name=op.f('uq_round_targets_round_id_person_id_competency'))
    )
    op.create_index(op.f('ix_round_targets_person_id'), 'round_targets', ['person_id'])


def downgrade() -> None:
    op.drop_table('round_targets')
    op.drop_table('personal_targets')
