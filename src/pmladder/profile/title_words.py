"""The vocabulary of job titles: which words say the seniority, which the function, and which say neither.

Words are lower case, without accents and punctuation. Everything here is about how titles are built;
which roles there are is the catalogue's business.
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LEADERS = _set("director head vp svp evp avp chief deputy executive")
"""Seniority words that name a leader's rung: they stand alone in front of a field, with or without "of"."""

RANK_NOUNS = LEADERS | _set("lead intern trainee apprentice associate assistant principal")
"""Seniority words that can end a title ("product lead"), where others need a noun ("senior manager")."""

RANKS = RANK_NOUNS | _set("junior senior staff distinguished group graduate")
"""All seniority words. "manager" joins them where it means leading people ("manager of engineering")."""

SINGLE_RUNG = _set("junior senior lead staff principal distinguished associate assistant")
"""What may be passed over for a function that has one role only: a senior product owner is a product owner."""

SINGLE_RUNG_OF_NOUN = SINGLE_RUNG | _set("group head chief")
"""The same where a noun for a person says the function: a chief product owner is one of the product owners."""

_BESIDE = {
    "senior": "associate lead staff principal group head manager assistant junior intern",
    "lead": "group principal staff intern",
    "principal": "group",
    "group": "head director vp svp evp chief",
    "associate": "intern director trainee graduate",
    "assistant": "intern trainee",
    "junior": "intern associate assistant trainee",
    "graduate": "intern trainee associate",
    "trainee": "intern graduate",
    "manager": "group assistant associate",
    "executive": "director",
}
PASSED_OVER = {word: _set(stronger) for word, stronger in _BESIDE.items()}
"""A word that adds nothing beside a stronger one, when no role has both: a senior associate is an associate."""

PEOPLE = _set(
    "owner engineer developer designer analyst architect marketer consultant advisor adviser specialist coordinator "
    "planner builder strategist scientist researcher writer editor officer administrator representative rep executive "
    "agent technician tester trainer coach mentor instructor teacher lecturer professor recruiter evangelist "
    "ambassador advocate expert fellow merchandiser buyer controller accountant auditor operator producer supervisor "
    "master partner president secretary volunteer member copywriter photographer technologist clerk investor guru "
    "professional programmer seller salesperson author curator broker educator reviewer inspector stylist "
    "founder chief-of-staff personal-assistant general-manager managing-director trader attorney counsel lawyer nurse "
    "ceo coo cfo cmo cio ciso chro candidate student mentee bootcamp certification certificate course nanodegree "
    "training alumni alumnus"
)
"""Nouns for a person: the last one in a phrase says the function, and what stands before narrows it."""

NOISE = _set(
    "mba summer fulltime parttime remote hybrid onsite contract contractor contracting freelance freelancer temporary "
    "permanent interim acting fractional former ex founding global worldwide regional international corporate national "
    "probono volunteer independent level mid the a an self employed full part time hire leave cover maternity "
    "emeritus individual-contributor spring fall autumn winter"
)
"""Words that say how or where someone works, not what they do nor how senior they are."""

ENGAGED = _set("contractor freelancer contract freelance hire")
"""Those of them that end a phrase like a noun for a person."""

MANAGED = _set("management department team teams organization organisation org division unit")
"""What a field's people may be called: a director of product management is a director of product."""

PRODUCT_PARTS = _set("line lines portfolio area areas")
"""A part of a product field that changes nothing: a product line manager is a product manager."""

DOMAINS = _set(
    "growth payments platform platforms innovation strategy tech mobile web ai ml genai ecommerce commerce marketplace "
    "search ads monetization monetisation core consumer enterprise b2b b2c b2b2c saas fintech banking lending credit "
    "insurance health healthcare iot api apis checkout identity personalization retail onboarding discovery "
    "emea apac latam mena europe eu uk us usa india china asia pacific germany dach france spain brazil africa "
    "america americas north south east west nordics canada australia"
)
"""What a product leader's field may be narrowed to behind "product" without becoming another function."""

FUNCTIONS = _set(
    "product project program marketing sales engineering software development design ux ui research operations ops "
    "support service services success finance financial accounting legal compliance risk security hr people talent "
    "recruiting recruitment data analytics science business quality qa test testing communications content brand "
    "partnerships procurement supply logistics delivery hardware manufacturing production training education "
    "customer account medical clinical regulatory policy administration"
)
"""Fields of their own: in front of another field they make a third ("sales engineering")."""

SERVING = _set("chief-of-staff personal-assistant secretary recruiter coach mentor trainer instructor teacher lecturer")
"""People who work for those that a later part of the title names: "recruiter, product managers"."""

NOT_YET = _set("aspiring seeking wannabe transitioning unemployed future prospective certified want non")
"""In front of a title: the person does not hold the position."""

PROJECT_FIELDS = _set("it construction civil site project implementation client")
"""In front of the bare letters PM these mean a project manager."""

CUTS = _set("at for bei chez within with in on fur pour para reporting supporting via since from")
"""What follows one of these is an employer, a product or a place."""

JOINS = {"&", "+", "/", "and", "und", "y", "et", "or", "oder", "ou"}
OF = _set("of de del der des du von di da do")
SIDE_BY_SIDE = ","

