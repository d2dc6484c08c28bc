## 推送给有关人员的第一行

notice-filed = { $life ->
    [yes] 🆘🆘 <b>有人员生命危险 · { $place }</b>
        请立即研判、派人救援（{ $number }）
    [said] ⚠️ <b>新上报 { $number } 提到人员危险</b>，请马上打电话核实并研判
   *[no] 🔔 新上报 { $number }，请研判
}
notice-danger = 🆘 本村有人遇险（{ $number }），请立即就近组织救助和转移，注意自身安全
notice-receipt =
    ✅ <b>已提交：{ $number }</b>
    办理进展就在这张卡上更新，办结时另行通知您。
    👉 还有这处的照片，回复本消息发来，或写上“补充”，就并入这件。
notice-split = { $parent } 反映的情况已拆出一件，单独立为 { $number } 办理，结果会分别告诉您
notice-supplemented = { $life ->
    [yes] 🆘 { $number } 现场最新：{ $said }
   *[no] 📎 { $number } 有补充材料：{ $said }
}
notice-corrected = ✏️ { $number } 内容有更正：{ $said }。原文保留在办理过程中
addition-said = “{ $text }”
addition-place = 位置：{ $place }
addition-people = 受威胁 { $count } 人
addition-other = 内容有改动，请打开查看
notice-dismissed = { $number } 不予立案：{ $reason }
notice-merged = { $number } 与 { $into } 为同一事项，已并案，结果会一并告诉您
notice-unmerged = { $number } 已撤销并案，单独办理
notice-dispatched = { $number } 已交办：{ $units }
notice-issued = { $life ->
    [yes] 🆘🆘 <b>有人员生命危险 · { $place }</b>
        请{ $unit }立即签收、出动（{ $number }）
   *[no] 📌 交办 { $number }，请{ $unit }签收
}
notice-withdrawn = { $number } 已从{ $unit }撤回：{ $reason }
notice-accepted = { $unit }已签收 { $number }{ $eta ->
    [no] {""}
   *[at] ，预计 { $eta } 到达现场
}
notice-eta = { $unit }预计 { $eta } 到达 { $number } 现场
notice-lapsed = ⚠️ { $unit }逾时未确认仍在处置，{ $number } 已退回待签收
notice-accepted-partly = ⚠️ { $unit }部分签收 { $number }，不属其职责：{ $reason }
notice-declined = ⚠️ { $unit }拒收 { $number }：{ $reason}。请重新交办
notice-fed-back = { $unit }已反馈 { $number }，其他单位仍在办理
notice-to-verify = 🔎 { $number } 各单位均已反馈，请核验（处置人本人不能核验）
notice-returned = ↩️ { $number } 反馈被退回：{ $reason }。请继续处置
notice-extension-asked = { $unit }申请将 { $number } 延期至 { $until }：{ $reason }
notice-extension-granted = 同意 { $number } 延期至 { $until }
notice-extension-refused = 不同意 { $number } 延期，请按原时限办理。{ $reason }
notice-paused = { $unit }暂停办理 { $number }（至 { $until }）：{ $reason }
notice-resumed = { $number } 恢复办理（{ $unit }）
notice-verified = { $number } 核验通过，请销号
notice-late = （{ $at } 发出，{ $received } 收到）
notice-closed = ✅ { $number } 已销号，闭环完成。若问题再现，可重新启动
notice-reopened = 🔁 { $number } 重新启动：{ $reason }
notice-over = { $number } 险情解除。隐患未销号前请勿放松
notice-follow-up = { $parent } 核验时发现遗留隐患，已立为 { $number }
notice-county-owed = 📤 { $number } 已定为险情，请按时限向县里初报
notice-county-alarm = 📞 { $number } 请立即电话报告县里：死亡 { $dead } 人、失踪 { $missing } 人{ $attention ->
    [yes] 、引起舆情关注
   *[no] {""}
}
notice-county-alarm-off = { $number } 死亡、失踪、舆情已更正为没有，不用电话报告
notice-county-phoned = ☎️ { $number } 已电话报告：{ $whom }

button-view = 🔍 查看
