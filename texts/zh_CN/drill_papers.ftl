# 演练的 Word 文书：演练方案、评估报告。

document-drill-plan = 演练方案
document-drill-report = 演练评估报告
document-title-drill-plan = { $where ->
    [no] {""}
   *[other] { $where }
}{ $year }年{ $line ->
    [no] 综合
   *[other] { $line }
}{ $form }方案
document-title-drill-report = { $where ->
    [no] {""}
   *[other] { $where }
}{ $year }年{ $line ->
    [no] 综合
   *[other] { $line }
}{ $form }评估报告

document-person = { $name }{ $post ->
    [no] {""}
   *[other] （{ $post }）
}
document-inject-kind = { $level ->
    [no] {""}
   *[other] { $level }
}{ $kind }
document-inject-minute = +{ $minute }分钟
document-all-participants = 全部参演人员
document-not-sent = 未发出
document-not-marked = 未评
document-not-evaluated = 评估组尚未评估。
document-drill-runs-live = 情景按脚本时间自动发给接收对象，接收人按预案处置，在聊天中答复；答复、签收、到场的时间由系统记录，作为评估依据。
document-drill-runs-tabletop = 由组织人逐条公布情景，参演人员讨论处置办法并答复；答复的时间由系统记录，作为评估依据。
document-drill-marked = 演练中的消息、事项全部标明“演练”，不得作为真实险情转发、上报。
document-drill-real-danger = 演练期间发生真实险情的，组织人立即中止演练，参演人员转入实际处置。
document-drill-evaluated = 演练结束后当场点评，参演单位自评，评估组按《生产安全事故应急演练评估规范》（AQ/T 9009—2015）逐项评估，需要改进的逐项交办、限期完成。
document-drill-ran = { $began }至{ $over }，历时{ $span }
document-drill-answered = 答复{ $answered }/{ $asked }人
document-drill-reached = { $what }：{ $span }
document-drill-late = 比脚本晚{ $span }
document-drill-failed = 未能执行：{ $why }
document-drill-replies = 参演人员的答复：
document-drill-reply = 对“+{ $minute }分钟”的情景：{ $text }
document-drill-said = { $person }：{ $text }
document-drill-in-files = 见所附照片、文件。
document-drill-points = { $points }分。符合{ $met }项×1＋基本符合{ $partly }项×0.5＋不符合{ $failed }项×0＝{ $got }；{ $got }÷{ $of }×100＝{ $points }{ $skipped ->
    [0] {""}
   *[other] ；不适用{ $skipped }项不计
}。
document-drill-no-points = 没有适用的项目（不适用{ $skipped }项），不计分。
document-drill-photo = { $step }{ $caption ->
    [no] {""}
   *[other] ：{ $caption }
}

document-heading-drill-basics = 基本情况
document-heading-drill-script = 演练脚本
document-heading-drill-rules = 组织实施
document-heading-drill-run = 演练过程
document-heading-comments = 现场点评
document-heading-self-reviews = 参演人员自评
document-heading-evaluation = 评估组评估
document-heading-conclusions = 评估结论
document-heading-corrections = 改进事项

document-field-scheduled = 计划时间
document-field-ran = 实施时间
document-field-drill-place = 演练地点
document-field-drill-form = 演练形式
document-field-drill-line = 演练类型
document-field-organiser = 组织人
document-field-participants = 参演单位
document-field-injects = 情景
document-field-inject = 情景内容
document-field-minute = 脚本时间
document-field-sent = 实发时间
document-field-kind = 类型
document-field-recipients = 接收对象
document-field-tabletop = 桌面推演
document-field-measured = 答复和用时
document-field-replies = 处置答复
document-field-person = 姓名
document-field-at = 时间
document-field-comments = 现场点评
document-field-self-reviews = 参演自评
document-field-assessor = 评估人
document-field-score = 得分
document-field-parts = 评估部分
document-field-ordinal = 顺序
document-field-evaluated = 部分名称
document-field-items = 项目
document-field-asked = 评估内容
document-field-mark = 评定
document-field-remark = 说明
document-field-grade = 评估等级
document-field-conclusions = 评估结论
document-field-corrections = 改进事项
document-field-correction = 改进事项
