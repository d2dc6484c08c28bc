"""The methods a bot uses for itself: its updates and its profile.

Start with `polling`, where a bot chooses between long polling and a webhook.
"""
