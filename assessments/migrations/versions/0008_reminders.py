"""Reminders by mail."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reminders',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('tried_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.CheckConstraint("outcome IN ('sent', 'refused', 'later', 'unclear')", name=op.f('ck_reminders_outcome')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_reminders_person_id_people')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_reminders_round_id_rounds')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminders')),
    sa.UniqueConstraint('round_id', 'person_id', name=op.f('uq_reminders_round_id_person_id'))
    )
    op.create_index(op.f('ix_reminders_person_id'), 'reminders', ['person_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_reminders_person_id'), table_name='reminders')
    op.drop_table('reminders')
