# 考核的 Word 文书：考核结果通报。

document-assessment = 考核结果通报
document-title-assessment = { $period }考核{ $state ->
    [closed] 结果通报
   *[open] 情况（未结账）
}
document-assess-period = { $each ->
    [month] { $year }年{ $number }月
    [quarter] { $year }年第{ $number ->
        [1] 一
        [2] 二
        [3] 三
       *[other] 四
    }季度
   *[year] { $year }年
}
document-semicolon = ；
document-assess-mean = { $kind ->
    [village] 村社{ $count }个
    [unit] 单位{ $count }个
   *[line] 条线{ $count }条
}{ $mean ->
    [no] ，均无可考核的事项
   *[other] ，平均{ $mean }分
}{ $mean ->
    [no] {""}
   *[other] { $left ->
        [0] {""}
       *[other] （其中{ $left }个没有可考核的事项，不计）
    }
}
document-assess-overall = { $period }考核自{ $first }至{ $last }，全部按办理结果计分。本次考核{ $means }。各考核对象按花名册顺序排列，不排名次。
document-assess-closed = 本期于{ $day }结账，结账后分数只因申诉成立而调整。
document-assess-open = 本期尚未结账，分数仍随办理情况变动。
document-assess-mixed = 有下级的，得分按本级工作{ $own }％、下级平均{ $below }％计算。没有发生的项目不计分值，以“—”表示。
document-assess-item =
    { $item }
    { $points }分
document-assess-outcome = { $day } { $what }：{ $of }
document-assess-more = ……另有{ $count }件

document-heading-points-by-item = 各项得分
document-heading-losses = 扣分情况
document-heading-appeals = 申诉及答复

document-field-column = 列
document-field-period = 考核期
document-field-first = 起始日期
document-field-last = 截止日期
document-field-closed-on = 结账日期
document-field-means = 各类平均分
document-field-own-percent = 本级占比
document-field-below-percent = 下级占比
document-field-kinds = 考核类别
document-field-mean = 平均分
document-field-holders = 考核对象
document-field-holder = 考核对象
document-field-item-points = 项目分值
document-field-item-name = 项目
document-field-figures = 各项得分
document-field-got = 单项得分
document-field-own = 本级
document-field-below = 下级
document-field-lost = 扣分
document-field-before = 上期
document-field-losses = 扣分情况
document-field-outcomes = 扣分事项
document-field-outcome = 扣分事项
document-field-appeals = 申诉
document-field-appeal = 申诉理由
document-field-result = 结果
document-field-answer = 答复
