"""Titles by kind: languages, employers and products, grades, several roles in one, positions not held, other work."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amount import examples
from names.title_catalogues import product_catalogue
from pmladder.catalogue.fields import CompanySize
from pmladder.names.resolve import resolve_title
from pmladder.report.blocks import Bullets, Cell
from pmladder.report.ground import Ground
from pmladder.report.title import TitleData, title_report
from rows import each

CATALOGUE = product_catalogue()
PRODUCT_ROLES = {role.id for role in CATALOGUE.roles if role.family == "core"} | {"product-owner"}

GERMAN = """
pm-intern: Werkstudent Produktmanagement (m/w/d); Praktikum Produktmanagement; Praktikantin im Produktmanagement; \
Werkstudent im Bereich Produktmanagement; Auslandspraktikum Produktmanagement; Pflichtpraktikant Produktmanagement
associate-pm: Trainee Produktmanagement; Nachwuchs-Produktmanager
junior-pm: Junior Produktmanagerin (m/w/d); Junior-Produktmanager; Assistent Produktmanagement
pm: Produktmanager:in; Produktmanager/-in; Produktmanager_in; Produktmanager (gn); Produkt-Manager; \
Technischer Produktmanager; Digitaler Produktmanager; Erfahrener Produktmanager; Selbstständiger Produktmanager; \
Produktmanager für Zahlungen; Produktmanager bei Beispiel GmbH; Produktmanager Vertrieb; Produktlinienmanager; \
Digitales Produktmanagement; Productmanager (m/v)
senior-pm: Senior Produktmanager (w/m/d); Produktmanager Senior; Senior-Produktmanagerin
lead-pm: Teamleiterin Produktmanagement; Gruppenleiter Produktmanagement; Teamlead Produktmanagement
director: Direktorin Produkt; Produktdirektor
head-of-product: Leiter Produktmanagement; Leiter des Produktmanagements; Leitung Produkt & Technologie; \
Hauptabteilungsleiter Produktmanagement; Bereichsleitung Digitale Produkte; \
Kommissarischer Leiter Produktmanagement; Leiter Produktmanagement Digital; \
Leiterin für Produktmanagement; Leitung Projekt- und Produktmanagement
vp-product: Vizepräsident Produkt; VP für Produktmanagement
product-owner: Produkteigner; Produktinhaberin; Product Ownerin; Productowner
product-marketing-manager: Produktmarketingmanager
program-manager: Projektleiter; Projektmanagerin; Programmmanager
"""
FRENCH = """
pm-intern: Stagiaire chef de produit; Stage chef de produit
associate-pm: Alternante Product Manager; Product Manager en alternance
junior-pm: Chef de produit junior; Assistante chef de produit; Assistant(e) chef de produit; Chef de produit web junior
pm: Cheffe de produit; Chef de produit confirmé; Chef de produit H/F - Lyon; Gestionnaire de produits numériques; \
Chef de produit chez Exemple; Chef de produit indépendant; Chef·fe de produit; Chef.fe de produit
senior-pm: Chef de produit senior; Chef de produit sénior; Chef de produit digital senior
director: Directeur/trice produit; Directeur produit; Directrice des produits; Directeur de la gestion de produit; \
Directeur Produit & Marketing
vp-product: Vice-présidente, Produit; VP Produit
cpo: CPO par intérim
product-owner: Propriétaire de produit
product-analyst: Analyste produit
product-marketing-manager: Chef de produit marketing
program-manager: Chef de projet digital; Gestionnaire de projet
"""
SPANISH_PORTUGUESE = """
pm-intern: Becaria de producto; Estagiário de Produto; Estágio em Produto; Estagiária em Gestão de Produtos
junior-pm: Jefe de producto júnior; Gerente de Produto Júnior
pm: Jefa de Producto; Gerente de Productos Digitales; Semi-Senior Product Manager; Product Manager SSr; \
Gerente de Produto Pleno; Product Manager Pleno; Jefe de producto en Ejemplo; Jefe/a de producto; \
Gerente de Produto em Exemplo
senior-pm: Gerente de Produto Digital Sênior; Product Manager Senior Pagos; Jefe de producto sénior; \
Gerente Senior de Producto; Gerente Sênior de Produtos
lead-pm: Líder de Producto; Líder de Produto
director: Directora de Producto e Innovación; Diretor de Produto; Director de productos digitales
senior-director: Director Senior de Producto
vp-product: Vicepresidenta de Producto; Vice-presidente de Produto
head-of-product: Head de Produto
product-owner: Dueña del producto; Dono do Produto
product-analyst: Analista de Produto
product-marketing-manager: Gerente de Marketing de Produto
program-manager: Jefe de proyecto; Gerente de Projetos
"""
EMPLOYERS_AND_PRODUCTS = """
pm-intern: Product Manager Intern 2027; Product Management Intern - Summer 2027; Product Manager Intern Payments; \
Spring & Summer 2027 Intern, Product Management
pm: PM@Acme; PM (Growth) – Acme; Acme: Product Manager; Product Manager // Growth; AI PM; \
Product Manager at Lead Bank; Product Manager, Principal Financial Group; Product Manager, Senior Living; \
Senior Living Product Manager; \
Product Manager, Associate Experience; Product Manager, Staff Tools; Product Manager, Intern Programs; \
Internal Tools Product Manager; Internet Product Manager; AI Assistant Product Manager; Product Manager of Payments; \
Product Manager for Directors; Product Manager, Design Systems; Product Manager (Partner Integrations)
senior-pm: Senior PM, Payments @ Acme; Acme - Senior Product Manager; Senior PM reporting to the VP Product; \
Senior Product Manager, Sales Tools; Senior AI/ML Product Manager
director: Director, Product Management - Ads; Director of Product, Ads & Commerce
head-of-product: Head of Product Management EMEA; Head of Product Area Payments; Head of PM; Acme | Head of Product; \
Co-Head of Product; Joint Head of Product
cpo: Fractional CPO; Interim Chief Product Officer; CPO | Advisor | Investor
vp-product: Interim VP Product; VP Product @ Acme | ex-Other; VP for Product; CVP, Product
engineering-manager: EM, Payments; Senior EM Payments
program-manager: PM (Project Manager); Project Manager - PM; Chef de projet PM; Senior Project Manager / PM
"""
GRADES = """
pm: Product Manager (L6); L6 PM; Product Manager, Level III; Product Manager Level 3; Grade 7 Product Manager; \
Product Manager - Band 8a; Product Manager IC3; PM-2; PM2; Product Manager Tier 2; Produktmanager Stufe 3; \
Product Manager - Vice President; AVP, Product Manager
junior-pm: PM I
senior-pm: PM III; Senior PM II; Senior Product Manager (Grade 6); Senior Product Manager IC5; \
Vice President, Senior Product Manager
staff-pm: Staff PM (IC6)
group-pm: Manager II, Product Management; Group Product Manager II
director: Director of Product L8; L8 Director of Product
vp-product: VP Product (Band 2)
product-owner: Product Owner II; Product Owner L4
"""
SEVERAL = """
pm + product-owner: Product Manager bzw. Product Owner; Product Owner aka Product Manager; \
Product Owner / Product Manager; PM/PO; Product Manager, Product Owner; Product Manager and Owner
pm + program-manager: Produkt- und Projektmanager; Projekt- und Produktmanagerin; Product & Project Manager; \
Program/Product Manager; Chef de produit / Chef de projet
pm + ux-designer: UX Designer & Product Manager
pm + cto: CTO / Product Manager
pm + product-marketing-manager: Product & Product Marketing Manager; PMM / PM
pm + associate-pm: APM to PM; Associate PM → Product Manager; Product Manager (APM)
product-owner + business-analyst: Product Owner/Business Analyst/Scrum Master
senior-pm + junior-pm: Junior/Senior Product Manager
senior-pm + pm: Product Manager promoted to Senior Product Manager; Product Manager, then Senior Product Manager
lead-pm + senior-pm: Senior PM / Lead PM; Senior to Lead Product Manager
group-pm + principal-pm: Group PM / Principal PM
head-of-product + lead-pm: Head of Product / Lead Product Manager
head-of-product + engineering-manager: Engineering Manager / Head of Product
cpo + cto: CTO & CPO; CPO/CTO
director + group-pm pm: Product Manager → Group PM → Director of Product
"""
ONE_OF_SEVERAL = """
pm: Team Lead / Product Manager; Product Manager & Team Lead; Software Engineer / PM; COO, Product Manager; \
Head of Sales, Product Manager; Product Manager, former engineer; Senior Product Designer Intern & Product Manager
product-owner: Product Owner / Scrum Master; Scrum Master & Product Owner
head-of-product: Head of Product & Design
"""
UNKNOWN = """
held no longer: Former Product Manager; ex-Head of Product; Product Manager (former); Ehemaliger Produktmanager; \
Ancien chef de produit; Retired CPO; Ehemals Product Owner; Product Manager retired; Product Manager wannabe; 前产品经理
not held yet: Incoming Product Manager; Aspiring PM; Angehender Produktmanager; Futur chef de produit
a rung that no role has: Associate Director of Product; AVP Product; Deputy Head of Product; Sub-gerente de producto; \
Stv. Leiter Produktmanagement; Directrice de produit adjointe; Product Manager IV; Product Manager VI; \
Chief Product Manager; Sous-directeur produit; 副产品经理
a word that may mean two rungs: Leitende Produktmanagerin; Responsable produit; Responsable de Producto; \
Produktleiter; Produktverantwortlicher; Gestionnaire principal de produit; Expert Product Manager; \
Partner Product Manager; Managing Product Manager; Manager produit; Manager de Producto
two rungs that contradict each other: Product Manager, Director; Director, Product Manager
a grade alone: Band A; IC5; Grade 7; L6 at Acme; Level 5; II; Product L6
a founder: Cofundador & CPO; Mitgründer, Head of Product; Founder/CEO/CPO
people around the position: Office Manager to VP Product; Office of the CPO; Executive Assistant to the CPO; \
Duales Studium Produktmanagement; Abschlussarbeit Produktmanagement; Aushilfe Produktmanagement; \
Sekretariat Produktmanagement; Diploma Product Management; Mitarbeiterin im Produktmanagement; \
Referent Produktmanagement; Assistenz Produktmanagement; Recruiter, Product
other work in other words: Directeur marketing produit; Director de Desarrollo de Producto; Produktionsleiter; \
Leiter Produktentwicklung; Responsable de production; Chargé de produit; \
Director de Ingeniería de Producto; Head de Design de Produto; Directeur Design Produit; Líder de Design de Produto; \
CPO (Chief People Officer); Chief Procurement Officer - CPO; PM (Portfolio Manager); Head of Structured Products; \
VP, Wood Products; Dairy Products Manager; Technical Lead; PMO Lead; PM Technician
"""


def _table(text: str) -> list[tuple[str, str]]:
    lines = (line.split(": ", 1) for line in text.strip().splitlines())
    return [(title.strip(), said) for said, titles in lines for title in titles.split(";")]


ONE_ROLE = GERMAN + FRENCH + SPANISH_PORTUGUESE + EMPLOYERS_AND_PRODUCTS + GRADES + ONE_OF_SEVERAL


@each(("title", "role"), _table(ONE_ROLE.replace("\n\n", "\n")))
def test_title_names_one_role(title: str, role: str) -> None:
    match = resolve_title(title, CATALOGUE)
    assert (match.role, match.also) == (role, ())


@each(("title", "roles"), _table(SEVERAL))
def test_title_of_several_roles_says_all(title: str, roles: str) -> None:
    role, _, also = roles.partition(" + ")
    match = resolve_title(title, CATALOGUE)
    assert (match.role, match.also) == (role, tuple(also.split()))
    assert all(f'"{CATALOGUE.roles_by_id[other].title}"' in match.why for other in match.also)
    assert not set(match.also) & {*match.nearest, match.role}


@each(("title", "why"), _table(UNKNOWN))
def test_what_cannot_be_told_is_unknown(title: str, why: str) -> None:
    assert resolve_title(title, CATALOGUE).role is None, why


def test_why_says_what_was_not_used_and_what_else_is_named() -> None:
    whys = {
        "PM, L6": '"l6" is the employer\'s own and was not used',
        "VP, Product Manager": '"vp" is the employer\'s own and was not used',
        "Product Owner / Scrum Master": '"scrum master", no role of this catalogue',
        "Head of Product & Design": '"head of design", no role of this catalogue',
        "Former CPO": "the position is not held any more, or not yet",
        "Head of Product": 'in a medium company it means "VP of product"',
        "Head of Product & CTO": 'in a medium company it means "VP of product"',
    }
    for title, said in whys.items():
        assert said in resolve_title(title, CATALOGUE).why


@each("size", ["small", "medium", "large"])
def test_known_size_leaves_the_other_roles_of_a_title(size: CompanySize) -> None:
    match = resolve_title("Head of Product & CTO", CATALOGUE, size)
    assert match.role == ("vp-product" if size == "medium" else "head-of-product")
    assert match.also == ("cto",)
    assert '"Chief technology officer"' in match.why
    assert ("in a medium company" in match.why) is False


def test_report_of_a_title_shows_the_other_roles() -> None:
    shown = title_report(Ground(CATALOGUE, "0" * 64), resolve_title("CTO / Product Manager", CATALOGUE), None)
    assert isinstance(shown.data, TitleData)
    assert (shown.data.role, shown.data.also) == ("pm", ("cto",))
    assert Bullets((Cell("Chief technology officer (cto)"),)) in shown.blocks()
    header, row = shown.rows()
    assert row[header.index("also")] == "cto"


SENIORITY = {
    "Senior Product Manager": ("Senior Produktmanagerin", "Chef de produit senior", "Jefa de producto sénior"),
    "Junior Product Manager": ("Junior-Produktmanager", "Cheffe de produit junior", "Gerente de Produto Júnior"),
    "Director of Product": (
        "Direktor Produktmanagement",
        "Directrice produit",
        "Director de Producto",
        "Produktdirektor",
    ),
    "Senior Director of Product": (
        "Senior-Direktorin Produkt",
        "Directeur produit senior",
        "Directora Sr. de producto",
    ),
    "VP of Product": ("Vizepräsidentin Produkt", "Vice-président produit", "Vicepresidente de Produto"),
    "Head of Product": ("Leiterin Produktmanagement", "Head of Produit", "Head de Produto", "Leitung Produkt"),
    "Product Lead": ("Teamleiter Produkt", "Lead produit", "Líder de producto"),
    "Product Management Intern": ("Praktikant Produktmanagement", "Stagiaire produit", "Becario de producto"),
    "Deputy Head of Product": ("Stellvertretender Leiter Produktmanagement", "Head of produit adjoint"),
    "Deputy Director of Product": ("Subdirector de producto", "Directeur adjoint produit", "Stv. Direktorin Produkt"),
}


@each(("english", "others"), SENIORITY.items())
def test_seniority_means_the_same_in_each_language(english: str, others: tuple[str, ...]) -> None:
    role = resolve_title(english, CATALOGUE).role
    assert {other: resolve_title(other, CATALOGUE).role for other in others} == dict.fromkeys(others, role)


_HELD = [title for title, _ in _table(GERMAN + FRENCH.lstrip() + SPANISH_PORTUGUESE.lstrip())]
_ENGLISH = [title for title in SENIORITY if "Intern" not in title]
_COMPANIES = st.sampled_from(
    ["Acme", "Acme Inc.", "Example & Sons", "Lead Bank", "Principal Group", "日本", "42", "PMI"]
)
_MARKS = st.sampled_from([" @ {}", " at {}", " @{}"])
_GRADE = st.sampled_from(["{} (L6)", "{}, L5", "{} - IC7", "{}, Band C", "{} (Grade 7)", "{} – Level 4", "{} | E6"])
_GENDER = st.sampled_from(["{} (m/w/d)", "{} (f/m/x)", "{} (all genders)", "{} (H/F)", "{} m/f/d", "({})", "{}."])
_CASE = st.sampled_from([str.upper, str.lower, str.title, str.swapcase])


@settings(max_examples=examples(150), deadline=None)
@given(st.sampled_from(_HELD + _ENGLISH), _COMPANIES, _MARKS, _GRADE, _GENDER, _CASE)
def test_what_stands_beside_the_title_changes_no_role(
    title: str, company: str, mark: str, grade: str, gender: str, case: object
) -> None:
    assert callable(case)
    role = resolve_title(title, CATALOGUE).role
    written = [
        title + mark.format(company),
        gender.format(title),
        case(title),
        gender.format(title) + mark.format(company),
    ]
    if title in _ENGLISH:
        written += [grade.format(title), gender.format(grade.format(title)) + mark.format(company)]
    assert {text: resolve_title(text, CATALOGUE).role for text in written} == dict.fromkeys(written, role)


_RUNGS = ("", "Senior ", "Junior ", "Lead ", "Principal ", "Head of ", "Director, ", "VP ", "Group ", "Leiter ")
_OTHER = """
Project Management; Production; Product Marketing; Product Design; Product Engineering; Product Operations; Sales; \
Product Development; Product Support; Portfolio Trading; Produktentwicklung; Produktmarketing; Produktion; \
Product Security; Product Analytics; Product Sales; Marketing Produit; Desarrollo de Producto
"""
_BEHIND = ("", " Manager", " Lead", " (m/w/d)", " @ Acme", ", L6", " Intern")


@pytest.mark.slow
@each("function", [function.strip() for function in _OTHER.split(";")])
def test_another_function_is_never_a_product_role(function: str) -> None:
    for rung, behind in itertools.product(_RUNGS, _BEHIND):
        title = f"{rung}{function}{behind}"
        assert resolve_title(title, CATALOGUE).role not in PRODUCT_ROLES, title


@pytest.mark.slow
def test_ten_thousand_titles_take_seconds() -> None:
    titles = [title for title, _ in _table(GRADES + SEVERAL.lstrip() + UNKNOWN.lstrip())]
    many = [f"{title}, Acme {number}" for number, title in zip(range(1000), itertools.cycle(titles), strict=False)]
    resolve_title(many[0], CATALOGUE)
    start = time.process_time()
    for title in many:
        resolve_title(title, CATALOGUE)
    assert time.process_time() - start < 1.0
