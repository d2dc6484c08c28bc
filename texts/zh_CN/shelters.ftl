# 安置点：台账、房间、启用前检查。

shelter-gone = 这个安置点已不存在。
shelter-name-unclear = 请输入安置点名称，最多 64 字。
shelter-twin = 同一村社已有同名的安置点（{ $code }）。如确是另一处，请换一个能分清的名称。
shelter-room-unclear = 房间要有名称；白天人数是 1 到 { $most } 的整数，夜间人数不能多于白天。
shelter-blocked-unclear = 停用的位置不能多于白天人数，并要写明原因。
shelter-question-gone = 检查表已变，请重新检查。
shelter-not-inspected = 启用前要先检查。来不及检查的，请写明原因再启用。
shelter-open-already = 这个安置点已启用。
shelter-closed-already = 这个安置点没有启用。
shelter-found = 安置点检查 { $name }：{ $question }
shelter-asks-structure = 房屋结构是否安全，有无裂缝、渗漏？
shelter-asks-water = 饮用水是否有保障？
shelter-asks-electricity = 用电、照明是否正常？
shelter-asks-toilets = 厕所是否可用？
shelter-asks-fire = 消防器材是否齐全，出口是否畅通？
shelter-asks-bedding = 床铺、被褥是否够用？
shelter-asks-food = 食品是否有来源？
shelter-asks-access = 老人、残疾人能否进出？
shelter-asks-route = 到安置点的道路是否安全？
menu-shelters = ⛺ 安置点
menu-shelters-what = 安置点容量、检查、启用
shelters-head = ⛺ <b>安置点</b>：{ $count } 处
shelters-back = ← 安置点
shelter-line = { $state ->
    [open] 🟢
   *[closed] ⚪
} { $name }（{ $village }）可住 { $night } 人，白天 { $day } 人
shelter-head = ⛺ <b>{ $name }</b>（{ $code }，{ $village }）{ $state ->
    [open] 🟢 已启用
   *[closed] ⚪ 未启用
}，可住 { $night } 人，白天 { $day } 人
shelter-address = 地址：{ $address ->
    [no] 未填
   *[other] { $address }
}{ $pin ->
    [yes] （有定位）
   *[no] （没有定位）
}
shelter-keeper = 管理人：{ $name ->
    [no] 未填
   *[other] { $name }
}{ $phone ->
    [no] {""}
   *[other] { " " }{ $phone }
}；钥匙：{ $keys ->
    [no] 未填
   *[other] { $keys }
}
shelter-room = ▫️ { $name }：白天 { $day }，夜间 { $night }{ $blocked ->
    [0] {""}
   *[other] ；停用 { $blocked }（{ $why }）
}
shelter-no-rooms = 还没有房间，点“房间”登记容量。
shelter-inspected = 最近检查：{ $at ->
    [no] 没有
   *[other] { $at }
}
shelter-add = ➕ 新增安置点
shelter-edit-room = 房间
shelter-edit-keeper = 管理人
shelter-edit-keys = 钥匙
shelter-edit-pin = 定位
shelter-check = ✅ 检查
shelter-start = 🟢 启用
shelter-stop = ⚪ 关闭
shelter-ask-village = 新增安置点：请选村社。
shelter-ask-name = { $village }：请输入安置点名称，如“中心小学”。
shelter-ask-room = { $name }：请输入“房间 白天人数 夜间人数”，如“教室一 40 20”；有停用的再写“停用数 原因”，如“食堂 60 10 20 漏雨”。同名房间按新的改。
shelter-ask-keeper = { $name }：请输入管理人姓名和电话，如“张三 13800000000”。
shelter-ask-keys = { $name }：请输入钥匙在哪里，如“门卫室”。
shelter-ask-pin = { $name }：请发送定位（📎 → 位置）。
shelter-room-words = 没看明白。请输入“房间 白天人数 夜间人数”，如“教室一 40 20”。
shelter-checklist = ✅ <b>{ $name }</b> 启用前检查：哪一项有问题就点它的号，写明情况；都好了点“完成”。
shelter-question = ▫️ { $question }{ $note ->
    [no] {""}
   *[other] 　⚠️ { $note }
}
shelter-wrong = 第 { $number } 项有问题
shelter-check-done = 完成{ $wrong ->
    [0] ，都正常
   *[other] ，{ $wrong } 项有问题
}
shelter-checked = 检查已登记{ $wrong ->
    [0] ，都正常。
   *[other] ，{ $wrong } 项问题已转为事项。
}
shelter-ask-wrong = { $question } 请写明问题：
shelter-ask-start = { $name }近期没有检查。先点“检查”；来不及的，请输入不检查就启用的原因：
shelter-ask-stop = { $name }：请输入关闭原因：
shelters-export = 📤 导出 Excel
shelter-file-titles = 没有找到表头。第一行至第十行里要有“编码”，或“名称”和“村社”，再加“房间”“白天人数”“夜间人数”；可以先在 /shelters 里导出一份照着填。
roster-sheet-shelters = 安置点
roster-column-shelters-code = 编码
roster-column-shelters-name = 名称
roster-column-shelters-village = 村社
roster-column-shelters-address = 地址
roster-column-shelters-person = 管理人手机号
roster-column-shelters-keeper = 管理人（不在花名册）
roster-column-shelters-keeper-phone = 管理人电话
roster-column-shelters-keys = 钥匙
roster-column-shelters-room = 房间
roster-column-shelters-day = 白天人数
roster-column-shelters-night = 夜间人数
roster-column-shelters-blocked = 停用人数
roster-column-shelters-blocked-because = 停用原因
roster-column-shelters-latitude = 纬度
roster-column-shelters-longitude = 经度
roster-column-shelters-remark = 备注
