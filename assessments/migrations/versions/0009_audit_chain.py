"""The log as a chain that triggers guard."""

import json
from collections.abc import Iterator
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

NEW = (('result', 16, 'done'), ('address', 64, ''), ('request', 64, ''))
AT_ONCE = 1000

SQLITE = (
    """
    CREATE TRIGGER audit_lines_unchanged BEFORE UPDATE ON audit_lines
    BEGIN SELECT RAISE(ABORT, 'audit lines are never changed'); END
    """,
    """
    CREATE TRIGGER audit_lines_kept BEFORE DELETE ON audit_lines
    WHEN OLD.id >= COALESCE((SELECT first FROM audit_chain), 0)
    BEGIN SELECT RAISE(ABORT, 'audit lines are never deleted'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION audit_lines_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.id < COALESCE((SELECT first FROM audit_chain), 0) THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION 'audit lines are never changed or deleted';
    END $$
    """,
    """
    CREATE TRIGGER audit_lines_kept BEFORE UPDATE OR DELETE ON audit_lines
    FOR EACH ROW EXECUTE FUNCTION audit_lines_refuse()
    """,
    """
    CREATE TRIGGER audit_lines_not_emptied BEFORE TRUNCATE ON audit_lines
    FOR EACH STATEMENT EXECUTE FUNCTION audit_lines_refuse()
    """,
)


def upgrade() -> None:
    for name, length, default in NEW:
        column = sa.Column(name, sa.String(length), nullable=False, server_default=default)
        op.add_column('audit_lines', column)
    op.create_index(op.f('ix_audit_lines_at'), 'audit_lines', ['at'])
    op.create_index(op.f('ix_audit_lines_account_id'), 'audit_lines', ['account_id'])
    op.create_table('audit_chain',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('first', sa.Integer(), nullable=False),
    sa.Column('start', sa.String(length=64), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.Column('head', sa.String(length=64), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_audit_chain_one')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_chain'))
    )
    last, head = _chain()
    row = sa.text('INSERT INTO audit_chain (id, first, start, last, head) VALUES (1, 1, \'\', :last, :head)')
    op.get_bind().execute(row, {'last': last, 'head': head})
    for statement in SQLITE if op.get_bind().dialect.name == 'sqlite' else POSTGRESQL:
        op.execute(statement)


def _chain() -> tuple[int, str]:
    """Number and chain the lines there are; the last number and digest."""
    change = sa.text('UPDATE audit_lines SET id = :id, previous = :previous, digest = :digest WHERE id = :old')
    last, head = 0, ''
    for row in _rows():
        last += 1
        parts = (last, row.moment, row.account_id, row.role, row.action, row.noun, row.noun_id, 'done', '', '', row.content, head)
        text = json.dumps(parts, ensure_ascii=False, separators=(',', ':'))
        digest = sha256(text.encode()).hexdigest()
        op.get_bind().execute(change, {'id': last, 'previous': head, 'digest': digest, 'old': row.id})
        head = digest
    return last, head


def _rows() -> Iterator[sa.Row]:
    """The lines there are, in their order, a part at a time."""
    sqlite = op.get_bind().dialect.name == 'sqlite'
    moment = 'at' if sqlite else "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    wanted = sa.text(
        f'SELECT id, {moment} AS moment, account_id, role, action, noun, noun_id, CAST(detail AS TEXT) AS content'
        ' FROM audit_lines WHERE id > :after ORDER BY id LIMIT :most'
    )
    after = 0
    while rows := op.get_bind().execute(wanted, {'after': after, 'most': AT_ONCE}).all():
        yield from rows
        after = rows[-1].id


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.execute('DROP TRIGGER audit_lines_kept')
        op.execute('DROP TRIGGER audit_lines_unchanged')
    else:
        op.execute('DROP TRIGGER audit_lines_not_emptied ON audit_lines')
        op.execute('DROP TRIGGER audit_lines_kept ON audit_lines')
        op.execute('DROP FUNCTION audit_lines_refuse()')
    op.drop_table('audit_chain')
    op.drop_index(op.f('ix_audit_lines_account_id'), table_name='audit_lines')
    op.drop_index(op.f('ix_audit_lines_at'), table_name='audit_lines')
    for name, _length, _default in NEW:
        op.drop_column('audit_lines', name)
