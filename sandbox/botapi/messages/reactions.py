"""The methods that set a bot's reaction and take away another's."""

from sandbox.botapi.call import Call
from sandbox.errors import bad_request

# https://core.telegram.org/bots/api#reactiontypeemoji
_EMOJI = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈
😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
REACTIONS = frozenset(_EMOJI.split())


def set_message_reaction(call: Call) -> bool:
    """Answer `setMessageReaction` (https://core.telegram.org/bots/api#setmessagereaction); a bot has one reaction to a
    message."""
    room = call.room(write=True)
    message = call.message(room, "message to react not found")
    reactions = call.params.listed("reaction", "can't parse reaction types JSON object")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if not isinstance(reaction, dict) or reaction.get("type") not in ("emoji", "custom_emoji"):
            raise bad_request("can't parse ReactionType: invalid reaction type specified")
        if reaction["type"] != "emoji" or str(reaction.get("emoji")).rstrip("\ufe0f") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    if message.service:
        raise bad_request("MESSAGE_NOT_MODIFIED" if not reactions else "REACTION_INVALID")
    if reactions:
        message.reactions[call.bot.id] = reactions
    else:
        message.reactions.pop(call.bot.id, None)
    call.world.changes.emit("edited", room, message)
    return True


def delete_message_reaction(call: Call) -> bool:
    """Answer `deleteMessageReaction`: an administrator takes a person's reaction away."""
    room = call.room(write=True)
    message = call.message(room, "message to react not found")
    if not room.private:
        call.require(room, "can_delete_messages", "not enough rights to delete reactions in the chat")
    message.reactions.pop(call.params.number("user_id") or 0, None)
    call.world.changes.emit("edited", room, message)
    return True
