"""The domain: plain async functions on a session. Knows no aiogram, telegram, apscheduler, nicegui."""
