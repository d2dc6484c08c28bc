# 应急突击队：应有多少人、有多少人、聊天里能叫到谁

squad-gone = 该突击队已不在花名册中，请重新打开 /squad
squad-none = 花名册里还没有您能查看的突击队。请系统管理员在“突击队”“职务”表里填好后导入。
squad-list-head = 🚒 <b>应急突击队</b>（{ $count } 支）：现有/应有，聊天可达
squad-list-line = · { $squad } { $have }/{ $needed } 人，可达 { $reachable } 人
squad-head = 🚒 <b>{ $squad }</b>
squad-figures = 应有 { $needed } 人，现有 { $have } 人，聊天可达 { $reachable } 人
squad-lacking = ⚠️ 还缺 { $count } 人，请补充后报应急管理站更新花名册
squad-gathering = 集结点：{ $place }
squad-line = { $number }. { $name } { $about }
squad-party = 党员
squad-stands-in = { $name } 的 B 角
squad-joined = 聊天中加入
squad-not-logged-in = ⚠️ 未登录
squad-unreachable = ⚠️ 发不到
squad-all-in = 全部队员都已登录。
squad-nobody = 花名册里还没有队员。
squad-pin = { $squad }集结点：{ $place }
squad-no-pin = 花名册里没有填集结点的位置
squad-tab-all = 全部
squad-tab-out = 未登录
squad-button-pin = 📍 集结点位置
squad-button-list = ◀ 全部突击队
