"""The quiz of a training session: its questions, the attempts of its people, and the results."""
