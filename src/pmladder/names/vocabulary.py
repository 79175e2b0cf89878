"""The vocabulary of job titles: words for seniority, words for functions, and other words.

Words are lower case, without accents and punctuation. This module is about the form of titles; the catalogue has the
roles. Words of other languages are in `languages/`, with their English meanings.
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LEADERS = _set("director head vp svp evp avp chief deputy executive")
"""Seniority words of leaders: they come before a field, with or without "of"."""

RANK_NOUNS = LEADERS | _set("lead intern trainee associate assistant principal")
"""Seniority words that can end a title ("product lead"), where others need a noun ("senior manager")."""

OF_PERSON = _set("senior junior intern trainee graduate advanced unreadable")
"""Seniority words that also count after a noun for a person. Others may belong to the name of a product."""

UNPLACED = _set(
    "leading expert-level partner-level high-level advanced supervising supervisory veteran seasoned ranking premier "
    "elite upper superior star rising beginner novice rookie unreadable"
)
"""Words of unclear seniority. A title with one of them matches only a role that has the word too."""

RANKS = RANK_NOUNS | UNPLACED | _set("junior senior staff distinguished group graduate")
"""All seniority words. "manager" joins them where it means leading people ("manager of engineering")."""

SINGLE_RUNG = _set("junior senior lead staff principal distinguished associate assistant graduate")
"""Seniority words that are ignored if only one role has the function: a senior product owner is a product owner."""

SINGLE_RUNG_OF_NOUN = SINGLE_RUNG | _set("group head chief")
"""The same when a noun for a person names the function: a chief product owner is a product owner."""

_BESIDE = {
    "senior": "associate lead staff principal group head manager assistant junior intern",
    "lead": "group principal staff intern",
    "principal": "group",
    "group": "head director vp svp evp chief",
    "associate": "intern trainee graduate",
    "assistant": "intern trainee",
    "junior": "intern associate assistant trainee",
    "graduate": "intern trainee associate",
    "trainee": "intern graduate",
    "manager": "group assistant associate",
    "executive": "director",
}
PASSED_OVER = {word: _set(stronger) for word, stronger in _BESIDE.items()}
"""Words that are ignored beside a stronger one if no role has both: a senior associate is an associate."""

PEOPLE = _set(
    "owner engineer developer designer analyst architect marketer consultant advisor adviser specialist coordinator "
    "planner builder strategist scientist researcher writer editor officer administrator representative rep executive "
    "agent technician tester trainer coach mentor instructor teacher lecturer professor recruiter evangelist "
    "ambassador advocate expert fellow merchandiser buyer controller accountant auditor operator producer supervisor "
    "master partner president secretary volunteer member copywriter photographer technologist clerk investor guru "
    "professional programmer seller salesperson author curator broker educator reviewer inspector stylist "
    "founder chief-of-staff personal-assistant general-manager managing-director trader attorney counsel lawyer nurse "
    "ceo coo cfo cmo cio ciso chro candidate student mentee bootcamp certification certificate course nanodegree "
    "training alumni alumnus responsible in-charge team-lead"
)
"""Nouns for a person. The last one in a phrase names the function, and the words before narrow it."""

NOISE = _set(
    "mba summer fulltime parttime remote hybrid onsite contract contractor contracting freelance freelancer temporary "
    "permanent interim acting fractional founding global worldwide regional international corporate national "
    "probono volunteer independent level mid the a an self employed full part time hire leave cover maternity "
    "individual-contributor spring fall autumn winter joint co now then first sole experienced"
)
"""Words about how or where someone works, not about function or seniority."""

ENGAGED = _set("contractor freelancer contract freelance hire")
"""Those of them that can end a phrase, as a noun for a person does."""

MANAGED = _set("management department team teams organization organisation org division unit")
"""Words that add nothing to a field: a director of product management is a director of product."""

PRODUCT_PARTS = _set("line lines portfolio area areas")
"""Words that do not change a product field: a product line manager is a product manager."""

DOMAINS = _set(
    "growth payments platform platforms innovation strategy tech mobile web ai ml genai ecommerce commerce marketplace "
    "search ads monetization monetisation core consumer enterprise b2b b2c b2b2c saas fintech banking lending credit "
    "insurance health healthcare iot api apis checkout identity personalization retail onboarding discovery "
    "experience "
    "digital emea apac latam mena europe eu uk us usa india china asia pacific germany dach france spain brazil africa "
    "america americas north south east west nordics canada australia"
)
"""Words after "product" that narrow a leader's field without making it another function."""

