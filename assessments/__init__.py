"""The web application around the core."""

from importlib import import_module
from pathlib import Path

from flask import Flask
from flask_bootstrap import Bootstrap5
from werkzeug.middleware.proxy_fix import ProxyFix

from assessments import (
    access,
    checks,
    cli,
    config,
    errors,
    extensions,
    headers,
    languages,
    navigation,
    noting,
    pages,
    requests,
    sessions,
    signs,
    single,
)
from assessments.database import db
from assessments.jobs import queue

ROOT = Path(__file__).parent
TWO_ROOMS = (ROOT.parent / "static", ROOT / "static")
"""A checkout has the static files beside the package, a wheel has them inside."""

BLUEPRINTS = ("account", "staff", "manager", "hr", "admin")


def create_app(settings: config.Settings | None = None) -> Flask:
    """The application, ready to serve; the database may still be empty."""
    app = Flask(__name__, static_folder=next(p for p in TWO_ROOMS if p.exists()))
    _setup_settings(app, settings or config.from_environment())
    _setup_proxies(app)
    _setup_database(app)
    _setup_accounts(app)
    _setup_texts(app)
    _setup_pages(app)
    _setup_access(app)
    queue.set_up(app)
    cli.set_up(app)
    return app


def _setup_settings(app: Flask, settings: config.Settings) -> None:
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    app.config.update(
        SETTINGS=settings,
        DEMO=config.is_demo(settings),
        TESTING=settings.testing,
        SECRET_KEY=config.kept_secret(settings),
        MAX_CONTENT_LENGTH=16 * 2**20,
        SEND_FILE_MAX_AGE_DEFAULT=7 * 24 * 3600,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.encrypted,
        SESSION_COOKIE_PATH="/",
        # Browsers take a name with this prefix from this host by https alone.
        SESSION_COOKIE_NAME="__Host-session" if settings.encrypted else "session",
        TRUSTED_HOSTS=settings.trusted_hosts,
        # The token lives as long as the session: answering may take a morning.
        WTF_CSRF_TIME_LIMIT=None,
        BOOTSTRAP_SERVE_LOCAL=True,
        COMPRESS_MIMETYPES=[
            "text/html",
            "text/css",
            "text/javascript",
            "application/json",
            "image/svg+xml",
            "font/ttf",
        ],
        RATELIMIT_ENABLED=not settings.testing,
        RATELIMIT_STORAGE_URI="memory://",
    )


def _setup_proxies(app: Flask) -> None:
    """Take the address of a request from as many proxies as there are, no more."""
    if many := app.config["SETTINGS"].proxies:
        fixed = ProxyFix(app.wsgi_app, x_for=many, x_proto=many)
        app.wsgi_app = fixed  # type: ignore[method-assign]


def _setup_database(app: Flask) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = app.config["SETTINGS"].url
    db.init_app(app)
    extensions.migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        checks.require_durable()


def _setup_accounts(app: Flask) -> None:
    app.config.update(
        SECURITY_PASSWORD_SALT=app.config["SECRET_KEY"],
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 -- the name of a method
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS={
            "argon2__memory_cost": 19456,
            "argon2__time_cost": 2,
            "argon2__parallelism": 1,
        },
        SECURITY_CLI_USERS_NAME=False,
        SECURITY_CLI_ROLES_NAME=False,
        SECURITY_JOIN_USER_ROLES=False,
        SECURITY_USER_IDENTITY_ATTRIBUTES=[{"username": {"mapper": str.strip}}],
    )
    extensions.security.init_app(app, extensions.accounts, register_blueprint=False)
    # Roles come from our own table: nobody asks for an account before it is needed.
    extensions.security.principal.identity_loaders.clear()
    sessions.set_up(app)
    single.set_up(app)
    extensions.csrf.init_app(app)


def _setup_texts(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "translations")
    extensions.babel.init_app(app, locale_selector=languages.chosen)
    languages.set_up(app)
    errors.set_up(app)
    navigation.set_up(app)


def _setup_pages(app: Flask) -> None:
    Bootstrap5(app)
    extensions.compress.init_app(app)
    _setup_limits(app)
    for module in pages.MODULES:
        import_module(f"assessments.{module}")
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(f"assessments.{name}").blueprint)
    pages.set_up(app)


def _setup_limits(app: Flask) -> None:
    extensions.limiter.init_app(app)
    # Limits stand on views, which check them: no other request has to ask.
    asking = extensions.limiter._check_request_limit  # noqa: SLF001
    hooks = app.before_request_funcs[None]
    hooks[:] = [hook for hook in hooks if hook != asking]


def _setup_access(app: Flask) -> None:
    access.set_up(app)
    headers.set_up(app)
    noting.set_up(app)
    requests.set_up(app)
    signs.set_up(app)
