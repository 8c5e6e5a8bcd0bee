"""Sounds: the readings of a character, toneless syllables, what Wenzhou ears confuse, and how letters fall into syllables.

Readings come from pypinyin's table of single characters (see :mod:`models.search.readings`). Characters with more than one living reading
are listed here, because the table's first reading is not always the one that callers use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from models.search.readings import first_reading

_SYLLABLES = """
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha chai chan chang
chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de
dei deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en er fa fan fang fei fen feng fo fou fu ga gai gan gang gao
ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui
hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan
kuang kui kun kuo la lai lan lang lao le lei len leng li lia lian liang liao lie lin ling liu lo long lou lu luan lue lun luo lv lve
ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao
nie nin ning niu nong nou nu nuan nue nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia
qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru ruan rui run ruo sa sai san sang sao
se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui
sun suo ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia
xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao
ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu
zuan zui zun zuo
"""
SYLLABLES = frozenset(_SYLLABLES.split())
_PREFIXES = frozenset(syllable[:size] for syllable in SYLLABLES for size in range(1, len(syllable) + 1))
INITIAL_LETTERS = frozenset(syllable[0] for syllable in SYLLABLES)

_POLYPHONES = """
阿a/e 扒pa/ba 柏bai/bo 磅bang/pang 剥bo/bao 薄bao/bo 堡bao/pu 便bian/pian 泊po/bo 伯bo/bai 参can/cen/shen 藏cang/zang 差cha/chai
颤chan/zhan 长chang/zhang 朝chao/zhao 称cheng/chen 澄cheng/deng 匙shi/chi 臭chou/xiu 传chuan/zhuan 弹dan/tan 单dan/shan 调diao/tiao
都dou/du 度du/duo 大da/dai 恶e/wu 番fan/pan 给gei/ji 盖gai/ge 和he/huo 还hai/huan 会hui/kuai 降jiang/xiang 角jiao/jue 劲jin/jing
觉jue/jiao 解jie/xie 嚼jue/jiao 卡ka/qia 扛kang/gang 壳ke/qiao 咳ke/hai 乐le/yue 了le/liao 勒le/lei 露lu/lou 陆lu/liu 率lv/shuai
绿lv/lu 落luo/la 埋mai/man 脉mai/mo 没mei/mo 秘mi/bi 模mo/mu 抹mo/ma 尿niao/sui 娜na/nuo 刨pao/bao 炮pao/bao 屏ping/bing
迫po/pai 朴pu/piao 曝pu/bao 奇qi/ji 期qi/ji 亲qin/qing 区qu/ou 仇chou/qiu 圈quan/juan 塞sai/se 刹sha/cha 厦xia/sha 杉shan/sha
省sheng/xing 盛sheng/cheng 什shen/shi 属shu/zhu 谁shui/shei 宿su/xiu 汤tang/shang 拓tuo/ta 万wan/mo 系xi/ji 吓xia/he 纤xian/qian
巷xiang/hang 莘xin/shen 塍cheng 削xiao/xue 校xiao/jiao 行xing/hang 畜chu/xu 血xue/xie 咽yan/ye 叶ye/xie 钥yao/yue 择ze/zhai
曾ceng/zeng 查cha/zha 扎zha/za 粘zhan/nian 折zhe/she 重zhong/chong 爪zhua/zhao 着zhe/zhao/zhuo 仔zai/zi 车che 的de/di 地di/de 得de
不bu 一yi 个ge 子zi 弗fu 冇mao 覅fiao 囡nan 睏kun 眙chi 妆zhuang 屿yu 麂ji 岙ao 嗯en 呣m
"""
_LIVING: dict[str, tuple[str, ...]] = {entry[0]: tuple(entry[1:].split("/")) for entry in _POLYPHONES.split()}

_LONE_LETTER = 0.15
"""What a syllable of one letter costs in a cut beside the others; they are seldom meant."""

_BEFORE = {"zh": "z", "ch": "c", "sh": "s"}
_LABIAL = {"fu": "hu", "fa": "hua", "fei": "hui", "fen": "hun", "fan": "huan", "fo": "huo"}


@lru_cache(maxsize=8192)
def readings(char: str) -> tuple[str, ...]:
    """Return the toneless readings of one Chinese character, the commonest first (ü is written v); () for anything else.

    >>> readings("莘")
    ('xin', 'shen')
    """
    known = _LIVING.get(char)
    if known is not None:
        return known
    listed = first_reading(char)
    return (listed,) if listed else ()


@lru_cache(maxsize=1024)
def sound_key(syllable: str) -> str:
    """Return what is left of a toneless syllable when zh/z ch/c sh/s n/l ing/in eng/en ang/an fu/hu are one.

    >>> sound_key("zhang") == sound_key("zan"), sound_key("fei") == sound_key("hui")
    (True, True)
    """
    key = syllable
    if key[:2] in _BEFORE:
        key = _BEFORE[key[:2]] + key[2:]
    elif key[0] == "n" and len(key) > 1:
        key = "l" + key[1:]
    if key.endswith(("ang", "eng", "ing")):
        key = key[:-1]
    return _LABIAL.get(key, key)


@lru_cache(maxsize=8192)
def char_keys(char: str) -> tuple[str, ...]:
    """Return the sound keys of a character, one per reading that differs."""
    return tuple(dict.fromkeys(sound_key(syllable) for syllable in readings(char)))


def initials(char: str) -> tuple[str, ...]:
    """Return the first letters of a character's readings; a letter or digit stands for itself."""
    spoken = readings(char)
    return tuple(dict.fromkeys(syllable[0] for syllable in spoken)) if spoken else (char,)


