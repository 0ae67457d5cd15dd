"""Dialect and English words that citizens use, with the standard word. Spelling help only: no facts here.

Kept to words with one meaning; what people call a matter (绿本, 扯证) belongs in the item's aliases.
"""

from __future__ import annotations

import re

_DIALECT = (
    ("可唔可以", "可不可以"), ("得唔得", "行不行"), ("唔该", "麻烦"),
    ("点样|点(?=[攞搞算办续领]|整(?!形|容))", "怎么"),
    ("边度|叨位|何里|哪疙瘩|哪旮旯|哪块儿|哪垯", "哪里"), ("边个", "谁"), ("边啲", "哪些"), ("几多", "多少"),
    ("几耐", "多久"),
    ("几钱|几钿|多少铜钿|好多钱", "多少钱"), ("铜钿", "钱"),
    ("(?<=[交要收花给])好多(?=$|[,.?! ]|才|嘛|哦|天(?:$|[,.?! 才能嘛]))", "多少"),
    ("系咪|阿是|素不素", "是不是"), ("即日|即场", "当天"), ("乜嘢|乜", "什么"), ("(?<=[带要做有交])咩", "什么"),
    ("攞", "拿"), ("揾", "找"), ("睇", "看"), ("俾|畀", "给"), ("佢", "他"), ("嚟", "来"), ("啲", "些"),
    ("𠮶|嗰", "那"),
    ("而家", "现在"), ("收工", "下班"), ("木有|有没得|没得(?=$|[,.?! 证钱])", "没有"), ("肿么", "怎么"),
    ("影相", "拍照"),
    ("何解搞|何解(?=[办弄下])|个消", "怎么"), ("(?<=[好要行会能以到得了办])伐(?=$|[,.?! ])", "吗"), ("侬", "你"),
    ("阿拉", "我们"), ("唔使", "不用"), ("唔", "不"), ("咗", "了"), ("返屋企", "回家"), ("屋企", "家里"),
    ("嘅", "的"),
    ("冇", "没有"), ("喺", "在"), ("才料|材科|才科", "材料"),
    ("弄啥嘞|弄啥咧", "做什么"), ("嘎哈|干哈", "做什么"), ("咋个|咋样|咋整|咋弄|咋子|咋", "怎么"),
    ("么子时候|啥时候|啥辰光|几时", "什么时候"), ("么子|啥子|啥", "什么"), ("恁多|恁", "这么"),
    ("搁哪疙瘩|搁哪", "在哪"),
    ("勿", "不"), ("倷笃|倷", "你们"), ("阿有", "有没有"), ("咯个|格个", "这个"), ("晓得", "知道"), ("俺", "我"),
    ("整个(?=[^人])", "办个"), ("找不见了?|搞丢了?|弄丢了?|整丢了?|落了(?=$|[,.?! ])", "丢了"),
)  # fmt: skip
_ENGLISH = (
    (r"\bid cards?\b|\bidentity cards?\b", "身份证"), (r"\bpassports?\b", "护照"),
    (r"\b(?:driver'?s?|driving) licen[cs]e\b", "驾驶证"), (r"\bbusiness licen[cs]e\b", "营业执照"),
    (r"\bresidence permits?\b", "居住证"), (r"\bmarriage (?:certificate|registration)\b", "结婚登记"),
    (r"\bsocial security cards?\b", "社保卡"), (r"\blost\b", "丢了"), (r"\bexpired?\b", "到期"),
    (r"\brenew\b", "换证"), (r"\bopening hours\b", "开放时间"), (r"\baddress\b", "地址"), (r"\bhow much\b", "多少钱"),
    (r"\bhow long\b", "多久"), (r"\bappointments?\b", "预约"), (r"\bonline\b", "网上"),
    (r"\bduo ?jiu\b", "多久"), (r"\bduo ?shao ?qian\b", "多少钱"), (r"\bzen ?me ?ban\b", "怎么办"),
    (r"\bzen ?me\b", "怎么"),
    (r"\bcai ?liao\b", "材料"), (r"\bzai ?na ?(?:li|r)?\b", "在哪"), (r"\bshen ?me\b", "什么"),
    (r"\bji ?tian\b", "几天"), (r"\bapp\b", "小程序"),
)  # fmt: skip

DIALECT = tuple((re.compile(spoken), standard) for spoken, standard in _DIALECT)
ENGLISH = tuple((re.compile(foreign), standard) for foreign, standard in _ENGLISH)
