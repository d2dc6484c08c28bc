"""Imports aiogram without building every schema; to be imported before anything that imports aiogram itself."""

from bot.late_schemas import import_aiogram

import_aiogram()
