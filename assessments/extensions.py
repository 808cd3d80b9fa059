"""Extensions, created here and configured in the factory."""

from flask_babel import Babel
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_security import Security, SQLAlchemyUserDatastore
from flask_wtf import CSRFProtect

from assessments.database import db
from assessments.models import Account, Role

babel = Babel()
compress = Compress()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address)
migrate = Migrate()
accounts = SQLAlchemyUserDatastore(db, Account, Role)
security = Security()
