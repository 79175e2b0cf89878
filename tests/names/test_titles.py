"""What job titles mean: what must be recognised, what must be left alone, and what never changes the answer."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from amount import examples
from names.title_catalogues import engineering_catalogue, product_catalogue
from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role, ScaleLevel
from pmladder.catalogue.role_parts import Alias
from pmladder.names.index import TitleIndex
from pmladder.names.resolve import TitleMatch, resolve_title
from rows import each

PRODUCT = product_catalogue()
ENGINEERING = engineering_catalogue()
PRODUCT_ROLES = {role.id for role in PRODUCT.roles if role.family == "core"} | {"product-owner"}

MEANS = """
pm | pm | id
Product manager | pm | title
PM | pm | alias
senior PM | senior-pm | alias
product  manager | pm | normalised
Sr. Product Manager | senior-pm | normalised
Snr Product Mgr | senior-pm | normalised
Product Manager, Payments | pm | normalised
Product Manager - Growth | pm | normalised
Product Manager–Marketplace | pm | normalised
Product Manager (Search & Discovery) | pm | normalised
Product Manager, Marketing Technology | pm | normalised
Product Manager | Data | B2B SaaS | pm | normalised
Senior PM at Example, Inc. | senior-pm | normalised
Product Manager @ Example | pm | normalised
Product Manager for Example | pm | normalised
Product-Manager | pm | normalised
PM II | pm | normalised
Product Manager 2 | pm | normalised
Product Manager III | senior-pm | normalised
Product Manager I | junior-pm | normalised
VP, Product | vp-product | normalised
V.P. of Product | vp-product | normalised
Vice-President Product | vp-product | normalised
Director, Product Management | director | normalised
Dir. Product Management | director | normalised
Sr Dir, Product | senior-director | words
Head of Product | head-of-product | words
Head of Products | head-of-product | words
Product Head | head-of-product | words
Head of Digital Products | head-of-product | words
Head of Product, EMEA | head-of-product | words
Head of Product & Engineering | head-of-product | words
Head of Trust & Safety Product | head-of-product | words
Fractional Head of Product | head-of-product | words
Global Head of Product | head-of-product | words
Group Head of Product | head-of-product | words
Managing Director & Head of Product | head-of-product | words
CEO & Head of Product | head-of-product | words
Acting Director of Product | director | words
Product Management Director | director | words
Director, Payments, Product | director | words
Director & Head of Product | director | words
Executive Director, Product Management | director | words
Product Line Director | director | words
VP Engineering & Product | vp-product | words
VP of Product Strategy | vp-product | words
VP Data Products | vp-product | words
Sr. VP Product | svp-product | normalised
Executive Vice President of Product | svp-product | normalised
EVP, Chief Product Officer | cpo | words
Interim CPO | cpo | words
Chief Product & Technology Officer | cpo | normalised
Chief Technology & Product Officer | cpo | words
Chief Product Officer (CPO) | cpo | normalised
Principal PM - Data Platform | principal-pm | normalised
Principal, Product | principal-pm | words
Staff PM | staff-pm | normalised
Sr. Staff Product Manager | staff-pm | words
Principal/Staff Product Manager | principal-pm | words
Senior to Lead Product Manager | lead-pm | words
Product Manager → Senior Product Manager | senior-pm | words
(Senior) Product Manager | senior-pm | normalised
Product Manager - Senior | senior-pm | words
Product Manager (Lead) | lead-pm | words
Product Manager Senior | senior-pm | words
Senior Product Manager II | senior-pm | words
Senior Trust & Safety Product Manager | senior-pm | words
Senior Product Manager – Technical | senior-pm | normalised
Product Lead | lead-pm | words
Lead, Product | lead-pm | words
Product Management Lead | lead-pm | words
Product Team Lead | lead-pm | words
Product Lead for Checkout | lead-pm | words
Seller Experience Product Lead | lead-pm | words
Product & Design Lead | lead-pm | words
Senior Product Lead | lead-pm | words
Group PM | group-pm | normalised
Senior Group Product Manager | group-pm | words
Manager, Product Management | group-pm | normalised
Senior Manager, Product & Design | group-pm | words
Manager of Product Managers | group-pm | normalised
Software Product Manager | pm | words
Data Product Manager | pm | words
Technical Product Manager, Billing | pm | normalised
Product Portfolio Manager | pm | words
Product Manager L6 | pm | words
IC4 product manager | pm | words
Band A Product Manager | pm | words
VP, Product Manager | pm | words
Freelance Product Manager | pm | words
Founding PM | pm | words
Product Management | pm | words
Product Manager Developer Tools | pm | words
Product Manager (Lead Generation) | pm | normalised
Product Manager, Group Insurance | pm | words
Product Manager, Founder Tools | pm | words
Product Manager/Owner | pm | words
Product Owner/Manager | pm | words
Software Engineer & Product Manager | pm | words
Product Manager / Project Manager | pm | words
Product and Program Manager | pm | words
Product Manager & Scrum Master | pm | words
Associate, Product Management | associate-pm | words
Sr. Associate Product Manager | associate-pm | words
Product Management Trainee | associate-pm | words
Associate Product Manager (APM) | associate-pm | normalised
Jr PM | junior-pm | normalised
Product Manager Assistant | junior-pm | words
Entry-level Product Manager | junior-pm | normalised
APM intern | pm-intern | alias
Summer Product Management Intern | pm-intern | words
MBA Intern, Product Strategy | pm-intern | words
Product Manager Internship | pm-intern | words
Product Owner / Business Analyst | product-owner | words
Business Analyst / Product Owner | product-owner | words
Senior Product Owner | product-owner | words
Chief Product Owner | product-owner | words
Proxy Product Owner | product-owner | words
Owner, Product | product-owner | words
Project Manager | program-manager | normalised
IT PM | program-manager | words
Project Manager (PM) | program-manager | normalised
Project Manager, Product Team | program-manager | normalised
Program Manager, Product | program-manager | normalised
Product Marketing Manager | product-marketing-manager | normalised
Senior Product Marketing Manager | product-marketing-manager | words
Analyst, Product | product-analyst | words
Lead Product Designer | ux-designer | words
Produktmanager | pm | normalised
Senior Produktmanagerin (m/w/d) | senior-pm | normalised
Produktmanager*in | pm | normalised
Leiterin Produktmanagement | head-of-product | normalised
Teamleiter Produktmanagement | lead-pm | words
Werkstudent Produktmanagement | pm-intern | words
Projektmanager | program-manager | normalised
Jefa de Producto Senior | senior-pm | normalised
Gerente de Producto | pm | normalised
Directora de Producto | director | words
Vicepresidente de Producto | vp-product | normalised
Chef de produit | pm | normalised
Directeur Produit | director | words
Chef de projet | program-manager | normalised
产品经理 | pm | normalised
高级产品经理 | senior-pm | normalised
高級產品經理 | senior-pm | normalised
电商产品经理 | pm | words
产品总监 | director | normalised
产品负责人 | head-of-product | words
产品助理 | junior-pm | words
产品经理（实习） | pm-intern | words
首席产品官 | cpo | normalised
项目经理 | program-manager | normalised
"""

OTHER_WORK = """
Head of Product Marketing
Director of Product Design
Director of Product Partnerships
Head of Product Design & Research
VP of Product Engineering
VP of Product Development
Head of Product Operations
Product Operations Manager
Production Manager
Product Development Manager
Product Development Engineer
Product Specialist
Product Support Manager
Product Engineer
Product Strategy Manager
Product Strategy & Operations Manager
Product Growth Manager
Product and Customer Support Manager
Brand/Category/Product Marketing Lead
Product Tech Lead
Product Engineering Lead
Product Analytics Lead
Senior Director of Engineering, Product Platform
Marketing Manager, Product Launches
Engineering Manager, Product
Design Lead, Product
Software Engineer, Product
Software Engineer, Product Manager Tools
Buyer, PO Processing
Head of Marketing, Product
General Manager, Product
Area Head
Head of Metropolitan Area
Managing Director, Product
Chief of Staff, Product
Chief of Staff to the CPO
Executive Assistant to the Chief Product Officer
Executive Assistant, Chief Product Officer
Assistant to Product Manager
Recruiter, Product Managers
Product Manager Recruiter
Product Management Coach
Product Management Consultant
Consultant - Product Management
Product & Sales Consultant
Aspiring Product Manager
Product Management Student
Product Management Bootcamp
Chief Product Marketing Officer
Chief Product Manager
Chief Marketing Officer
Product Design Intern
Product Evangelist
Product Coordinator
Product
Director
Senior Manager
Lead
L6
Band A
产品运营经理
产品设计师
产品专家
产品总经理
Leiter Produktmarketing
Produktentwickler
Responsable Produit
Jefe de Producción
"""

NO_SUCH_RUNG = (
    "Deputy Head of Product",
    "AVP Product",
    "Product Manager IV",
    "Deputy CPO",
)

FOUNDERS = {
    "Founder": (),
    "Co-Founder / CPO": ("cpo",),
    "Co-founder & Product Owner": ("product-owner",),
    "Founder, Director of Product": ("director",),
    "Product Manager & Co-founder": ("pm",),
    "联合创始人 & 产品总监": ("director",),
}


def _cases(table: str) -> list[tuple[str, str, str]]:
    cases = []
    for line in table.strip().splitlines():
        title, role, matched_by = line.rsplit(" | ", 2)
        cases.append((title, role, matched_by))
    return cases


@each(("title", "role", "matched_by"), _cases(MEANS))
def test_title_means_role(title: str, role: str, matched_by: str) -> None:
    match = resolve_title(title, PRODUCT)
    assert (match.role, match.matched_by) == (role, matched_by)
    assert match.text == title


@each("title", OTHER_WORK.strip().splitlines())
def test_title_of_other_work_is_no_product_role(title: str) -> None:
    assert resolve_title(title, PRODUCT).role not in PRODUCT_ROLES


@each("title", NO_SUCH_RUNG)
def test_rung_that_the_catalogue_lacks_is_unknown_and_has_neighbours(title: str) -> None:
    match = resolve_title(title, PRODUCT)
    assert (match.role, match.matched_by) == (None, None)
    assert PRODUCT_ROLES.issuperset(match.nearest)
    assert match.nearest


@each(("title", "near"), FOUNDERS.items())
def test_founder_does_not_say_the_rung(title: str, near: tuple[str, ...]) -> None:
    match = resolve_title(title, PRODUCT)
    assert match.role is None
    assert "founder" in match.why.casefold()
    assert match.nearest == near


@each(
    ("title", "size", "role"),
    [
        ("Head of Product", "small", "head-of-product"),
        ("Head of Product", "medium", "vp-product"),
        ("Head of Product", "large", "head-of-product"),
        ("VP of product", "small", "head-of-product"),
        ("VP of product", "large", "vp-product"),
        ("Vice President, Product", "small", "head-of-product"),
        ("Director, Product Management", "small", "head-of-product"),
        ("Senior Director, Product", "small", "senior-director"),
        ("CPO", "small", "head-of-product"),
        ("Product Lead", "small", "head-of-product"),
        ("Lead Product Manager", "large", "lead-pm"),
        ("Product Manager", "small", "pm"),
        ("vp-product", "small", "vp-product"),
    ],
)
def test_company_size_decides_between_readings(title: str, size: CompanySize, role: str) -> None:
    assert resolve_title(title, PRODUCT, size).role == role


def test_other_readings_are_named() -> None:
    assert resolve_title("VP of product", PRODUCT).nearest == ("head-of-product",)
    assert resolve_title("VP of product", PRODUCT, "small").nearest == ("vp-product",)
    two = resolve_title("Product Manager / Project Manager", PRODUCT)
    assert (two.nearest, two.also) == ((), ("program-manager",))
    assert "Program or project manager" in two.why


def test_title_that_only_a_size_explains_is_unknown_without_one() -> None:
    roles = [_role("boss", "Manager of all", Alias(title="captain", company=("small",)))]
    catalogue = Catalogue(scale=[ScaleLevel(name="some")], roles=roles)
    assert resolve_title("Captain", catalogue).role is None
    assert resolve_title("Captain", catalogue).nearest == ("boss",)
    assert resolve_title("Captain", catalogue, "small").role == "boss"


def test_alias_that_two_roles_claim_is_unknown_with_both() -> None:
    roles = [_role("a", "First", Alias(title="Captain")), _role("b", "Second", Alias(title="Captain"))]
    match = resolve_title("captain", Catalogue(scale=[ScaleLevel(name="some")], roles=roles))
    assert (match.role, match.nearest) == (None, ("a", "b"))


@each(
    ("title", "role"),
    [
        ("em/analyst", "em/analyst"),
        ("Software engineer", "software"),
        ("Sr. Software Engineer, Payments", "senior-software"),
        ("Embedded Software Engineer", "software"),
        ("Manager, Engineering", "manager"),
        ("Director of Technology", "director"),
        ("Senior engineer 2 (Individual Contributor)", "senior-2-ic"),
        ("Senior Software Engineer & Product Manager", "senior-software"),
        ("Senior engineer 2", None),
        ("Staff Software Engineer", None),
        ("Sales Engineer", None),
        ("Sales Engineering Manager", None),
        ("Product Manager", None),
    ],
)
def test_another_crafts_ladder(title: str, role: str | None) -> None:
    assert resolve_title(title, ENGINEERING).role == role


@each("catalogue", [PRODUCT, ENGINEERING], ids=["product", "engineering"])
def test_every_name_of_a_role_means_it(catalogue: Catalogue) -> None:
    for role in catalogue.roles:
        assert resolve_title(role.id, catalogue) == TitleMatch(
            role.id, role.id, "id", f'"{role.id}" is the id of a role.', ()
        )
        for name in [role.title, *(alias.title for alias in role.aliases if not alias.company)]:
            for written in (name, f"  {name} ", name.upper(), name.title(), f"{name}."):
                assert resolve_title(written, catalogue).role == role.id, written
        for alias in role.aliases:
            for size in alias.company:
                assert resolve_title(alias.title, catalogue, size).role == role.id


_SAME = [
    (
        "Senior Product Manager",
        "Sr Product Manager",
        "Sr. Product Manager",
        "Snr Product Mgr",
        "SENIOR product Manager",
    ),
    ("Vice President of Product", "VP Product", "V.P., Product", "Vice-President - Product", "vp of product"),
    ("Director of Product", "Dir. of Product", "Dir, Product", "Product Director", "Director - Product"),
    ("Junior Product Manager", "Jr. Product Manager", "Jr Product Mgr", "Product Manager (Junior)"),
    (
        "Product Manager, Ads",
        "Product Manager - Ads",
        "Product Manager (Ads)",
        "Product Manager | Ads",
        "Ads Product Manager",
    ),
]


@each("same", _SAME, ids=lambda same: same[0])
def test_spelling_never_changes_the_role(same: tuple[str, ...]) -> None:
    roles = {resolve_title(title, PRODUCT).role for title in same}
    assert len(roles) == 1
    assert None not in roles


@each("title", [case[0] for case in _cases(MEANS) if case[2] != "id"])
def test_case_and_space_never_change_the_role(title: str) -> None:
    role = resolve_title(title, PRODUCT).role
    for written in (title.upper(), title.lower(), f"\t {title}\n", title.replace(" ", "  ")):
        if written.strip() not in {other.id for other in PRODUCT.roles}:
            assert resolve_title(written, PRODUCT).role == role


@each("title", ["Prodduct Mannagerr", "prdct manage", "product manage"])
def test_a_title_with_several_slips_in_a_word_is_unknown_with_what_was_meant(title: str) -> None:
    match = resolve_title(title, PRODUCT)
    assert match.role is None
    assert match.nearest[0] == "pm"


def test_why_names_the_words_that_decided() -> None:
    assert resolve_title("Sr. Product Lead", PRODUCT).why == (
        'It has the function "product" and the seniority "senior lead", like "Lead product manager".'
    )
    assert resolve_title("Product Manager, Payments", PRODUCT).why == (
        'Ignoring "payments", "product manager" is the title of "Product manager".'
    )
    assert '"l6" is the employer\'s own' in resolve_title("Product Manager L6", PRODUCT).why
    assert resolve_title("VP of product", PRODUCT, "small").why == (
        'In a small company "VP of product" means "Head of product management".'
    )


_MARKS = list("()[]{}/&,;:|-–@·→.'’*_+ \n\x1b\u202eﷺé")
_WORDS = "of to at and senior head lead product manager management chief officer owner founder PM VP II L6 产品 经理"
_PIECES = st.sampled_from(_MARKS + _WORDS.split())


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(_PIECES | st.text(max_size=5), max_size=60), st.sampled_from([None, "small", "medium", "large"]))
def test_any_text_has_an_answer(pieces: list[str], size: CompanySize | None) -> None:
    for text in (" ".join(pieces), "".join(pieces)):
        match = resolve_title(text, PRODUCT, size)
        assert match == resolve_title(text, PRODUCT, size)
        assert (match.role is None) == (match.matched_by is None)
        assert match.role not in match.nearest
        assert match.why.isprintable()


@each("piece", ["(", "Product Manager, ", "senior ", "a/b ", "to ", "产品经理", "ﷺ", "\u202e", "[()] ", "- "])
def test_long_odd_text_is_quick(piece: str) -> None:
    text = (piece * 5_000)[:5_000]
    resolve_title(text, PRODUCT)
    start = time.process_time()
    resolve_title(text, PRODUCT)
    assert time.process_time() - start < 0.5


def test_index_is_built_once_and_lets_the_catalogue_go() -> None:
    catalogue = product_catalogue()
    assert TitleIndex.of(catalogue) is TitleIndex.of(catalogue)
    assert TitleIndex.of(catalogue) is not TitleIndex.of(product_catalogue())


def _role(role: str, title: str, *aliases: Alias) -> Role:
    return Role(id=role, title=title, aliases=aliases)
