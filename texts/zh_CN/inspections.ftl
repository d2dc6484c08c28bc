# 带队检查：登记、查看、更正、撤回

menu-inspect = 🔎 登记检查
menu-inspect-what = 登记带队检查记录
menu-inspections = 📋 检查记录
menu-inspections-what = 查看检查记录

## 登记卡片

inspection-head = 🔎 <b>登记检查记录</b>（未登记）
inspection-correcting = ✏️ <b>更正检查记录 { $number }</b>（未提交）
inspection-leader = 带队：{ $name }
inspection-when = 日期：{ $day }
inspection-day-of-year = { $year } 年 { $month } 月 { $day } 日
inspection-today = { $day }（今天）
inspection-where = 地点：{ $place }
inspection-with = 陪同：{ $names }
inspection-text = 情况：{ $text }
inspection-found-hazard = ⚠️ 问题 { $index }：{ $text }{ $files ->
    [0] {""}
   *[other] （附件 { $files } 件）
}
    → 报应急管理站研判{ $line ->
    [no] {""}
   *[other] （{ $line }）
}
inspection-found-unit = 📌 问题 { $index }：{ $text }{ $files ->
    [0] {""}
   *[other] （附件 { $files } 件）
}
    → 交办{ $unit }，{ $due } 前反馈
inspection-in-files = （见照片、语音）
inspection-missing = 还差：<b>{ $missing }</b>。文字、语音、照片、定位直接发过来就行。
inspection-ready = 👉 { $correcting ->
    [yes] 可以提交更正了，还有内容就接着发。
   *[no] 可以登记了，还有内容就接着发。没有发现问题也可以登记。
}
inspection-of-the-day = ⚠️ 同一天、同一带队领导已有记录：{ $numbers }。同一次检查请不要重复登记。
inspection-found-already = ⚠️ 已登记的问题 { $count } 条照常办理；又发现新问题，请点“➕ 记一条问题”。
inspection-lacks-place = 地点
inspection-lacks-content = 检查情况（文字、语音或照片）
inspection-lacks-danger = 是否有人员危险
inspection-lacks-line = 交办问题的条线
inspection-lacks-due = 交办时限已过，请重选
inspection-asks-danger = ⚠️ <b>内容提到人员危险。</b>是险情就发 /sos 立即上报；是问题就点“内容列为问题”；都不是就点“没有人员危险”。
inspection-hint-found = 内容里像是有隐患：要立案办理，请点“内容列为问题”。
inspection-incomplete = 还不能登记，还差：{ $missing }
inspection-button-enter = ✅ 登记
inspection-button-correct = ✅ 提交更正
inspection-button-harmless = 没有人员危险
inspection-button-split = 📌 内容列为问题
inspection-button-said-day = 📅 改为 { $day }
inspection-button-finding = ✏️ 问题 { $index }
inspection-button-add = ➕ 记一条问题
inspection-button-day = 📅 日期
inspection-button-people = 👥 陪同
inspection-button-leader = 👤 带队领导
inspection-button-done = ✔️ 好了
inspection-cancelled = 没有登记。要继续请点“登记检查”。

## 卡片的各页

inspection-page-place = 📍 <b>检查地点</b>：{ $place }
    请选村社或风险点，或直接输入地点（如“云峰砖厂”）、发送定位。
inspection-page-day = 📅 <b>检查日期</b>：{ $day }
    请选一天，或直接输入，如“上周五”“三天前”“11月20日”。
inspection-day-0 = 今天
inspection-day-1 = 昨天
inspection-day-2 = 前天
inspection-day-unclear = 没看懂日期。请输入如“昨天”“上周五”“11月20日”。
inspection-day-to-come = 检查日期不能是以后的日子。
inspection-page-people = 👥 <b>陪同人员</b>：{ $names ->
    [no] 没有
   *[other] { $names }
}
    请点选，或直接输入姓名，多人用顿号隔开。
inspection-button-nobody = 🗑 清空
inspection-page-leader = 👤 <b>带队领导</b>：{ $name }
    请点选，或输入姓名。
inspection-leader-unknown = 没有找到可带队检查的“{ $name }”，请从按钮里选。
inspection-leader-gone = 这位领导已不在花名册上，请另选。
inspection-for-another = 只有应急管理站可以替别人登记检查记录。
inspection-page-add = ➕ <b>问题 { $index }</b>
    请说这条问题：文字、语音、照片都行，都记在这条问题下。
