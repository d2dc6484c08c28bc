"""Actions of people in the world: send, edit and tap on a phone, join and leave groups.

Start with `phone.Phone`, which acts for one person; `composing` makes their messages, `membership` changes groups.
"""
