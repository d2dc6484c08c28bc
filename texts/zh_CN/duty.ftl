# 值班表：谁在值班、签到、顶班、交班、换班、无人值班的提醒

duty-person = { $name }（尾号{ $end }）
duty-gone-person = 已离岗人员
duty-hours = { $start }—{ $end }
duty-shift = { $hours } { $kind }

duty-head = 📅 <b>值班表</b>
duty-line = { $hours } { $kind } { $name }{ $state ->
    [on] {" "}✅ 已签到
    [off] {" "}已交班
    [absent] {" "}⚠️ 未签到
   *[coming] {""}
}
duty-nobody = ⚠️ 现在无人值班。新上报推送给站领导和专职人员。
duty-coming = <b>接下来</b>
duty-none = 📅 <b>值班表</b>
    还没有排班。请系统管理员在花名册的“值班表”里填好后导入。
    没有排班期间，新上报推送给站领导和专职人员。

duty-show = 📅 看值班表
duty-sign-on = ✅ 签到
duty-sign-on-at = ✅ 签到（{ $at } 班）
duty-sign-off = 🔁 交班
duty-sign-off-at = 🔁 交班（{ $at } 班）
duty-swap-at = 换班（{ $at }{ $kind ->
    [leader] {" "}带班
   *[officer] {""}
}）
duty-stand-in = 我来顶班
duty-read = 已阅
duty-agree = 同意
duty-refuse = 不同意
duty-no-note = 无特殊情况，直接交班
duty-cover = 不换，请人代班
duty-offer = { $hours } { $name }

duty-prompt-on = 📅 您的班次已开始：<b>{ $shift }</b>。请签到。
duty-prompt-in = ⚠️ <b>{ $shift }</b>还没有人签到。您是 B 角，新上报也会推送给您；能顶班的，请点“我来顶班”。
duty-owed-on = 签到
duty-owed-off = 交班
duty-unmanned = ⚠️ <b>{ $shift }</b>还没有人签到（{ $name }）。
duty-prompt-off = 🔁 <b>{ $shift }</b>，{ $at } 下班。请交班，没有交班会继续提醒。

duty-signed-on = ✅ 已签到：{ $shift }。
duty-standing-in = ✅ 已由您顶班：{ $shift }。
duty-stood-in = { $name }已顶替您值班：{ $shift }。
duty-ask-note = 🔁 交班：{ $shift }
    请写下接班人要知道的事，例如没办完的、要盯住的（{ $limit } 字以内）。
duty-signed-off = 🔁 已交班：{ $shift }。
duty-signed-off-note = 🔁 已交班：{ $shift }。交班记录已发给接班人。
duty-note = 📝 <b>交班记录</b> · { $name } · { $hours }
    { $text }
duty-was-read = 已记录

duty-which = { $shift }：换谁的班？点了以后先征求对方同意。
duty-whom = { $shift }：请谁代班？点了以后先征求对方同意。
duty-swap-sent = 已征求{ $name }的意见，对方答复后告诉您。答复之前，班次不变。
duty-swap-asked = 🔄 { $name }想和您换班：
    您值 <b>{ $shift }</b>
    对方值您的 <b>{ $other }</b>
duty-cover-asked = 🔄 { $name }请您代班：<b>{ $shift }</b>
duty-swap-agreed = ✅ { $name }同意换班：{ $shift } 由对方值，您值 { $other }。
duty-cover-agreed = ✅ { $name }同意代班：{ $shift } 由对方值。
duty-swap-refused = ❌ { $name }不同意换班：{ $shift } 仍由您值。
duty-swap-lapsed = { $name }答复时班次已经变动，没有换成：{ $shift }。请查看值班表。
duty-you-agreed-swap = ✅ 已换班：您值 { $shift }，对方值 { $other }。
duty-you-agreed = ✅ 已答应代班：您值 { $shift }。
duty-you-refused = 已答复不同意：{ $shift }。
duty-you-too-late = 班次已经变动，没有换成：{ $shift }。

duty-gap = 🔴 <b>现在无人值班</b>
duty-gap-since = 🔴 <b>{ $at } 起无人值班</b>
duty-gap-next = 下一班 { $at } 开始。请马上安排人员；在此之前，新上报推送给站领导和专职人员。
duty-gap-no-next = 后面没有排班。请马上安排人员，并补上值班表；在此之前，新上报推送给站领导和专职人员。

## 办不了的原因

duty-gone = 这个班次已从值班表撤下。
duty-not-yours = 这不是您的班次，可能已经换给别人。
duty-signed-on-already = 这个班次已经有人签到。
duty-signed-off-already = 这个班次已经交班。
duty-too-early = 还早，{ $at } 起可以办。
duty-past = 这个班次已经结束。
duty-begun = 班次已经开始或已签到，不能再换。
duty-note-long = 交班记录最多 { $limit } 字，请精简后再发。
duty-swap-unfit = 对方不能值这个班。
duty-swap-busy = 有一方在那个时间已经有班，不能换。
duty-swap-asked-already = 已经问过对方，正等答复。
duty-swap-answered = 这件事已经答复过。
