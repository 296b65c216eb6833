"""What brings the embedded tracker's database up to date, oldest first. Only ever added to."""

from collections.abc import Sequence

from ..database import Migration
from .account import create_account_tables
from .storage import create_asset_tables

MIGRATIONS: Sequence[Migration] = (create_asset_tables, create_account_tables)
