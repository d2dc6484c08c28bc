# 风险点台账：查看、修改、新增、销号，每次变更留痕。

menu-points = 📒 风险点台账
menu-points-what = 查看、维护风险点台账
risk-points-head = 📒 <b>{ $closed ->
    [yes] 已销号的风险点
   *[no] 风险点台账
}</b>：{ $count } 处
risk-points-line = { $mark } { $name }（{ $code }，{ $village }）
risk-points-add = ➕ 新增
risk-points-export = 📤 导出 Excel
risk-points-closed = 已销号
risk-points-open = 在册
risk-points-back = ← 台账
risk-points-register = 📒 台账资料
risk-mark-closed = ⚪
risk-point-head = { $mark } <b>{ $name }</b>（{ $code }）
risk-point-is-closed = ⚪ 已销号，不再要求巡查，记录保留。
risk-point-level = 等级：{ $level }；条线：{ $line }
risk-point-place = 地点：{ $place }{ $pin ->
    [yes] （有定位）
   *[no] （没有定位）
}
risk-point-unit = 责任单位：{ $unit ->
    [no] 未指定，由村社负责
   *[other] { $unit }
}；责任人：{ $person ->
    [no] 未指定
   *[other] { $person }
}
risk-point-monitor = 监测人：{ $name ->
    [no] 未填
   *[other] { $name }
}{ $phone ->
    [no] {""}
   *[other] { " " }{ $phone }
}
risk-point-households = 受威胁户数：{ $count ->
    [no] 未填
   *[other] { $count } 户
}
risk-point-measures = 防范措施：{ $text ->
    [no] 未填
   *[other] { $text }
}
risk-point-past = <b>变更记录</b>{ $count ->
    [0] ：暂无
   *[other] （{ $count } 次）
}
risk-point-entry = ▫️ { $at } { $who ->
    [no] 花名册导入
   *[other] { $who }
}：{ $what ->
    [add] 新增
    [close] 销号
    [reopen] 恢复
    [print] 打印明白卡
   *[other] {""}
}{ $changes ->
    [no] {""}
   *[other] { $changes }
}{ $reason ->
    [no] {""}
   *[other] ，{ $reason }
}
risk-point-change = { $field } { $before }→{ $after }
risk-point-change-hidden = { $field }已改
risk-point-nothing = 空
risk-point-gone = 这处风险点已不存在。
risk-point-closed = 这处风险点已销号，先恢复再改。
risk-point-open = 这处风险点在册，没有销号。
risk-point-twin = 同一村社已有同名的风险点（{ $code }）。如确是另一处，请换一个能分清的名称。
risk-point-name-needed = 请输入风险点名称。
risk-point-close = 销号
risk-point-reopen = 恢复在册
risk-edit-level = 改等级
risk-edit-unit = 改责任单位
risk-edit-person = 改责任人
risk-edit-monitor = 改监测人
risk-edit-households = 改户数
risk-edit-measures = 改措施
risk-edit-place = 改定位
risk-choice = { $name }
risk-no-unit = 不指定，由村社负责
risk-no-person = 不指定
risk-ask-level = { $name }：请选等级。
risk-ask-unit = { $name }：请选责任单位。
risk-ask-person = { $name }：请选责任人（责任单位的人员；没有责任单位的，为村社人员）。
risk-ask-monitor = { $name }：请输入监测人姓名和电话，如“张三 13800000000”；没有请输入“无”。
risk-ask-households = { $name }：请输入受威胁户数；不清楚请输入“无”。
risk-ask-measures = { $name }：请输入防范措施，最多 500 字；清空请输入“无”。
risk-ask-place = { $name }：请发送定位（📎 → 位置）。
risk-ask-close = 请输入销号原因：
risk-ask-reopen = 请输入恢复原因：
risk-ask-name = 请输入风险点名称，如“上湾村三组屋后边坡”：
risk-ask-village = { $name }：请选所在村社。
risk-ask-line = 请选条线。
risk-ask-new-level = 请选等级，选好即列入台账；编号自动生成，责任单位为条线牵头单位，其他资料在卡片上补。
risk-add-again = 新增已过期，请重新点“新增”。
risk-monitor-unclear = 没看明白。请输入姓名和电话，如“张三 13800000000”，姓名不超过 64 字。
risk-households-unclear = 请输入 0 到 { $most } 之间的整数，如 12；不清楚请输入“无”。
risk-words-long = 太长了：最多 { $most } 字，现有 { $count } 字。
risk-work-card = 📋 明白卡内容
risk-work-print = 🖨 工作明白卡
risk-work-head = 📋 <b>{ $name }</b> 防灾工作明白卡：点项目填写或改。没填的，打印时留空格手写。
risk-work-field = { $title }：{ $value ->
    [no] 未填
   *[other] { $value }
}
risk-work-ask = { $name }：请输入“{ $title }”{ $field ->
    [signaller] ：姓名和电话，如“张三 13800000000”
    [shelter] ：安置点编码或名称
    [evacuation] ：单位、负责人、电话，如“村委会 张三 13800000000”
    [works] ：单位、负责人、电话，如“公路站 张三 13800000000”
    [order] ：单位、负责人、电话，如“派出所 张三 13800000000”
    [medicine] ：单位、负责人、电话，如“卫生院 张三 13800000000”
   *[other] {""}
}；清空请输入“无”。
risk-work-shelter-unclear = { $several ->
    [yes] “{ $said }”有几个，请输编码。
   *[no] 没有安置点“{ $said }”，请核对编码或名称，或先用 /shelters 登记。
}
risk-work-title = { $place }防灾工作明白卡
risk-work-file = 防灾工作明白卡 { $name }
risk-file-titles = 没有找到表头。第一行至第十行里要有“风险点编码”“风险点名称”等列名，可用花名册模板里的“风险点”表。
risk-words-level-major = 重大风险、重大红、红、红色、一级
risk-words-level-larger = 较大风险、较大橙、橙、橙色、二级
risk-words-level-general = 一般风险、一般黄、黄、黄色、三级
risk-words-level-low = 低风险、低蓝、蓝、蓝色、四级
risk-import-lacks-code = 没有编码，台账里也没有同名的点：请补编码
risk-import-lacks-name = 没有名称
risk-import-lacks-line = 没有条线
risk-import-lacks-level = 没有风险等级
risk-import-lacks-village = 没有村社
register-unknown-village = 没有这个村社
register-unknown-grid = 没有这个网格
register-unknown-unit = 没有这个责任单位
register-unknown-person = 花名册里没有这个责任人
register-several-village = 村社重名，请填编码
register-several-grid = 网格重名，请填编码
register-several-unit = 单位重名，请填编码
register-several-person = 责任人重名，请填手机号
register-half-a-pin = 经纬度只填了一个
risk-import-twice = 同一个点在表里出现两次，只看第一行
risk-import-which = 没有编码，同名的点不止一个
risk-import-namesake = 同村已有或表里还有同名的点，可能重复
risk-import-closed = 这处已销号
risk-import-bad-code = 编码只能用字母、数字和 . _ -
risk-import-bad-name = 名称太长或以公式符号开头
risk-import-bad-line = 条线不认识
risk-import-bad-level = 等级不认识
risk-import-bad-monitor = 监测人太长或以公式符号开头
risk-import-bad-monitor-phone = 监测人电话不对
risk-import-bad-households = 户数应是整数
risk-import-bad-measures = 防范措施超过 500 字或以公式符号开头
risk-import-bad-card = 明白卡的内容太长、以公式符号开头，或电话不对
risk-import-unknown-shelter = 没有这个安置点，或同名的不止一个
risk-import-bad-latitude = 纬度不对
risk-import-bad-longitude = 经度不对
cli-point-row = 第 { $row } 行　{ $verdict ->
    [new] 新增
    [changed] 修改
    [doubtful] 存疑
   *[refused] 不导入
}：{ $about }{ $why ->
    [no] {""}
   *[other] （{ $why }）
}
cli-points-count = 新增 { $new }，修改 { $changed }，不变 { $same }，存疑 { $doubtful }，不导入 { $refused }。
cli-points-doubtful = 存疑的行没有导入；确是另外的点，加 --doubtful 再导入一次。
