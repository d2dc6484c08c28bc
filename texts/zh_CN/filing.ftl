# 上报卡片

filing-head-hazard = 📝 <b>隐患上报</b>（未提交）
filing-head-incident = 🔴 <b>险情上报</b>（未提交）
filing-head-ahead = 🆘 <b>险情已报出：{ $number }</b>
filing-files = ✅ 附件：{ $files }
filing-count-photo = 照片 { $count } 张
filing-count-video = 视频 { $count } 段
filing-count-voice = 语音 { $count } 条
filing-count-audio = 音频 { $count } 段
filing-count-document = 文件 { $count } 份
filing-text = ✅ 情况：{ $text }
filing-no-content = ▫️ 照片或文字：未提供
filing-place = { $done ->
    [yes] ✅
   *[no] ▫️
} 地点：{ $place }
filing-no-place = 未填写
# 没有选地点时，先按上报人自己的村社
filing-place-own = （您的村社，不对请改）
filing-place-said = （按描述，不对请改）
filing-pin = 已定位
filing-pin-outside = 已定位（辖区外）
filing-pin-asked = 定位在辖区外，请确认
filing-line = ✅ 条线：{ $line }
filing-line-suggested = ✅ 条线：{ $line }（按描述推荐，可改）
filing-no-line = ▫️ 条线：不清楚可不选
filing-severity = ✅ 程度：{ $severity }
filing-people = ✅ 受威胁：{ $count } 人
filing-anonymous = ✅ 反映人要求匿名
filing-behalf = ✅ 反映村民：{ $name } { $phone }

filing-missing =
    ❗ 还缺：<b>{ $missing }</b>
    👉 { $hint }
filing-complete-alike = 👉 必填内容已齐。是同一件就点“👀”；不是就点“✅ 提交”。
filing-complete = 👉 必填内容已齐，可以点“✅ 提交”。{ $pinned ->
    [yes] 还有照片就接着发。
   *[no] 发个定位更准，还有照片就接着发。
}
filing-danger-hint = ⚠️ <b>有人员生命危险的，先点“🆘 有人员生命危险，立即上报”</b>
filing-next-ahead =
    应急管理站已收到提醒。👉 请接着发位置、照片或几句话，发一条报一条。
    <b>能打电话的，请马上打：{ $call }</b>

report-lacks-place-hint = 发送位置（下方“📍 发送我的位置”），或点“📍 地点”选村社。
report-lacks-content-hint = 拍张照片，或用文字、语音说说情况。
report-lacks-outside-hint = 定位在辖区外。位置没错就点“📍 就是这里”，不对就重新定位。

## 卡片上的按钮

filing-button-place = 📍 地点
filing-button-line = 🗂 条线
filing-button-kind = 🔁 类型：{ $kind }
filing-button-severity = 📊 程度：{ $severity }
filing-button-people = 👥 受威胁人数
filing-button-behalf = 🙋 替村民上报
filing-button-sos = 🆘 有人员生命危险，立即上报
filing-button-sos-again = 🆘 另有一起险情，立即上报
filing-button-submit = ✅ 提交
filing-button-cancel = ✖️ 取消
filing-button-done = ☑️ 补充完毕
filing-button-mistake = 🙅 按错了，没有险情
filing-button-here = 📍 就是这里
filing-button-again = 🔄 重新定位
filing-button-back = ‹ 返回
filing-button-previous = ‹ 上一页
filing-button-next = 下一页 ›
filing-button-landmark = ✏️ 填写具体位置
filing-button-no-pin = 🗑 去掉定位
filing-button-no-grid = 不清楚是哪个网格
filing-button-people-unknown = 不清楚
filing-button-behalf-name = ✏️ 填写村民姓名、电话
filing-button-behalf-anonymous = 🙈 村民要求匿名
filing-button-behalf-self = 我自己发现的
filing-button-view = 🔍 查看
filing-button-another = 📝 再报一件
filing-resume = 📂 继续上次未提交的（{ $at }）
filing-into = 📎 不是新的，补充到刚才那处（{ $number }）
filing-other = 🆕 这是另一处隐患
filing-along = ↪️ 刚补充到 { $number } 的也是这处，一起移来
filing-part = ↪️ 刚发的是另一处隐患
filing-maybe = ❓ <b>是补充到 { $number }，还是另一处隐患？</b> 不点也不会丢，提交就按另一处办。
filing-doubted = ❓ <b>这句像是说另一处。</b> 已先记入 { $number }；是另一处，请点“↪️ 刚发的是另一处隐患”。
# 说明是另一处、还是补充刚才那处的话（用 | 隔开）
filing-other-words = 另一处|另外一处|另外还有|另有|又一处|还有一处|第二处|别处|别的地方|其他地方|不是同一|不是这处|不是刚才|新的一处|再报一|another place|another one|elsewhere|different place|second one
filing-same-words = 补充|补一张|补张|补个|补拍|再补|再发一张|再来一张|刚才那|刚才的|刚刚那|刚刚的|刚报的|同一处|同一个地方|这是现场|现场照片|现场图|还是那处|还是那里|更宽|更大|更深|更高|更严重|越来越|扩大了|又宽了|又深了|same place|more photos|one more photo|getting worse|wider now|as reported

## 卡片的各页

filing-page-place =
    📍 <b>地点</b>：{ $place }
    👉 人在现场，直接发送位置最准（下方“📍 发送我的位置”）。不方便就选村社：
filing-page-grid =
    📍 <b>地点</b>：{ $place }
    👉 请选网格：