SERVICES = DOMAINS | _set(
    "fraud trust safety cloud ad cyber wallet cards messaging chat video audio music games gaming travel mobility "
    "education edtech adtech martech healthtech insurtech proptech crypto web3 blockchain crm erp pricing billing "
    "subscription subscriptions loyalty logistics maps voice vision robotics developer customer partner seller "
    "merchant creator workplace productivity collaboration security infrastructure network storage compute analytics "
    "data software digital internal technical new emerging strategic key group shared connected smart online open "
    "news media publishing banking savings payment card mortgage loan loans risk compliance hr people talent "
    "global regional international corporate national worldwide"
)
"""Words before the plural "products" that mean software or services. Other words mean goods or securities."""

OF_PRODUCTS = _set("technical digital internal software hardware data")
"""Other words that describe products, not the person."""

FUNCTIONS = _set(
    "product project program marketing sales engineering software development design ux ui research operations ops "
    "support service services success finance financial accounting legal compliance risk security hr people talent "
    "recruiting recruitment data analytics science business quality qa test testing communications content brand "
    "partnerships procurement supply logistics delivery hardware manufacturing production training education "
    "customer account medical clinical regulatory policy administration"
)
"""Fields of their own. Before another field they make a third one ("sales engineering")."""

GOODS = _set(
    "structured securitized syndicated derivative derivatives equity income wood forest paper food dairy meat poultry "
    "agricultural building chemical petroleum steel concrete tobacco leather frozen bakery grain"
)
"""Words before "products" that mean goods or securities, which are another trade."""

UNITS = _set("department team teams organization organisation org division unit section branch")
"""Units that a leader may lead, named in another segment: "Head of Department, Product Management"."""

SERVING = _set("chief-of-staff personal-assistant secretary recruiter coach mentor trainer instructor teacher lecturer")
"""People who work for the people named later in the title: "recruiter, product managers"."""

NOT_HELD = _set(
    "former ex retired emeritus aspiring seeking wannabe transitioning unemployed future incoming prospective "
    "certified want non"
)
"""Words before a title that say the position is no longer held, or not yet."""

ENDED = _set("former ex retired emeritus aspiring future incoming prospective")
"""Those of them that also say so alone, after the title: "Product Manager (former)"."""

ENDED_BEHIND = _set("former retired emeritus wannabe")
"""Those of them that say so as the last word of a title."""

LOOK_ALIKE = _set(
    "internet internal direct directory directions assistance association seniority produce produced producing manage "
    "manages managed owned owns production conduct designed engine engines marketed dialect analysis analyses search "
    "contact contracts reach coach"
)
"""Words that look like misspelled seniority words but are not."""

PROJECT_FIELDS = _set("it construction civil site project implementation client")
"""Words before "PM" that make it a project manager."""

CUTS = _set("at for within with in on reporting supporting via since from formerly previously")
"""Words that are followed by an employer, a product or a place."""

FOR = _set("for in")
"""Those of them that may stand between a leader or an intern and the field: "VP for product"."""

BANK_GRADES = _set("vp avp svp evp")
"""Leaders' rungs that large employers give to people who lead nobody: "VP, Product Manager"."""

TITLES_OF_GRADE = _set("principal staff senior")
"""Seniority words that are only a grade before a leader's full title: "Principal, Head of Product"."""

JOINS = _set("& + / and or resp aka cum")
SIDE_BY_SIDE = ","
STOP = "stop"
"""Marks between the phrases of a title. After `STOP`, something new begins."""

