"""Wording: Wenzhou words into Mandarin, and what callers say that is not the matter (greetings, who rings, days, house numbers).

The dialect table follows everyday written Wenzhou usage as callers and operators type it; it is about the language, not about the
catalogue. Patterns guard against Mandarin words that contain the same character (罢工, 化妆, 显示, 希望 …).
"""

from __future__ import annotations

import re

_DIALECT = """
弗着=不着 弗牢=不住 弗用=不用 弗见=不见 人弗好过=人不舒服 弗爽快=不舒服 弗=不 覅=不要 勿=不 呒没=没有 呒有=没有 呒=没 冇得=没有
冇=没 未曾=还没
罢爻=了 爻罢=了 爻=了 罢(?![工休免黜])=了
该宕=这里 旁搭=那里 该搭=这里 该里=这里 旁面=那边 该下=现在 能届=现在 能界=现在 能间=现在 该日=今天 今日=今天 明朝=明天 昨夜=昨晚
前日=前天 后日=后天
天光边=早上 五更=早上 天光=早上 日昼=中午 昼里=中午 晏昼=下午 下半日=下午 上半日=上午 黄昏=晚上 夜里=晚上 夜底=晚上 乌夜=半夜
一夜天=一整晚
訾那=怎么 訾能=怎么 (?<!十)几能=怎么 何乜=什么 阿乜=什么 乜=什么 何宕=哪里 若宕=哪里 哪宕=哪里 何时节=什么时候 几时=什么时候
若干=多少 几多=多少 何人=谁 恁=这么
屋里人=家里人 屋里=家里 屋底=家里 屋宕=房子 起屋=盖房子 栋屋=房子 镬灶间=厨房 灶间=厨房 镬灶=灶台 镬=锅 眠床=床 窗门=窗户 门床=门槛
楼梯头=楼梯 道坦=院子
东司=厕所 屙坑=厕所 茅坑=厕所 屙桶=马桶 坑桶=马桶 面盂=脸盆 面汤=热水 洗浴=洗澡 汤婆=热水袋 自来火=火柴 电火=电灯 灯火=电灯
火表=电表 风箱=电风扇
琐细儿=小孩 细儿=小孩 儿儿=小孩 囡儿=女儿 囡=女儿 儿子儿=儿子 老安人=老婆 老安=老婆 老娘客=妇女 男子客=男人 后生儿=年轻人
后生=年轻人 人客=客人 老人家=老人
阿公=爷爷 阿婆=奶奶 阿大=爸爸 阿妈=妈妈 阿爸=爸爸 阿奶=妈妈 先生娘=老师 医师=医生 外路人=外地人 外路侬=外地人 老司=师傅 侬家=你家
侬=人 (?<![水沟暗明灌])渠(?!道|水)=他 俺=我
忖死=想死 忖弗开=想不开 忖=想 望弗=看不 望病=看病 望医=看医 望见=看见 望望=看看 望眼=看看 望着=看到 去望=去看 来望=来看 望牙=看牙
眙=看 睏=睡 困弗着=睡不着 吵显=很吵 走归=回家 转屋=回家 走爻=走了
(?<![化新红嫁补浓淡梳卸彩艳娘会年婚跟])妆(?![容造品娘发])=修 拔来=拿来 匄=给 畀=给 逮=把 囥=藏 掼=扔 摜=扔 跌落来=掉下来 跌落=掉下来
跌爻=掉了 遁=掉
落雨=下雨 水落=下雨 打风水=刮台风 风水=台风 做大水=发大水 大水=洪水 作水=发大水 漏爻=漏了 塌爻=塌了 炀=融化 烊=融化 吃配=吃菜
买配=买菜 烧配=烧菜 配(?=都|全|坏|臭|馊)=菜 麦麦=很
老鼠儿=老鼠 狗儿=狗 猫儿=猫 鸡儿=鸡 虼蚤=跳蚤 黄蜂=马蜂 尬虱=虫 白蚂蚁=白蚁
钞票=钱 铜钿=钱 番钿=钱 工钿=工资 工钱=工资 价钿=价钱 水钿=水费 电钿=电费 讨工资=讨薪 衣裳=衣服 裤儿=裤子 鞋儿=鞋 箸=筷子 交椅=椅子
脚踏车=自行车 踏脚车=自行车 车路=马路 大路=马路 弄堂=巷子 汽车路=公路 摆渡=渡船 轮船=船 飞机场=机场 车头=车站
(?<![明凸彰])显(?![示卡微眼然像得影出现著而])=很 死爻=死了 忒=太 相干=事情 事干=事情 乱讲=乱说 吃力=累 着力=累 快活=舒服 心焦=着急 慌险=很慌
吵险=很吵 多险=很多 臭险=很臭 热险=很热 冷险=很冷
"""


