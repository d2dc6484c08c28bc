# 文件：拒收的原因，取回存档的结果

file-too-large = ⚠️ 文件{ $name }太大（{ $size }），这类文件最大 { $limit }。请压缩，或改发照片、截短视频后再发。
file-words-kept = 只是文件没有收下，您写的文字已经记下。
file-type-refused = ⚠️ 不接收这种文件{ $name }。可以发送：{ $accepted }{ $more }。
file-type-pdf = PDF
file-type-image = 图片
file-type-video = 视频
file-type-audio = 音频
file-type-text = 纯文本
file-type-word = Word 文档
file-type-excel = Excel 表格
file-type-powerpoint = PowerPoint 幻灯片
file-too-large-later = ⚠️ 您发送的{ $kind }{ $name }太大，Telegram 不允许取回存档（最大 { $limit }）。请压缩或改发照片后重新发送。
file-lost = 📎 { $kind }{ $name }多次尝试后仍未能从 Telegram 取回存档，请让上报人重新发送。原因：{ $error }
