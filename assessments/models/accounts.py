"""Who may sign in, and who may act where."""

from datetime import datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessments.database import Base, JsonObject


class Role(Base, RoleMixin):
    """A role that a person grants: executive, manager, hr, admin or auditor.

    Everybody with an account and a person is staff; a supervisor is whoever the
    roster names as one.
    """

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(32), unique=True)


class Account(Base, UserMixin):
    """A way to sign in; many staff have no e-mail, so the user name is what counts."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), unique=True)
    username: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str | None] = mapped_column(  # type: ignore[assignment]
        String(254), unique=True
    )
    password: Mapped[str | None] = mapped_column(String(255))
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    active: Mapped[bool] = mapped_column(default=True)
    code_hash: Mapped[str | None] = mapped_column(String(255))
    code_expires_at: Mapped[datetime | None]
    language: Mapped[str | None] = mapped_column(String(8))
    created_at: Mapped[datetime]
    scopes: Mapped[list["Scope"]] = relationship(back_populates="account")

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]
        """The granted roles, for the sign-in library."""
        return [scope.role for scope in self.scopes]


class Scope(Base):
    """A role of an account in a unit and below; nothing else says who may act."""

    __tablename__ = "scopes"
    __table_args__ = (UniqueConstraint("account_id", "role_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    role_id: Mapped[int] = mapped_column(ForeignKey("roles.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    account: Mapped[Account] = relationship(back_populates="scopes")
    role: Mapped[Role] = relationship()


class SignIn(Base):
    """One browser in which somebody is signed in; without its row it is not.

    `token` stands in the signed cookie of that browser.
    """

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[datetime]


class Tries(Base):
    """How often something was tried for a name; `name` is a digest, not the name."""

    __tablename__ = "tries"
    __table_args__ = (UniqueConstraint("kind", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(64))
    count: Mapped[int]
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class SecondFactor(Base):
    """A second factor of an account: one-time codes by RFC 6238.

    `secret` is sealed with the key of the installation; `step` is that of the newest
    code that was used; `recovery` holds digests of the codes that are left.
    """

    __tablename__ = "second_factors"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(String(255))
    step: Mapped[int]
    recovery: Mapped[JsonObject] = mapped_column(default=dict)
    enrolled_at: Mapped[datetime]
