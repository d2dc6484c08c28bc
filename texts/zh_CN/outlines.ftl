# 村社、网格边界（GeoJSON）：导入和检查。

outline-file-large = 文件太大，最大 { $limit } MB。
outline-file-unreadable = 读不了这个文件。请导出为 GeoJSON（UTF-8），每个村社、网格一个要素。
outline-file-much = 文件里的要素超过 { $features } 个或顶点超过 { $corners } 个。请简化边界或分几个文件导入。
outline-no-polygon = 不是多边形，至少要有三个不同的顶点
outline-nowhere = 坐标超出范围，应先经度后纬度
outline-elsewhere = 不在本镇范围内，请核对坐标系和经纬度顺序
outline-unknown = 花名册里没有这个编码或名称
outline-several = 有几个同名的，请填编码或所属村社
outline-twice = 文件里出现两次，只看第一个
outline-open = 边界没有首尾相接，已按首尾相连处理
outline-crossing = 边界自己相交，已自动修整
outline-overlap = 与{ $other }重叠 { $hectares } 公顷
outline-beyond = 有 { $hectares } 公顷在{ $other }以外
check-outline = { $place }的边界
check-outlines-lack = 没有边界的：村社 { $villages } 个，网格 { $grids } 个。有边界才能按定位找到网格
fault-outline = 边界应闭合、不自交、互不重叠，网格在本村社以内
mend-outline = 改好边界，再运行 bihuan outlines import
cli-outline = 第 { $at } 个要素　{ $verdict ->
    [new] 新增
    [changed] 修改
   *[refused] 不导入
}：{ $about }{ $why ->
    [no] {""}
   *[other] （{ $why }）
}
cli-outlines-count = 新增 { $new }，修改 { $changed }，不变 { $same }，不导入 { $refused }。
cli-outlines-next = 已导入。运行 bihuan check 检查边界是否重叠、闭合。
