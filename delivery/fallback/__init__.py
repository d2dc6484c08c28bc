"""Other ways to reach people when Telegram fails: channels by Apprise, then an alarm to the station.

Start reading at ``failed_messages.py``; ``channels.py`` sends by one channel after the other.
"""
