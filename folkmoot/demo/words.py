"""What the invented brands and their fans say. Nothing here was said by a real person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One brand's side of the story. `leaning` gives, for each of three camps, the chance in
    per cent of agreeing with the statement, and of passing on it."""

    slug: str
    brand: str
    about: str
    topics: tuple[tuple[str, str, int, str, str, str], ...]
    question: str
    background: str
    statements: tuple[tuple[str, tuple[int, int, int]], ...]
    from_fans: tuple[tuple[str, tuple[int, int, int]], ...]
    refused: str
    answers: tuple[str, ...]
    next_question: str
    next_statements: tuple[tuple[str, tuple[int, int, int]], ...]
    titles: dict[str, str]
    # Who looks again at a decision that a petition suspended.
    board: str


_FIRST_ANSWER = (
    "谢谢一百多位朋友的意见。先说定了的：可换电池、五年更新、菜单无推广，这三条写进"
    "下一代的设计任务书。没有采用的：8K 视频。三个群体里有两个不需要它，而它会吃掉"
    "防水的预算。取景器还没有定，我们会在四月把两种样机都拿给大家上手。"
)
_SECOND_ANSWER = (
    "谢谢一百多位朋友的意见。先说定了的：可换电池、五年更新、菜单无推广，这三条写进"
    "下一代的设计任务书，电池门的样件在四月公开。没有采用的：8K 视频。三个群体里有"
    "两个不需要它，而它会吃掉防水的预算。取景器还没有定，我们会在四月把两种样机都"
    "拿给大家上手，并公布上手之后的意见。"
)

LUMEN = Words(
    slug="lumen",
    brand="澄光",
    about="澄光做随身相机。这里是澄光的众议：我们在决定之前听，在期限之内答。",
    topics=(
        (
            "design",
            "产品设计",
            1,
            "产品副总裁 陈屿",
            "下一代机身的取舍、配色、按键与菜单。",
            "安全认证、已签的供货合同、具体售价。",
        ),
        (
            "partners",
            "代言与联名",
            1,
            "品牌副总裁 陈屿",
            "合作的方向、边界与顾虑。",
            "已经签署的合同。",
        ),
        (
            "soul",
            "品牌的灵魂：机身上不印广告",
            3,
            "澄光与守护人共同决定",
            "是否修改这一条。",
            "没有多数支持的证据，我们不改。",
        ),
        ("price", "价格与渠道", 0, "澄光", "我们解释时的详略。", "定价本身。"),
    ),
    question="下一代随身相机，哪些东西绝不能丢，哪些可以放手？",
    background=(
        "下一代机身只剩 **286 克** 的余量。电池、取景器、防水，不可能全都留下。\n\n"
        "这次讨论不投票决定做什么。陈屿会在讨论结束后十四天内，逐条写明采用了什么、"
        "没采用什么、为什么。"
    ),
    statements=(
        ("机身必须能一只手握稳，哪怕屏幕小一点。", (95, 88, 90)),
        ("电池要能自己换，不接受一体封死。", (92, 90, 84)),
        ("宁可厚两毫米，也要保住光学取景器。", (94, 18, 30)),
        ("取景器可以不要，省下的重量给续航。", (8, 86, 55)),
        ("防水比拍视频的规格重要。", (82, 30, 60)),
        ("8K 视频是下一代必须有的卖点。", (6, 88, 22)),
        ("菜单里不要出现任何推广内容。", (97, 95, 96)),
        ("开机到第一张照片不能超过一秒。", (85, 80, 88)),
        ("请保留机械拨盘，不要全改成触摸。", (96, 22, 70)),
        ("系统更新至少承诺五年，并写进保修卡。", (90, 92, 91)),
        ("可以接受涨价三百元，换更好的传感器。", (66, 72, 14)),
        ("入门版的价格不能再涨。", (40, 35, 95)),
        ("联名限量款应该少做，先把现货补足。", (78, 74, 88)),
        ("相机该直接能发到常用的社交软件。", (25, 90, 62)),
    ),
    from_fans=(
        ("维修配件应该公开标价。", (88, 86, 93)),
        ("给左撇子留一个快门键的位置。", (60, 48, 66)),
        ("说明书请写成人话，再附一页大字版。", (84, 80, 90)),
    ),
    refused="某某店长骗人，他手机号是……",
    answers=(_FIRST_ANSWER, _SECOND_ANSWER),
    next_question="和创作者合作之前，你们最想先知道什么？",
    next_statements=(
        ("合作之前，先公布我们不和什么样的人合作。", (92, 85, 90)),
        ("创作者收了多少钱，应该写在视频开头。", (70, 40, 66)),
        ("宁可少合作，也不要和骂过我们的人合作。", (95, 60, 82)),
        ("批评产品的人可以合作，羞辱用户的人不行。", (90, 88, 86)),
        ("新机应该先给普通用户试，再给博主。", (62, 30, 80)),
        ("合作结束后，请公布效果和花费。", (74, 58, 77)),
        ("长期合作要有年限，不要年年都是同几个人。", (68, 44, 79)),
        ("广告就写明是广告。", (97, 93, 96)),
        ("创作者有不同意见时，也应该被听见。", (80, 82, 76)),
    ),
    titles={"mei": "社群运营", "chen": "产品副总裁"},
    board="澄光董事会",
)

