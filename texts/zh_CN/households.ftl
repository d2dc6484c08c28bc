# 户册：按户号或姓名查找、维护；名字默认打码，看完整信息要说明用途并留痕。

menu-households = 🏠 户册
menu-households-what = 按户号或姓名查户、维护户册
help-households = 🏠 <b>户册</b>　/households 加户号或姓名查一户，如“/households H-0312”。扫避险明白卡上的码也能打开这一户。
household-ask-term = 🏠 请输入户号或姓名，至少两个字，如“H-0312”“李建国”。不列全部名单，只按户号、姓名查找。
household-search-short = 请至少输入 { $least } 个字的姓名，或户号，如“H-0312”。
household-found = 🏠 查到 { $count } 条{ $count ->
    [0] 。请换一种写法再输，或新增一户。
   *[other] ：
}
household-line = { $code } { $name }{ $head ->
    [yes] {""}
   *[no] （家庭成员）
} { $village }
household-search = 🔍 再查
household-add = ➕ 新增一户
household-unknown = 没有户号为 { $code } 的户，请核对卡上的编号，或用 /households 按姓名查找。
household-gone = 这一户已不存在。
household-closed = 这一户已销户，先恢复再改。
household-open = 这一户在册，没有销户。
household-head = 🏠 <b>{ $code }</b> { $place }
household-is-closed = ⚪ 已销户，资料保留。
household-address = 住址：{ $address ->
    [no] 未填
   *[other] { $address }
}{ $pin ->
    [yes] （有定位）
   *[no] （没有定位）
}{ $house ->
    [no] {""}
   *[other] ；房屋：{ $house }
}
household-phone = 联系电话：{ $phone }
household-count = 人口 { $people } 人，需协助 { $vulnerable } 人；登记姓名 { $known } 人：
household-person = ▫️ { $name }{ $head ->
    [yes] （户主）
   *[no] {""}
}{ $sex ->
    [no] {""}
   *[other] { " " }{ $sex }
}{ $age ->
    [no] {""}
   *[other] { " " }{ $age } 岁
}{ $needs ->
    [no] {""}
   *[other] 　⚠️ { $needs }
}{ $phone ->
    [no] {""}
   *[other] 　{ $phone }
}
household-helper = 帮扶责任人：{ $name }{ $phone ->
    [no] {""}
   *[other] { " " }{ $phone }
}
household-no-helper = 帮扶责任人：未定
household-points = 威胁的风险点：{ $points ->
    [no] 未填
   *[other] { $points }
}
household-shelter = 安置点：{ $name }（{ $code }）
household-field = { $title }：{ $value }
household-masked = 姓名、电话已打码。
household-whole = 🔓 正在显示完整信息，查看已记入日志；请勿截图外传。
household-edit = ✏️ 改资料
household-people = 👪 成员
household-join = ➕ 加人
household-unmask = 🔓 看完整信息
household-mask = 🔒 恢复打码
household-close = 销户
household-reopen = 恢复在册
household-ask-reason = 请输入查看完整信息的用途，如“核对转移名单”。{ $minutes } 分钟内有效，每次查看都记入日志。
household-ask-field = { $code }：请选要改的项目。
household-field-button = { $name }
household-ask-value = { $code }：请输入“{ $title }”{ $field ->
    [helper] ：花名册人员输手机号或姓名；其他人输“姓名 电话”，如“张三 13800000000”
    [points] ：风险点编码或名称，几个用顿号隔开
    [shelter] ：安置点编码或名称
    [grid] ：网格编码或名称
    [people] ：整数
    [vulnerable] ：整数
    [monitor] ：姓名和电话，如“张三 13800000000”
    [signaller] ：姓名和电话，如“张三 13800000000”
    [medical_head] ：姓名和电话，如“张三 13800000000”
   *[other] {""}
}；清空请输入“无”。
household-ask-pin = { $code }：请发送房屋的定位（📎 → 位置）。
household-ask-close = { $code }：请输入销户原因：
household-ask-reopen = { $code }：请输入恢复原因：
household-ask-village = 新增一户：请选村社。
household-ask-grid = { $village }：请选网格。
household-no-grid = 暂不定网格
household-ask-head = { $village }：请输入户主姓名。户号自动生成，其他资料在卡片上补。
household-namesake = 本村已有 { $count } 户有同名的人。是同一户请点户号打开；确是另一户再点“另一户”。
household-another = ➕ 是另一户
household-add-again = 新增已过期，请重新点“新增一户”。
household-ask-join = { $code }：请输入新成员的姓名。
household-ask-person = { $code } 的成员：点姓名修改、迁出。
household-came-back = ↩️ { $name }没有迁出
household-of = 🏠 <b>{ $code }</b>
household-edit-name = 姓名
household-edit-sex = 性别
household-edit-born = 出生
household-edit-phone = 电话
household-edit-needs = 需要帮助
household-edit-remark = 情况说明
household-make-head = 设为户主
household-leaves = 迁出、离世
household-ask-name = { $code }：请输入正确的姓名。
household-ask-sex = { $code }：请输入“男”或“女”；不清楚请输入“无”。
household-ask-born = { $code }：请输入出生年份或日期，如“1950”“1950-03-02”；不清楚请输入“无”。
household-ask-phone = { $code }：请输入电话；没有请输入“无”。
household-ask-needs = { $code }：为什么转移时需要帮助？可填老年人、儿童、孕产妇、残疾人、病人、独居、其他，几项用顿号隔开；不需要请输入“无”。
household-ask-remark = { $code }：请输入情况说明，如“卧床，需担架”，最多 256 字；清空请输入“无”。
household-ask-leave = { $code }：请输入迁出原因，如“出嫁”“外迁”“离世”。
household-name-unclear = 请输入姓名，最多 { $most } 字。
household-sex-unclear = 请输入“男”或“女”，不清楚请输入“无”。
household-born-unclear = 没看明白。请输入年份或日期，如“1950”“1950-03-02”。
household-phone-unclear = 电话不对。请输入手机号，或带区号的座机号。
household-needs-unclear = 没看明白。可填：老年人、儿童、孕产妇、残疾人、病人、独居、其他，几项用顿号隔开。
household-count-unclear = 请输入 0 到 { $most } 之间的整数。
household-people-few = 登记姓名的已有 { $least } 人，人口不能更少；有人迁出请在“成员”里改。
household-person-unclear = 没看明白。请输入姓名和电话，如“张三 13800000000”。
household-helper-unclear = { $several ->
    [yes] 花名册里有几个人叫这个名字，请输手机号。
   *[no] 花名册里没有这个人。请输“姓名 电话”，如“张三 13800000000”。
}
household-named-unclear = { $several ->
    [yes] “{ $said }”有几个，请输编码。
   *[no] 没有“{ $said }”，请核对编码或名称。
}
household-grid-elsewhere = 这个网格不在这一户的村社里，请先核对村社。
household-left-by-file = 按导入的表迁出
household-member-gone = 这个人已不在户册里。
household-member-left = 这个人已迁出，先在“成员”里恢复。
household-member-there = 这个人没有迁出。
household-words-elderly = 老人、高龄、老、六十五岁以上
household-words-child = 小孩、幼儿、婴儿、未成年人、留守儿童
household-words-pregnant = 孕妇、产妇
household-words-disabled = 残疾、行动不便、失能
household-words-sick = 患病、卧床、慢性病、重病
household-words-alone = 独居老人、一个人住
household-words-other = 其他
household-file-titles = 没有找到表头。“户”表要有“户编号”或“村社”，加“户主姓名”；“人”表要有“户编号”“姓名”。
household-import-elsewhere = 不是您负责的村社、网格
household-import-unknown-point = 威胁的风险点里有不认识的编码或名称
household-import-unknown-shelter = 没有这个安置点
household-import-which = 没有户编号，同名的户主不止一个
household-import-twice = 在表里出现两次，只看第一行
household-import-namesake = 同村已有或表里还有同名的户主，可能重复
household-import-other-head = 户主姓名与户册不同：改名请在聊天里改，换户主请在“成员”里设
household-import-closed = 这一户已销户
household-import-fewer = 人口少于已登记姓名的人数
household-import-no-household = 没有这一户，也没有填村社
household-import-left = 户册里这个人已迁出
household-import-other-script = 可能是户里已有的人，姓名写法不同（如拼音）
household-import-differs = 户里有同名的人，但出生或性别不同
household-import-which-person = 户里有几个同名的人，分不清
household-import-double = 别的户有同名且电话或出生日期相同的人，可能是同一个人
household-card-title = { $place }避险明白卡
household-card-file = 避险明白卡 { $code }
household-cards-file = 避险明白卡 { $village } { $count } 户
household-none-to-print = 这个村社没有您能查看完整信息的户，请先登记或导入户册。
household-window-needed = 这份文件有完整姓名、电话。请先打开这一户，点“🔓 看完整信息”，写明用途，再点一次。
household-print = 🖨 避险明白卡
household-print-all = 🖨 全村明白卡
household-export = 📤 导出户册 Excel
household-village = { $name }
household-ask-print = { $count ->
    [0] 还没有您能查看完整信息的户，请先登记或导入户册。
   *[other] 🖨 请选要打印明白卡的村社。户数多时要等一两分钟。
}
household-file-kept = 🔓 内有完整姓名、电话，请勿转发，用后删除。本次查看已记入日志。
household-export-file = 户册 { $count } 户 { $day }
register-unreadable = 读不了这几格
register-lacks = 缺这几项
cli-households-doubtful = 存疑的行没有导入；确是另外的户或人，加 --doubtful 再导入一次。
roster-sheet-homes = 户
roster-sheet-members = 人
roster-column-homes-code = 户编号
roster-column-homes-village = 村社
roster-column-homes-grid = 网格
roster-column-homes-head-name = 户主姓名
roster-column-homes-phone = 联系电话
roster-column-homes-address = 住址
roster-column-homes-house = 房屋类别
roster-column-homes-people = 人口
roster-column-homes-vulnerable = 需协助人数
roster-column-homes-person = 帮扶责任人手机号
roster-column-homes-helper = 帮扶人
roster-column-homes-helper-phone = 帮扶人电话
roster-column-homes-points = 威胁的风险点
roster-column-homes-shelter = 安置点
roster-column-homes-hazard = 灾害类型与规模
roster-column-homes-position = 与住房位置关系
roster-column-homes-trigger = 诱发因素
roster-column-homes-mind = 注意事项
roster-column-homes-monitor = 监测人
roster-column-homes-monitor-phone = 监测人电话
roster-column-homes-signal = 预警信号
roster-column-homes-signaller = 信号发布人
roster-column-homes-signaller-phone = 发布人电话
roster-column-homes-route = 撤离路线
roster-column-homes-medical = 救护单位
roster-column-homes-medical-head = 救护负责人
roster-column-homes-medical-phone = 救护电话
roster-column-homes-latitude = 纬度
roster-column-homes-longitude = 经度
roster-column-homes-remark = 备注
roster-column-homes-pin = 定位
roster-column-members-code = 户编号
roster-column-members-name = 姓名
roster-column-members-sex = 性别
roster-column-members-born = 出生
roster-column-members-phone = 电话
roster-column-members-needs = 需要帮助的原因
roster-column-members-householder = 户主
roster-column-members-left = 迁出日期
roster-column-members-remark-of = 情况说明
roster-column-members-village = 村社
roster-column-members-grid = 网格
roster-column-members-address = 住址
roster-column-members-remark = 备注
