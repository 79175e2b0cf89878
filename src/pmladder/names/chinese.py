"""Chinese words of job titles, in both scripts, with their English counterparts; see `words`."""

from __future__ import annotations

import re
from functools import cache

_ENGLISH = {
    "首席产品官": "chief product officer",
    "首席技术官": "chief technology officer",
    "高级副总裁": "svp",
    "副总裁": "vp",
    "副总监": "deputy director",
    "副总经理": "deputy general manager",
    "总经理": "general manager",
    "联合创始人": "founder",
    "创始人": "founder",
    "负责人": "head",
    "实习生": "intern",
    "实习": "intern",
    "设计师": "designer",
    "设计": "design",
    "分析师": "analyst",
    "工程师": "engineer",
    "架构师": "architect",
    "总监": "director",
    "经理": "manager",
    "前产品": "former product",
    "产品": "product",
    "项目": "project",
    "高级": "senior",
    "资深": "senior",
    "初级": "junior",
    "中级": "mid",
    "首席": "principal",
    "助理": "assistant",
    "见习": "trainee",
    "管培生": "trainee",
    "副": "deputy",
    "主管": "lead",
    "组长": "lead",
    "部门": "department",
    "部": "department",
    "线": "line",
    "运营": "operations",
    "市场": "marketing",
    "营销": "marketing",
    "销售": "sales",
    "研发": "development",
    "开发": "development",
    "专员": "specialist",
    "专家": "expert",
    "顾问": "consultant",
    "支持": "support",
    "测试": "testing",
    "兼": "and",
    "和": "and",
    "与": "and",
    "及": "and",
}
_SIMPLIFIED = str.maketrans(
    "產經級總監負責實習資術項專員營運設計師長組場銷開發聯創線門問",
    "产经级总监负责实习资术项专员营运设计师长组场销开发联创线门问",
)


def in_english(text: str) -> str:
    """`text` with its Chinese product words in English, each between spaces."""
    return _word().sub(lambda found: f" {_ENGLISH[found.group()]} ", text.translate(_SIMPLIFIED))


@cache
def _word() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_ENGLISH, key=len, reverse=True)))