_ANSWER = (
    "The jack stays. Ear pads will come off without tools, and spare-part prices go on the "
    "product page in May. We will not build in a voice assistant. The yoke is still open: "
    "we will send both versions to forty of you by lot."
)

FATHOM = Words(
    slug="fathom",
    brand="Fathom",
    about="Fathom makes headphones that can be repaired. This is where its owners are heard.",
    topics=(
        (
            "sound",
            "How our headphones sound and feel",
            1,
            "Ada Chen, VP Product",
            "Tuning, materials, controls, what is in the box.",
            "Safety limits on loudness.",
        ),
        (
            "repair",
            "Spare parts and repair",
            2,
            "Ada Chen, VP Product",
            "Which parts we stock, for how long, at what price.",
            "Legal duties of warranty.",
        ),
    ),
    question="What should the next Fathom keep, and what may it lose?",
    background=(
        "The next model has to lose **40 grams**. We cannot keep the metal yoke, the jack and "
        "the larger battery together. Tell us what matters before we choose."
    ),
    statements=(
        ("Keep the 3.5 mm jack, whatever it takes.", (94, 24, 58)),
        ("Wireless range matters more to me than battery life.", (18, 80, 40)),
        ("I want to change the ear pads without tools.", (93, 88, 92)),
        ("The metal yoke is worth its weight.", (88, 20, 45)),
        ("A companion app should never be required.", (96, 52, 84)),
        ("Spatial audio is a feature I would use every day.", (10, 86, 35)),
        ("Publish the spare-part prices on the product page.", (92, 86, 94)),
        ("I would pay more for a seven-year warranty.", (72, 50, 20)),
        ("Ship fewer colours and keep them in stock.", (70, 62, 85)),
        ("Voice assistants have no place in headphones.", (84, 15, 55)),
    ),
    from_fans=(
        ("Put the serial number where I can read it.", (80, 75, 82)),
        ("Sell a version without a microphone.", (66, 12, 40)),
    ),
    refused="My neighbour across the lane is a thief.",
    answers=(_ANSWER,),
    next_question="Before we work with a creator, what do you want to know first?",
    next_statements=(
        ("Say first whom you will never work with.", (88, 80, 85)),
        ("What a creator is paid belongs at the start of the video.", (72, 35, 64)),
        ("Whoever criticises the product may work with us.", (90, 86, 84)),
        ("Whoever insulted owners may not, ever.", (85, 40, 72)),
        ("Owners should get new models before creators do.", (60, 25, 78)),
        ("Publish what a partnership cost and brought.", (70, 55, 74)),
        ("No creator should be with us for more than two years.", (52, 20, 70)),
        ("An advertisement says that it is one.", (96, 92, 95)),
    ),
    titles={"mei": "Community lead", "chen": "VP Product"},
    board="The board of Fathom",
)
