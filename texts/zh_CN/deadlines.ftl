## 时限提醒与逐级督办

deadline-remind = ⏰ { $number } 待{ $what }，{ $due } 到期，还剩 { $span }
deadline-due = ⏰ { $number } { $what }时限已到（{ $due }），请立即办理
deadline-red = 🔴 { $number } 还没有{ $what }，{ $due } 前要报到县里，只剩 { $span }
deadline-escalate = 🔺 督办：{ $number } { $what }已逾期 { $span }（{ $due } 到期），请督促办理
deadline-escalate-unit = 🔺 督办：{ $number } { $unit }{ $what }已逾期 { $span }（{ $due } 到期），请督促办理
deadline-unconfirmed = 🚨 { $number } 险情无人{ $what }，请立即处置（应于 { $due } 前）
deadline-chase = 🔔 { $number } 请立即{ $what }（{ $due } 前）
deadline-call = 📞 { $number } 一直无人{ $what }，值班室将打电话联系您。看到请立即{ $what }
deadline-unknown = ⚠️ 有一项时限到点，但本版软件不认识其类别“{ $kind }”，无法处理。请升级软件，或联系开发人员
deadline-expired = （收到时已过期）
deadline-provisional = ⚠ { $year } 年放假安排尚未公布，时限为暂估，公布后自动调整
reminder-head = ⏰ 有 { $count } 件事项请您抓紧
reminder-about = { $about }
reminder-more = 另有 { $count } 件未列出
reminder-open = 🔍 { $number }
failure-call = 多次催办无回应，请打电话
holidays-unknown = 📅 { $year } 年放假调休安排尚未录入。跨年时限暂按周一至周五（元旦等日期固定的法定假日除外）推算。国务院办公厅通知发布后，请升级软件，或在 config.yaml 的 working_time.years 中补录
ladder-confirm = 险情无人确认
ladder-incident = 险情逾期
ladder-hazard = 隐患逾期
ladder-county = 县级报送
ladder-remediation = 联络整改逾期
ladder-sign-on = 到点未签到
ladder-person = 本人
ladder-substitute = B 角
deadline-still-on = ❓ { $number } 是否仍在处置？请按“仍在处置”，逾时不答将退回待签收
