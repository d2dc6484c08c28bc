"""The intake stores updates before Telegram is told (I1), handles each once (I2) and in order per person (I3).

Start reading at ``role.py``; an update passes ``receive``, the ``inbox``, ``handle`` and ``answer``, in this order.
"""
