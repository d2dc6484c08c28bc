# Files: why one is refused, what came of fetching it

file-too-large = ⚠️ The file { $name } is too large ({ $size }); at most { $limit } for this kind. Compress it, or send a photo or a shorter video.
file-words-kept = Only the file was refused; your words are kept.
file-type-refused = ⚠️ Files of this type are not kept { $name }. You can send: { $accepted }{ $more }.
file-type-pdf = PDF
file-type-image = pictures
file-type-video = videos
file-type-audio = audio
file-type-text = plain text
file-type-word = Word documents
file-type-excel = Excel sheets
file-type-powerpoint = PowerPoint slides
file-too-large-later = ⚠️ The { $kind } { $name } you sent is too large for Telegram to hand over (at most { $limit }). Compress it or send a photo instead.
file-lost = 📎 The { $kind } { $name } could not be fetched from Telegram after many tries; have the reporter send it again. Reason: { $error }
