"""Intake (I1-I3): updates are stored before Telegram is told, then handled per person in order, once."""

from bot.late_schemas import import_aiogram

import_aiogram()