inspection-page-found = 现在发来的文字、照片都记在这条问题下。
inspection-pinned = 📍 这条问题有单独的定位
inspection-button-unit = 📌 交办给单位
inspection-button-other-unit = 📌 换个单位
inspection-button-station = ⚠️ 改为报应急管理站研判
inspection-button-due = ⏰ 时限：{ $due }
inspection-button-line = 🗂 条线：{ $line }
inspection-no-line = 未定
inspection-button-drop = 🗑 删掉这条
inspection-page-units = 请选交办单位：
inspection-page-due = 请选反馈时限，或直接输入，如“周五下班前”“11-30 17:00”：
inspection-due-days = { $days } 个工作日（{ $at }）
inspection-page-line = 请选条线：
inspection-instruction = { $leader } { $day }带队检查时交办（{ $number }）

## 登记好的记录

inspection-title = 🔎 <b>检查记录 { $number }</b>{ $state ->
    [withdrawn] （已撤回）
   *[kept] {""}
}
inspection-files = 附件：{ $count } 件
inspection-no-findings = 未列问题
inspection-finding = { $unit ->
    [no] ⚠️ 问题 { $index }：{ $text }
        → { $number } 报应急管理站研判（{ $state }）
   *[other] 📌 问题 { $index }：{ $text }
        → { $number } 交办{ $unit }（{ $state }）
}
inspection-entered = 登记：{ $name }，{ $at }{ $corrected ->
    [0] {""}
   *[other] ，更正 { $corrected } 次
}
inspection-withdrawn = ↩️ { $name } 于 { $at } 撤回：{ $reason }
inspection-open-case = 打开 { $number }
inspection-button-files = 📎 附件 { $count }
inspection-button-editions = 🕘 更正前的内容
inspection-button-edit = ✏️ 更正
inspection-button-withdraw = ↩️ 撤回
inspection-file = 检查记录 { $number }{ $caption ->
    [no] {""}
   *[other] ：{ $caption }
}
inspection-editions = 🕘 <b>更正前的内容</b>（{ $count } 版）
inspection-edition = { $at } 前（{ $name } 更正）：
inspection-withdraw-why = 请输入撤回 { $number } 的原因。撤回后不再计入责任事项，已立的事项照常办理。
done-inspection-entered = ✅ 已登记为 { $number }
done-inspection-corrected = ✅ { $number } 已更正，更正前的内容保留
done-inspection-withdrawn = ↩️ { $number } 已撤回
inspection-gone = 没有这条检查记录。
inspection-entered-already = 已登记为 { $number }，不用重复提交。
inspection-withdrawn-already = { $number } 已撤回，不能再改。
inspection-changed-meanwhile = { $number } 刚被别人更正过，请返回记录再点“更正”，您填的内容还在。
inspection-nothing-changed = { $number } 没有改动。
inspection-of-case = 🔎 来自检查记录 { $number }（带队：{ $leader }）

inspections-head = 📋 <b>{ $which ->
    [all] 全镇检查记录
   *[mine] 我的检查记录
}</b>：{ $count } 条
inspections-none = { $which ->
    [all] 📋 全镇还没有检查记录。
   *[mine] 📋 您还没有检查记录。
}
inspections-mine = 我的
inspections-all = 全镇
inspections-entry = { $state ->
    [withdrawn] ↩️
   *[kept] 🔎
} { $day } { $name } · { $number }
inspections-new = ➕ 登记检查记录

## 告知别人

notice-inspection-entered = 🔎 { $by } 登记了您带队的检查，编号 { $number }。内容不对请点“查看”更正。
notice-inspection-corrected = ✏️ { $by } 更正了检查记录 { $number }（带队：{ $leader }）
notice-inspection-withdrawn = ↩️ { $by } 撤回了检查记录 { $number }（带队：{ $leader }）：{ $reason }
notice-inspection-instructed = 📌 { $leader } 检查时交办 { $count } 件（{ $number }），请跟踪办理：
inspection-instructed-line = { $number }：{ $unit }

## 登记后的材料

inspection-late-added = 📎 已补充到检查记录 { $number }
inspection-late-known = 检查记录 { $number } 里已有这些照片，没有重复保存。
inspection-edited-late = 检查记录 { $number } 已登记，改消息不会改记录。要改请点“更正”。
