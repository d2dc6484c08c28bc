# Words for what was received and cannot be handled for the moment.

edge-retrying = The system is busy and tries again by itself. Please wait.
edge-parked =
    ⚠️ What you have just sent could not be handled yet. It is kept, the station has been alerted and will see to it; please do not send it again.
    <b>If a life is in danger, call at once: { $call }</b>
edge-parked-station =
    ⚠️ <b>A message could not be handled</b>
    From: { $who }
    At: { $at }
    Content: { $excerpt }
    Tried { $attempts } times, because: <code>{ $error }</code>
    Ask the sender first, then press “Try again”. If you have seen to it yourself, press “Settled”.
edge-parked-retry = 🔁 Try again
edge-parked-settle = ✅ Settled
