"""The methods that choose how a bot gets its updates: by long polling or by a webhook."""

from functools import partial
from ipaddress import ip_address
from urllib.parse import urlsplit

from sandbox.botapi.call import Call
from sandbox.errors import Refusal, bad_request
from sandbox.json import Json
from sandbox.wire.updates import MAX_BATCH, TERMINATED_BY_WEBHOOK, WEBHOOK_ACTIVE
from sandbox.wire.webhook import Webhook

MAX_POLL = 50  # seconds; a longer timeout is cut
_SECRET = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def _allow(call: Call) -> None:
    given = call.params.parsed("allowed_updates", "can't parse allowed_updates JSON object")
    if given is None:
        return
    if not isinstance(given, list) or not all(isinstance(kind, str) for kind in given):
        raise bad_request("expected an Array of String as allowed updates")
    call.bot.updates.allowed = frozenset(given)


async def get_updates(call: Call) -> list[Json]:
    """Answer `getUpdates` (https://core.telegram.org/bots/api#getupdates)."""
    bot, params = call.bot, call.params
    if bot.webhook is not None:
        raise Refusal(409, WEBHOOK_ACTIVE)
    _allow(call)
    limit = params.number("limit") or MAX_BATCH
    timeout = min(max(params.number("timeout") or 0, 0), MAX_POLL)
    clock = call.world.clock
    return await bot.updates.poll(params.number("offset") or 0, limit, timeout, clock.timestamp)


def set_webhook(call: Call) -> bool:
    """Answer `setWebhook` (https://core.telegram.org/bots/api#setwebhook); accept plain http, as a local Bot API server
    does."""
    bot, params = call.bot, call.params
    url = params.text("url")
    if url is None:
        return delete_webhook(call)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("bad webhook: an HTTPS URL must be provided for webhook")
    secret = params.text("secret_token") or ""
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.issuperset(secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(call)
    if params.flag("drop_pending_updates"):
        bot.updates.pending.clear()
    if bot.webhook is not None:
        bot.webhook.stop()
    bot.updates.abort_poll(TERMINATED_BY_WEBHOOK)
    most = min(max(params.number("max_connections") or 40, 1), 100)
    bot.webhook = Webhook(
        url,
        bot.updates,
        secret=secret,
        max_connections=most,
        now=call.world.clock.timestamp,
        ip_address=_given_address(call),
        certified=_has_certificate(call),
    )
    bot.webhook.start(partial(call.world.carry_out, bot))
    return True


def _given_address(call: Call) -> str | None:
    """Return ip_address; refuse what is none."""
    given = call.params.text("ip_address")
    if given is None:
        return None
    try:
        return str(ip_address(given))
    except ValueError:
        raise bad_request("bad webhook: invalid IP address specified") from None


def _has_certificate(call: Call) -> bool:
    """Whether the call brings a certificate of its own, in PEM format."""
    given = call.params.uploads.get("certificate") or call.params.upload(call.params.text("certificate") or "")
    if given is not None and not given.data.startswith(b"-----BEGIN CERTIFICATE-----"):
        raise bad_request("bad webhook: certificate must be in PEM format")
    return given is not None


def delete_webhook(call: Call) -> bool:
    """Answer `deleteWebhook` (https://core.telegram.org/bots/api#deletewebhook); keep pending updates unless the bot
    drops them."""
    bot = call.bot
    if call.params.flag("drop_pending_updates"):
        bot.updates.pending.clear()
    if bot.webhook is not None:
        bot.webhook.stop()
        bot.webhook = None
    return True


def get_webhook_info(call: Call) -> Json:
    """Answer `getWebhookInfo` (https://core.telegram.org/bots/api#getwebhookinfo)."""
    bot = call.bot
    bot.updates.expire(call.world.clock.timestamp())
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(bot.updates.pending)}
    if bot.webhook is not None:
        info |= bot.webhook.view()
    if bot.updates.allowed:
        info["allowed_updates"] = sorted(bot.updates.allowed)
    return info


def close(call: Call) -> bool:
    """Answer `close` and `logOut` (https://core.telegram.org/bots/api#close): end the waiting poll."""
    call.bot.updates.abort_poll("Conflict: terminated by other getUpdates request")
    return True
