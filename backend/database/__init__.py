"""PostgreSQL: the embedded server, the pool, transactions, migrations, notifications."""

from backend.database.connection import close, connect, fetch, fetch_one
from backend.database.notify import announce
from backend.database.rows import Row
from backend.database.transaction import drain, inside, transaction, transactional

__all__ = [
    "Row",
    "announce",
    "close",
    "connect",
    "drain",
    "fetch",
    "fetch_one",
    "inside",
    "transaction",
    "transactional",
]