filing-page-line =
    🗂 <b>条线</b>
    👉 请选最接近的一条。选不准没关系，由应急管理站研判：
filing-suggested = 👍 推荐：{ $line }
filing-committee = —— { $committee } ——
filing-page-severity =
    📊 <b>严重程度</b>
    👉 请按现场判断选择，应急管理站会再研判：
filing-severity-ordinary = { $name }：暂无人员危险
filing-severity-considerable = { $name }：可能伤人，需尽快处理
filing-severity-major = { $name }：正威胁多人
filing-severity-extraordinary = { $name }：已有或极可能有重大伤亡
filing-page-people =
    👥 <b>受威胁人数</b>
    👉 请点数字，或直接发送人数：
filing-page-behalf =
    🙋 <b>替村民上报</b>
    👉 情况是谁反映的？姓名、电话只供应急管理站联系，聊天里隐去显示。
filing-ask-landmark =
    ✏️ <b>具体位置</b>
    👉 请发一句话，例如：村口老桥往上 50 米，李家屋后。
filing-ask-behalf =
    ✏️ <b>反映情况的村民</b>
    👉 请发姓名和电话，例如：李大爷 13800000000。也可以发对方的名片。
filing-no-people = 📝 这不像是人数，已记入情况。人数请点“受威胁人数”填写。
filing-people-again = 📝 已记入情况。👉 请再发一个大约的人数，例如：20
filing-no-landmark = 📝 这段话较长，没有作为具体位置，已全部记入情况。
filing-no-behalf = 📝 这不像是姓名，已记入情况。姓名、电话请点“替村民上报”填写。
filing-send-again = 已去掉这个定位。请重新发送位置，或点“📍 地点”选村社。
filing-pin-elsewhere = 原来的定位离这个村较远，已去掉。定位没错的话，请重新发送位置。

## 类似上报

filing-alike-head = <b>⚠️ 附近已有类似上报，是同一件事吗？</b>
filing-alike = · { $number }（{ $state }，{ $at }，{ $away ->
    [grid] 同一网格
    [here] 同一位置
   *[metres] 相距约 { $metres } 米
}）{ $text }
filing-same = 👀 { $number } 是同一件
filing-different = 不是同一件，继续上报

## 提交之后

filing-done-ahead =
    ✅ <b>{ $number } 补充完毕</b>
    👉 请注意自身安全，保持电话畅通。情况有变化，回复本消息即可补充。
filing-done-mistake =
    🙅 <b>{ $number }：已告知应急管理站是按错了</b>
    👉 站里可能来电核实，请接听。
filing-mistake-said = 上报人说明：按错了按钮，没有险情。请核实后按“不予立案”处理。
filing-done-same =
    👀 <b>已并入 { $number }</b>
    您发的材料已补充进去。处理结果会一并告诉您。
filing-done-into = 📎 <b>已补充到 { $number }</b>
filing-done-already = ✅ <b>已提交：{ $number }</b>
filing-sent-already = 已经提交过了，编号 { $number }，不用重复提交。
filing-cancelled-already = 这份上报已取消。要继续填，请点“恢复”。
filing-not-understood =
    这类内容暂时收不了。可以发送：照片、视频、语音、文字、位置、文件。
    👉 要上报，直接发照片或几句话就行。
error-place-gone = 该村社或网格已调整，请重新选择。

## 提交后的补充和更正

late-start =
    📎 <b>补充 { $number }</b>
    👉 请发送照片、视频、语音、文字或位置，发完点“完成”。
late-added = 📎 已补充到 { $number }。还有就接着发，没有了点“完成”。
late-finish = ☑️ 完成
late-finished = ☑️ { $number } 补充完成，已告知办理人员。
late-joined = 📎 已补充到 { $number }。
late-not-this = 不是这件，另行上报
late-taken-out = 已从 { $number } 取出，另行上报。
late-corrected = ✏️ 已更正 { $number }，原文保留在办理过程中。
error-files-moved = 这些材料已经移走，或事项已变动，请到“我的事项”查看。

## 没有被受理的话：存下来，并告诉应急管理站

refused-kept =
    📌 <b>您发的内容没有丢</b>，已存到下面的上报{ $told ->
        [yes] ，并已转告应急管理站
       *[no] {""}
    }。
    👉 要上报，请补全后点“提交”；不要了，点“取消”。
refused-beside =
    📌 <b>您发的内容没有丢</b>，已另存为一份未提交的上报{ $told ->
        [yes] ，并已转告应急管理站
       *[no] {""}
    }。
    👉 要接着上报，请点下面的按钮。
refused-open = 📮 打开这份上报
refused-head = 📨 <b>{ $who }发来的内容没有被受理，请您看一下</b>
refused-danger = 🆘 <b>可能有人员生命危险！{ $who }发来的内容没有被受理</b>
refused-added = 🆘 <b>可能有人员生命危险！{ $who }有补充</b>
refused-to-case = 已补充到 { $number }
refused-said = 内容：{ $text }
refused-no-words = 内容：只有附件，没有文字
refused-of-case = 回复的是 { $number } 的消息
refused-why = 没有受理的原因：{ $reason }
refused-in-group = { $who }在群“{ $group }”里
refused-former = 已不在花名册上的{ $name }
refused-stranger = 没有登录的人 { $name }（Telegram { $account }）
refused-next = 👉 请打电话给本人核实，需要的请代为上报。
refused-next-kept = 内容已存为本人未提交的上报。
refused-next-stranger = 👉 对方没有登录，机器人不能继续受理。请设法核实，需要的请代为上报。
refused-phone = ☎️ 显示电话
