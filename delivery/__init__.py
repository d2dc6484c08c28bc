"""From the outbox to the outside world: Telegram by python-telegram-bot, fallback channels by Apprise."""
