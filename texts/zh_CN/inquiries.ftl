# 从事项联系人：问上报人，给上报人、单位打电话

inquiry-ask = ❓ 追问
inquiry-ring-reporter = ☎️ 上报人
inquiry-ring-units = ☎️ 单位
inquiry-ask-what = ❓ 请发要问上报人的话，例如“裂缝有多宽？屋里还有没有人？”
inquiry-sent = ✅ 已发给上报人（{ $number }）。本人回答后会转给您，并记入办理过程；急的请点“☎️ 上报人”。
inquiry-asked = ❓ <b>{ $by } 问您上报的 { $number }</b>
inquiry-how = 👉 直接回复本消息，或点“回答”。也可以回复照片、位置。
inquiry-answer = ✏️ 回答
inquiry-answer-what = ✏️ 请发您的回答。
inquiry-passed-on = ✅ 已转告提问的人，并记入 { $number }。
inquiry-answered = 💬 <b>{ $number } 上报人 { $by } 回答</b>
inquiry-your-question = 您问的是：{ $text }
inquiry-again = ❓ 再问
inquiry-file = （照片、文件或位置，已记入事项）
inquiry-own = 这件事项是您上报的，不用问自己。
inquiry-too-long = 问题最长 { $limit } 字，请缩短后再发。
inquiry-units = ☎️ <b>{ $number } 的承办单位</b>：点一个人取号码。
inquiry-no-units = { $number } 现在没有承办单位，也没有可以打的号码。
inquiry-ring = ☎️ { $unit } { $name }
