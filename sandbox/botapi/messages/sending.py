"""The methods that send messages without a file."""

import random

from sandbox.botapi.call import Call
from sandbox.botapi.messages.composing import post
from sandbox.botapi.messages.words import text_content
from sandbox.errors import bad_request
from sandbox.json import Json

CHAT_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


def send_message(call: Call) -> Json:
    """Answer `sendMessage` (https://core.telegram.org/bots/api#sendmessage)."""
    room = call.room(write=True)
    return post(call, room, text_content(call)).render()


def location_content(call: Call) -> Json:
    """Return latitude, longitude and the optional fields of a `Location`."""
    latitude, longitude = call.params.real("latitude"), call.params.real("longitude")
    if latitude is None:
        raise bad_request("latitude is empty")
    if longitude is None:
        raise bad_request("longitude is empty")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    location: Json = {"latitude": latitude, "longitude": longitude}
    accuracy = call.params.real("horizontal_accuracy")
    if accuracy is not None:
        location["horizontal_accuracy"] = accuracy
    for name in ("heading", "proximity_alert_radius"):
        if (value := call.params.number(name)) is not None:
            location[name] = value
    return location


def send_location(call: Call) -> Json:
    """Answer `sendLocation` (https://core.telegram.org/bots/api#sendlocation); with live_period the bot can move it
    later."""
    room = call.room(write=True)
    location = location_content(call)
    live = call.params.number("live_period")
    if live:
        if not (60 <= live <= 86400 or live == 0x7FFFFFFF):
            raise bad_request("wrong live location period specified")
        location["live_period"] = live
    return post(call, room, {"location": location}).render()


def send_venue(call: Call) -> Json:
    """Answer `sendVenue` (https://core.telegram.org/bots/api#sendvenue)."""
    room = call.room(write=True)
    location = location_content(call)
    venue: Json = {"location": location, "title": call.required("title"), "address": call.required("address")}
    for name in ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type"):
        if value := call.params.text(name):
            venue[name] = value
    return post(call, room, {"venue": venue, "location": location}).render()


def send_contact(call: Call) -> Json:
    """Answer `sendContact` (https://core.telegram.org/bots/api#sendcontact)."""
    room = call.room(write=True)
    contact: Json = {"phone_number": call.required("phone_number"), "first_name": call.required("first_name")}
    for name in ("last_name", "vcard"):
        if value := call.params.text(name):
            contact[name] = value
    return post(call, room, {"contact": contact}).render()


def send_dice(call: Call) -> Json:
    """Answer `sendDice` (https://core.telegram.org/bots/api#senddice)."""
    room = call.room(write=True)
    emoji = call.params.text("emoji") or "🎲"
    if emoji not in _DICE:
        raise bad_request("wrong dice emoji specified")
    dice = {"emoji": emoji, "value": random.randint(1, _DICE[emoji])}
    return post(call, room, {"dice": dice}).render()


def send_chat_action(call: Call) -> bool:
    """Answer `sendChatAction` (https://core.telegram.org/bots/api#sendchataction)."""
    room = call.room(write=True)
    action = call.required("action").lower()
    if action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.changes.emit("action", room, note=action)
    return True
