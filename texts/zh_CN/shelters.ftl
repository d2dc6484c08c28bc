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
