## 现场：现场情况、交接、位置

mobilise-note = 📝 现场情况
filing-of-field = 📝 是 { $number } 的现场情况
field-ask = 📝 <b>{ $number } 现场情况</b>：请直接发照片、视频、语音、文字或定位，发几条都行，都会报给指挥员。说完了点下面。
field-ask-case = 📝 <b>{ $number } 现场情况</b>：请直接发照片、视频、语音、文字或定位，发几条都行，都会报给指挥员并记入事项。说完了点下面。
field-kept = 📝 已记入 { $number } 现场情况，会报给指挥员。还有就接着发。
field-known = 这份材料已经记过了。
field-deadly = ⚠️ 有人有危险？请点“🆘 求救”；别处的险情请发 /sos。
field-done = ✅ 说完了
field-other = ↩️ 是另一处隐患
field-finished = ✅ { $number } 现场情况已记下。再发的内容按上报处理。
field-taken-out = ↩️ 已从 { $number } 现场情况中取出，请在下面的卡片上报。
field-not-out = 您没有出发或到场，不能报现场情况。
field-sent-ahead = 这件已经上报成为事项，不能再改记为现场情况。
field-news = 📝 <b>现场情况</b> { $count } 条
field-earlier = 前面还有 { $count } 条，见“集结记录”。
field-line = · { $at } { $who }（{ $squad }）：{ $said }
field-pin = 📍 定位
field-all = 📝 全部现场情况
field-count = 📝 现场情况 { $count } 条

# 集结记录里的现场
action-sheet-field = 现场情况
action-note-at = 时间
action-note-who = 谁
action-note-squad = 队伍
action-note-said = 说明
action-note-file = 材料
action-note-place = 位置
action-did-note = 报现场情况
action-did-note-out = 取出现场情况，另行上报
