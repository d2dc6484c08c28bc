# 我的事项

own-head = 📋 <b>我的事项 · { $tab }</b>（{ $total } 件）
own-open = 办理中
own-ended = 已办结
own-followed = 关注
own-line = { $mark } <b>{ $number }</b> { $state }
    { $what } · { $village } · { $at }
own-pick = 👉 点编号查看办理过程。
own-page = 第 { $page }/{ $pages } 页
own-empty-open = 没有正在办理的事项。要上报，直接发照片、位置或文字。
own-empty-ended = 还没有办结的事项。
own-empty-followed = 没有关注的事项。上报时点“是同一件”，就会关注那一件。
own-back = ‹ 返回我的事项
own-not-yours = { $number } 不是您上报、关注或负责办理的事项，看不了。需要了解情况请联系：{ $call }
own-no-such = 没有找到 { $number }，请核对编号。