_SAME_WORD = {
    "senior": "sr snr",
    "junior": "jr jnr jun",
    "manager": "mgr mngr managerin",
    "management": "mgmt mgt mgnt mngt mngmt managers",
    "director": "dir dirctr direktor direktorin directeur directrice directora diretor diretora",
    "lead": "leader teamlead teamleiter teamleiterin teamleitung lider gruppenleiter gruppenleiterin",
    "head": "leiter leiterin leitung bereichsleiter bereichsleiterin abteilungsleiter abteilungsleiterin",
    "assistant": "asst asistente assistent assistentin",
    "associate": "assoc assc",
    "principal": "prin princ",
    "intern": "internship interns praktikant praktikantin praktikum werkstudent werkstudentin stagiaire becario "
    "becaria practicante pasante estagiario estagiaria",
    "trainee": "trainees volontar volontarin",
    "apprentice": "apprenticeship apprenti apprentie",
    "deputy": "vice stellvertretender stellvertretende stellv subdirector subdirectora adjunto adjunta adjoint",
    "vp": "vicepresident vicepresidente vizeprasident vizeprasidentin",
    "cofounder": "mitgrunder mitgrunderin cofundador cofundadora cofondateur cofondatrice",
    "founder": "grunder grunderin fundador fundadora fondateur fondatrice entrepreneur solopreneur unternehmer",
    "product": "products producto productos produit produits produto produtos produkt produkte",
    "project": "projects proyecto proyectos projet projets projekt projekte projeto",
    "program": "programme programmes programs",
    "owner": "dueno duena propietario propietaria",
    "analyst": "analista analystin analyste",
    "designer": "designerin disenador disenadora",
    "engineer": "ingenieur ingenieurin ingeniero ingeniera eng engr",
    "developer": "dev entwickler entwicklerin",
    "consultant": "berater beraterin consultor consultora consultante",
    "coordinator": "coordinador coordinadora coordonnateur coordenador koordinator",
    "specialist": "spezialist spezialistin especialista specialiste",
    "jefe": "jefa gerente chef cheffe gestor gestora",
    "ops": "operation",
    "marketing": "mktg mkt",
    "technical": "tecnico tecnica technique technischer technische",
    "digital": "digitaler digitale",
}
SAME_WORD = {other: word for word, others in _SAME_WORD.items() for other in others.split()} | {
    "cofounder": "founder",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "i": "1",
    "v": "5",
    "gvp": "group vp",
    "cpto": "chief product and technology officer",
    "ctpo": "chief technology and product officer",
}

_PHRASES = {
    "deputy president": "vp",
    "senior deputy president": "svp",
    "senior vp": "svp",
    "executive deputy president": "evp",
    "executive vp": "evp",
    "assistant deputy president": "avp",
    "associate deputy president": "avp",
    "assistant vp": "avp",
    "associate vp": "avp",
    "co founder": "founder",
    "co fundador": "founder",
    "co op": "intern",
    "e commerce": "ecommerce",
    "pro bono": "probono",
    "team lead": "lead",
    "team manager": "manager",
    "chief of staff": "chief-of-staff",
    "general manager": "general-manager",
    "managing director": "managing-director",
    "individual contributor": "individual-contributor",
    "executive assistant": "personal-assistant",
    "personal assistant": "personal-assistant",
    "summer associate": "intern",
    "working student": "intern",
    "entry level": "junior",
    "lead generation": "lead-generation",
    "lead gen": "lead-generation",
    "head office": "head-office",
    "product led": "productled",
    "jefe of product": "product manager",
    "jefe product": "product manager",
    "jefe of project": "project manager",
    "jefe project": "project manager",
    "owner of product": "product owner",
    "business owner": "owner",
    "management trainee": "trainee",
    "management associate": "associate",
    "graduate trainee": "trainee",
    "all genders": "",
}
PHRASES: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
for _phrase, _meaning in sorted(_PHRASES.items(), key=lambda item: -len(item[0].split())):
    _words = tuple(_phrase.split())
    PHRASES.setdefault(_words[0], []).append((_words, tuple(_meaning.split())))
"""Words that mean something else together, by their first word, the longest first."""

GRADE = re.compile(r"[1-9]|(?:l|ic|e|p|t|m|g|grade)(?:\d{1,2}[a-c]?|(?<=grade)[a-z])")
"""A step within a role ("II") or an employer's own grade ("L6", "band A")."""
GRADE_NAMED = re.compile(r"\b(?:band|grade|level|lvl|stufe)[ -]+(\d{1,2}[a-c]?|[a-e])\b")

GERMAN_COMPOUND = re.compile(
    r"(produkt|projekt|programm)s?(manager(?:in)?|managements?|owner(?:in)?|marketing|designer(?:in)?)"
)

_CHINESE = {
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
    "产品": "product",
    "项目": "project",
    "高级": "senior",
    "资深": "senior",
    "初级": "junior",
    "中级": "mid",
    "首席": "principal",
    "助理": "assistant",
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
}
CHINESE = {written: f" {word} " for written, word in _CHINESE.items()}
CHINESE_WORD = re.compile("|".join(sorted(_CHINESE, key=len, reverse=True)))
SIMPLIFIED = str.maketrans(
    "產經級總監負責實習資術項專員營運設計師長組場銷開發聯創線門問",
    "产经级总监负责实习资术项专员营运设计师长组场销开发联创线门问",
)
