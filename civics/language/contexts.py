"""What is around hostile words: whom they are said of, and what turns them round."""

from __future__ import annotations

import re

GROUPS = (
    r"(?:[女男盲死]粉|学生党|大妈们|粉丝|用户|车主|机主|车友|玩家|会员|消费者|网友|顾客|买家|观众|听众|受众|粉(?=们|都|就|是|，|。|？|$))们?"
    r"|\b(?:fans|users|owners|customers|players|buyers|followers|fanboys|fangirls|drivers)\b"
)
THOSE = (
    r"(?:你们|他们|她们)?[这那](?:群|帮|伙|些|堆|窝|批)(?:人|家伙|货|东西)?|一[群帮伙窝](?:人)?|你们(?:这些|这群|这帮)?|^(?:全|都)是|一个个的?|(?:买|用|信|骂|开|追|喜欢)[^，。？的]{1,8}的(?:人)?(?=都|就是|全|八成)"
    r"|\b(?:these|those|you) people\b|\bthat lot\b"
)
THING = (
    r"手机|产品|质量|系统|软件|(?<![a-z])app|设计|客服|售后|公司|厂家|厂商|品牌|官方|高管|老板|商家|电池|屏幕|版本|价格|服务|功能"
    r"|结构|更新|车机|音质|做工|续航|导演|销售|经理|这代|语音助手|这破|电脑|耳机|键盘|手感|公关|文案|广告|账号|主播|博主"
    r"|\b(?:phone|app|lamp|product|update|software|company|design|switch|service|price|quality|keyboard|screen|battery|team|ceo|laptop)\b"
)
# What may stand between people and a word that is said of things too: it says that they are that.
COPULA = re.compile(
    r"(?:们|都|全|就|真|简直|也|只|不过|尽|净|是|像|跟|算|叫|一|这|那|群|帮|种|些|的|大多|普遍|果然|本来|永远|有点|太|很|最|，|？|=|嘛|啊|呢)*"
    r"|[\s，=]*(?:(?:are|is|were|be|all|just|such|a|an|the|bunch|of|like|so|really|literally|typical|as|always|actual|total|=)[\s，]*)*"
)
FARTHEST, LOOK_BACK = 28, 16
# Another subject or a transitive verb between people and word: the word is about something else.
ELSE = re.compile(
    r"(?:买|花钱|推荐|养|送|反馈|等了|救|注意|投诉|遭遇|晒|爱吃|喜欢|带着|家的|的(?:猫|狗|猪|车|家|说法|钱)|说|认为|提醒|遇到|举报|看不上|觉得)"
    r"|\b(?:love|bought|deserve better|hate|met|found|say|said|think|who|and)\b"
)
ATTRIBUTE = re.compile(r"(?:透顶|至极|一样|进水)?的?(?:女|男|老|新)?|[ ](?:of )?(?:the |these )?")
CALLED = re.compile(
    r"(?:吧|，|们|你们|这些|这帮|这群|那群|了|的|们的)*|[ ，]*(?:the |you |all |these )*"
)
MOST = re.compile(
    r".{0,3}(?:的?(?:人|家伙)?就是|的都是|才|才会|才去|的才去)(?:当|做|成为)?"
    r"|[ ]*(?:become|are|buy|of)[ ]"
)
OF_THING = re.compile(rf"(?:的|一样的|透了的|[ ])?(?:{THING})")
THING_BEFORE = re.compile(rf"(?:{THING})")

NOT_BETWEEN = re.compile(
    r"(?:不是|并非|并不|绝不|决不|从不|从来不|又不|也不|没那么|没有那么|没这么|不算|不傻|哪里|才不|\bnot\b|n't|\bnever\b|\bno\b|\bhardly\b)(?!.*就是)[^，]{0,6}$"
)
NOT_BEFORE = re.compile(
    r"(?:(?:别|不要|不能|不该|请勿|停止|反对|拒绝|禁止|抵制|谁)(?:再|乱|这样|动不动|总)?(?:骂|说|喊|叫|把|拿|嘲|黑|用)|没有?人|没谁|\bnobody\b|\bno\sone\b|\bstop\b|\bdon't\b|\bnever\b)[^，。]{0,8}$"
)
TOLD = re.compile(
    r"(?:(?<!我)(?<!我想)(?<!我要)(?<!不是我)(?:说|称|骂|喊|讽|笑|辱|侮|贬|斥|诬|叫)(?!人)(?:道|过|是|了|我们|着)?|据报道|标题|原话|总有人|有人|截图|凭什么|觉得)[^。]{0,10}$"
    r"|\b(?:he|she|they|who|someone|somebody|anyone|people|streamer|report)\b.{0,20}\b(?:sa(?:id|ys)|call(?:s|ed|ing)?|mock(?:s|ed)|insult\w*|claim\w*)\b.{0,10}$"
    r"|\b(?:call|calling|called|mocked|mocking|insulted|insulting|insults|according\sto)\b.{0,10}$"
)
FIRST_PERSON = re.compile(r"(?:我|我真的?|我们)(?:觉得|说|说的就是|骂)[^。]{0,6}$")
OURSELVES = re.compile(
    r"(?:我们|咱们|咱|俺们|本|作为|身为|我就是|我也是|我是|老娘|同为)[^，。]{0,4}$|\b(?:we|us|as\san?|i\sam|i'm|me|am\san?)\b[^，。]{0,8}$"
)
VICTIM = re.compile(
    r"(?:骗|坑|欺负|骂|嘲笑|侮辱|黑|喷|看不起|得罪|伤害|害|羞辱|歧视|抹黑|忽悠|割|把|拿|将|等同于|被说|当)(?:了|过|我们|所有)?$"
    r"|\b(?:treat\w*|insults?|scams?|scamm\w+|against|cheat\w*|hates?|calling|calls?|see|sees|mock\w*|on\severy|every)\s(?:the\s|all\s|their\s)?$"
)
TREATED = re.compile(r"(?:当成?|当作|耍|割|被坑|被骗(?!活该)|被你们|不当)|\blike\b|\bas\b")
RHETORIC = re.compile(r"有病|是不是|能不能|不就|会不会|就这")