_SAME_WORD = {
    "senior": "sr snr",
    "junior": "jr jnr jun",
    "manager": "mgr mngr",
    "management": "mgmt mgt mgnt mngt mngmt managers",
    "director": "dir dirctr",
    "lead": "leader",
    "team-lead": "teamlead",
    "assistant": "asst",
    "associate": "assoc assc",
    "principal": "prin princ",
    "intern": "internship interns internships",
    "trainee": "trainees apprentice apprentices apprenticeship traineeship",
    "graduate": "grad grads graduates fresher freshers",
    "deputy": "vice sub",
    "vp": "vicepresident",
    "founder": "cofounder entrepreneur solopreneur",
    "product": "products prod",
    "project": "projects",
    "program": "programme programmes programs",
    "engineer": "eng engr",
    "developer": "dev",
    "ops": "operation",
    "marketing": "mktg mkt",
    "1": "i",
    "2": "ii",
    "3": "iii",
    "4": "iv",
    "5": "v",
    "6": "vi",
    "7": "vii",
}
SAME_WORD: dict[str, str] = {_other: _word for _word, _others in _SAME_WORD.items() for _other in _others.split()}
SAME_WORD |= {
    "gvp": "group vp",
    "cvp": "vp",
    "pmt": "technical product manager",
    "cpto": "chief product and technology officer",
    "ctpo": "chief technology and product officer",
}
"""Other spellings of words, each with its standard form."""

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
    "co op": "intern",
    "e commerce": "ecommerce",
    "pro bono": "probono",
    "team lead": "team-lead",
    "chief of staff": "chief-of-staff",
    "general manager": "general-manager",
    "managing director": "managing-director",
    "individual contributor": "individual-contributor",
    "executive assistant": "personal-assistant",
    "personal assistant": "personal-assistant",
    "summer associate": "intern",
    "working student": "intern",
    "entry level": "junior",
    "early career": "graduate",
    "early careers": "graduate",
    "early in career": "graduate",
    "early talent": "graduate",
    "career starter": "graduate",
    "campus hire": "graduate",
    "campus recruit": "graduate",
    "campus": "graduate",
    "college hire": "graduate",
    "university hire": "graduate",
    "graduate hire": "graduate",
    "new graduate": "graduate",
    "new college graduate": "graduate",
    "new university graduate": "graduate",
    "recent graduate": "graduate",
    "recent college graduate": "graduate",
    "recent university graduate": "graduate",
    "college graduate": "graduate",
    "university graduate": "graduate",
    "graduate program": "graduate",
    "graduate scheme": "graduate",
    "graduate rotation": "graduate",
    "graduate development program": "graduate",
    "high level": "high-level",
    "upper level": "high-level",
    "top level": "high-level",
    "pm t": "technical product manager",
    "product manager t": "technical product manager",
    "manager product manager": "manager , product manager",
    "lead generation": "lead-generation",
    "lead gen": "lead-generation",
    "head office": "head-office",
    "product led": "productled",
    "owner of product": "product owner",
    "project responsible": "project manager",
    "project in-charge": "project manager",
    "business owner": "owner",
    "management trainee": "trainee",
    "management associate": "associate",
    "graduate trainee": "trainee",
    "all genders": "",
    "in product management": "of product management",
    "promoted to": "&",
    "expert product": "expert-level product",
    "managing product": "leading product",
    "partner product": "partner-level product",
    "in training": "trainee",
    "assistant to": "personal-assistant at",
    "hands on": "",
    "office of": "office at",
    "open to work": "",
    "senior living": "senior-living",
    "senior care": "senior-care",
    "senior housing": "senior-housing",
    "senior citizens": "senior-citizens",
    "executive education": "executive-education",
    "ai assistant": "ai assistance",
    "voice assistant": "voice assistance",
    "virtual assistant": "virtual assistance",
    "digital assistant": "digital assistance",
}
PHRASES: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
for _phrase, _meaning in sorted(_PHRASES.items(), key=lambda item: -len(item[0].split())):
    _words = tuple(_phrase.split())
    PHRASES.setdefault(_words[0], []).append((_words, tuple(_meaning.split())))
"""Groups of words with a meaning of their own, by their first word, the longest first."""

GRADE = re.compile(r"[1-9]|(?:l|ic|e|p|t|m|g|d|grade)(?:\d{1,2}[a-c]?|(?<=grade)(?:[a-z]|i{2,3}|iv))")
"""A step within a role ("II") or an employer's own grade ("L6", "band A")."""
GRADE_NAMED = re.compile(
    r"\b(?:band|grade|level|lvl|stufe|tier|entgeltgruppe|eg)[ -]+(\d{1,2}[a-c]?|[a-e]|i{1,3}|iv|v)\b"
)

KNOWN = (
    RANKS
    | PEOPLE
    | DOMAINS
    | NOISE
    | FUNCTIONS
    | NOT_HELD
    | LOOK_ALIKE
    | MANAGED
    | {"manager"}
    | OF_PRODUCTS
    | JOINS
    | CUTS
)
"""Known words, which are never corrected."""
TELLING = RANKS | PEOPLE | {"manager"}
"""Words for a function or a seniority."""
JOINED = frozenset(word for word in TELLING | FUNCTIONS | OF_PRODUCTS | MANAGED if len(word) > 2 and "-" not in word)
"""Words that may be written together: "productmanager"."""
