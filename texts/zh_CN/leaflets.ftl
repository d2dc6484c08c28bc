# 明白卡：打印在 A4 纸上的两种卡，每格的名称；空格留一行手写。

leaflet-number = 编号 { $code }
leaflet-home = 住户
leaflet-members = 家庭成员
leaflet-danger = 灾害情况
leaflet-escape = 预警与撤离
leaflet-helper = 帮扶责任人
leaflet-phone = 电话
leaflet-people = { $people } 人{ $vulnerable ->
    [0] {""}
   *[other] ，其中需协助 { $vulnerable } 人
}
leaflet-age = 年龄
leaflet-hazard-name = 灾害点名称
leaflet-monitor = 监测责任人
leaflet-signaller = 信号发布人
leaflet-shelter = 安置点
leaflet-shelter-place = 安置点地址
leaflet-head = 负责人
leaflet-medical = 救护单位
leaflet-issuer = 发卡单位
leaflet-signed = 户主签名：
leaflet-stamped = 发卡单位（盖章）：
leaflet-day = 日期：
leaflet-copy-household = 第一联：户存
leaflet-copy-village = 第二联：村存
leaflet-copy-issuer = 第三联：发放单位存
leaflet-scan = 工作人员扫码查看本户
leaflet-place = 位置
leaflet-threatens = 威胁对象
leaflet-threatened = { $count } 户{ $homes ->
    [0] {""}
   *[other] ；户册登记 { $homes } 户 { $people } 人
}
leaflet-watch = 监测预报
leaflet-orders = 撤离命令发布人
leaflet-units = 应急单位
leaflet-issued = 发卡与持卡
leaflet-holder = 持卡单位
leaflet-held = 持卡单位（签收）：
leaflet-copy-issuer-of-point = 第一联：发卡单位存
leaflet-copy-holder-of-point = 第二联：持卡单位存
leaflet-scan-point = 扫码查看本风险点
