# 写了没有提交的

unsent-ask = 📝 <b>这份{ $kind }还没有提交</b>（{ $at } 写的）
unsent-text = 内容：{ $text }
unsent-files = 附件 { $count } 份
unsent-station-knows = ⚠️ 内容像是有人遇险，已先告知应急管理站，站里可能来电。
unsent-next = 👉 要不要提交？不要了也请点一下。
unsent-submit = ✅ 提交
unsent-look = ✅ 看一遍再提交
unsent-resume = ✏️ 继续填
unsent-drop = 🗑 不要了

## 告知应急管理站

unsent-danger = 🆘 <b>未提交的险情</b>{ $state ->
    [ended] （本人已取消）
   *[open] {""}
}
unsent-author = 填写人：{ $name } { $phone }
unsent-author-gone = 填写人已不在花名册上
unsent-kind = 写在{ $kind }里，{ $at }，没有提交
unsent-danger-next = 👉 请先打电话核实；属实就点“受理为险情”，不用等本人提交。
unsent-take = 🆘 受理为险情
unsent-known = 这件已经是 { $number }，不用重复受理。
done-unsent-taken = ✅ <b>已受理为 { $number }</b>，已告知填写人。