def _table() -> tuple[tuple[str, re.Pattern[str] | None, str], ...]:
    """Return (literal part, guarded pattern or None, Mandarin), the longest Wenzhou word first."""
    entries = []
    for guarded, _, plain in (entry.rpartition("=") for entry in re.findall(r"\S+=\S+", _DIALECT)):
        literal = re.sub(r"\(\?.*?\)", "", guarded)
        entries.append((literal, re.compile(guarded) if guarded != literal else None, plain))
    return tuple(sorted(entries, key=lambda entry: len(entry[0]), reverse=True))


_WORDS = _table()


def into_mandarin(text: str) -> str:
    """Return the text with Wenzhou words put into Mandarin.

    >>> into_mandarin("冰箱弗冻罢")
    '冰箱不冻了'
    """
    for spoken, guarded, plain in _WORDS:
        if spoken in text:
            text = guarded.sub(plain, text) if guarded else text.replace(spoken, plain)
    return text


_DIGIT = "[0-9一二两三四五六七八九十几]"
_HOUR = "(?:[0-9]+|十?[二两三四五六七八九]|十一?|(?<=[午上晨])一)"
_SURNAME = (
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石"
    "金项池缪戴]"
)
_ASIDES = re.compile(
    "^(?:喂|你好|您好|麻烦问下|同志|小姐)+"
    "|请问(?:一下)?|麻烦(?:你们?|您)?|谢谢(?:你|您|了)?|拜托(?:你们?|了)?|不好意思|打扰(?:一下)?了?"
    "|我?想?(?:咨询|打听|了解|问)(?:一下|下)|我想问(?:问)?|帮我?(?:查|看|问)一?下|你们(?:这里|这边|那里|那边)"
    "|^(?:求助|咨询|诉求|反映)(?= )"
    "|^(?:(?:一|有)[位个名])?(?:女士|先生|男士|老人家?|大[爷妈叔姐]|阿姨|家长|学生|村民|店主|商户|企业)(?:来电(?:说|称)?|反映|咨询|询问|求助)+"
    f"|(?:^|(?<= ))(?:我?姓{_SURNAME}|{_SURNAME}(?:女士|先生|小姐|阿姨|大[爷妈叔姐]))(?= |$)"
    "|(?:^|(?<= ))(?:急|在线等|帮帮忙|请?(?:尽快|快点)处理|麻烦快点|(?:联系)?电话1[0-9]*|[上下]午(?:有空|在家)?|后在家)(?= |$)"
    "|[要该]找谁[呀啊]?$"
    "|(?:^|(?<= ))(?:有?个?(?:市民|居民|群众|家长|用户|对方|老伯|大妈|阿姨|业主|店主|住户|网友|学生|工人|客户)?(?:来电人?|电话里)"
    "|(?:市民|居民|群众|用户|业主|住户))(?:反映|咨询|询问|问|说|称|求助|要求)?"
    f"|(?:这个?|下个?)?(?:周|星期|礼拜)[一二三四五六日天末]|(?:今天|明天|后天|大后天|昨天|前天)"
    f"|{_HOUR}(?:点钟?半?|:[0-9]{{2}})(?:左右|之前|以前|以后|之后|前后|前|后)?(?:在家|有空)?"
    f"|(?:[0-9]+(?:号楼?|幢|栋|室|单元|弄))+|[0-9]+-[0-9]+(?:-[0-9]+)*室?"
    f"|(?:^|(?<= )){_DIGIT}+(?:楼|层|个?人|间|台|只|个|房|名|位|处)(?= |$)"
)
_ROAD = re.compile(
    r"(?:^|(?<= ))[\u4e00-\u9fff]{2,6}(?:(?<![电线短道马走问水油])路|街|巷|大道|新区|开发区|新村|小区|花园|公寓|社区|大厦)"
    r"(?:[0-9]+(?:号|弄|幢|栋)?)*(?= )"
)
_NUMBERED_ROAD = re.compile(r"[\u4e00-\u9fff]{2,3}(?:[东西南北中]?路|街|巷|大道|弄)(?=[0-9]+(?:号|弄|幢|栋))")


def without_asides(text: str) -> str:
    """Return the text without greetings, who rings, days, clock times, house numbers and roads, or unchanged if little would be left."""
    left = _NUMBERED_ROAD.sub(" ", text)
    left = _ROAD.sub(" ", left)
    left = " ".join(_ASIDES.sub(" ", left).split())
    return left if sum(char.isalnum() for char in left) >= 2 else text