def spellings(text: str, limit: int = 6) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield (syllables, initials) for each way to read ``text`` aloud, at most ``limit`` ways; other signs stand for themselves."""
    ways: list[tuple[tuple[str, ...], str]] = [((), "")]
    for char in text:
        spoken = readings(char) or (char,)
        ways = [((*syllables, syllable), letters + syllable[0]) for syllables, letters in ways for syllable in spoken][:limit]
    yield from ways


def is_syllable_prefix(letters: str) -> bool:
    """Say whether some syllable begins with ``letters``."""
    return letters in _PREFIXES


def cut(letters: str, known: Callable[[str, str], float] = lambda _left, _right: 0.0) -> tuple[tuple[str, ...], str] | None:
    """Cut a run of lower-case letters into syllables and the beginning of one more, or return None where that is impossible.

    ``known`` says how well known two neighbouring syllables are (0.0–1.0); the cut with the fewest syllables and the best known neighbours
    wins, so that ``xian`` and ``xi an`` are told apart by what the index holds. An apostrophe has to be cut by the caller.

    >>> cut("kongtiaobuzh")
    (('kong', 'tiao', 'bu'), 'zh')
    """
    size = len(letters)
    best: list[list[tuple[float, tuple[str, ...]]]] = [[] for _ in range(size + 1)]
    best[0] = [(0.0, ())]
    for end in range(1, size + 1):
        reached: dict[str, tuple[float, tuple[str, ...]]] = {}
        for start in range(max(0, end - 6), end):
            syllable = letters[start:end]
            if syllable not in SYLLABLES:
                continue
            for cost, path in best[start]:
                total = cost + 1.0 - (0.6 * known(path[-1], syllable) if path else 0.0)
                total += _LONE_LETTER if len(syllable) == 1 else 0.0
                if syllable not in reached or total < reached[syllable][0]:
                    reached[syllable] = (total, (*path, syllable))
        best[end] = sorted(reached.values())[:4]
    ends = [(cost, path, "") for cost, path in best[size]]
    for start in range(max(0, size - 5), size):
        if letters[start:] in _PREFIXES:
            ends += [(cost + 1.2, path, letters[start:]) for cost, path in best[start]]
    if not ends:
        return None
    _cost, path, tail = min(ends)
    return path, tail
