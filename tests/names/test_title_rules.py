"""The rules by which a title means a role: what counts together, what is the employer's own, what is put right."""

from __future__ import annotations

from names.title_catalogues import product_catalogue
from pmladder.catalogue.models import Catalogue, Role, ScaleLevel
from pmladder.catalogue.role_parts import Alias
from pmladder.names.resolve import resolve_title
from rows import each

CATALOGUE = product_catalogue()
PRODUCT_ROLES = {role.id for role in CATALOGUE.roles if role.family == "core"} | {"product-owner"}


def _role(role: str, title: str, *aliases: str, beside: tuple[str, ...] = ()) -> Role:
    return Role(
        id=role,
        title=title,
        family="adjacent",
        aliases=tuple(Alias(title=alias) for alias in aliases),
        never_beside=beside,
    )


AROUND = Catalogue(
    scale=[ScaleLevel(name="some")],
    roles=[
        *product_catalogue().roles[:15],
        _role("founder", "Founder"),
        _role("partner", "Managing partner", "partner", beside=("attorney",)),
        _role("consultant", "Consultant", "senior consultant"),
        _role("operations", "Operations manager", beside=("warehouse", "data center", "hôtel")),
        _role("engineering", "Engineering manager", beside=("process",)),
    ],
)

RULES = """
those who begin: associate-pm: Product Manager - New Grad; New Grad Product Manager; \
Product Manager (New College Grad); Product Manager, University Graduate; Campus Hire Product Manager; \
Product Manager (Early in Career); Early Career Product Manager; Product Manager - Fresher; \
Product Manager, Graduate Scheme; Product Manager Apprenticeship; \
Associate Product Manager (Early Careers); Product Manager, New Grad 2026
the place of those who begin is no rung: pm: Product Manager, Campus Tools; Product Manager, University Partnerships
PMT: pm: PMT; PM-T; PMT - Devices; Product Manager Technical (PMT)
PMT with a rung: senior-pm: Senior PMT; Sr. PM-T, Devices
Prod.: pm: Prod. Manager; Prod Mgr
Prod. with a rung: director: Dir. Prod. Mgmt
requisition numbers: director: Director, Product Management #12345; Director of Product (REQ-2291); \
Director of Product R0048213; Director of Product [Job ID 882134]; Director of Product - 10023344
a number of the product is none: pm: Product Manager, Office 365; Product Manager 360
what a leader leads, apart: head-of-product: Head of Department, Product Management; Department Head - Product; \
Head of Unit, Product
what a manager leads, apart: group-pm: Unit Manager - Product Management; Team Manager, Product Management
a grade beside a full title: head-of-product: Principal, Head of Product; Staff, Head of Product
a bank's grade: pm: VP, Product Manager; Product Manager - Vice President
a manager's rung beside a manager: senior-pm: Product Manager, Senior Manager; Senior Manager Product Manager Platform
services: vp-product: VP Data Products; VP Digital Products; VP, Fraud Products; VP Products; VP of Products and Labs
words written as one: pm: Productmanager; ProductManager
"""
UNKNOWN = """
a word for a rung that is none of the catalogue's: Supervising Product Manager; Advanced Product Manager; \
Veteran Product Manager; High-Level Product Manager; Product Manager Advanced
two rungs that contradict each other: Director, Product Manager; Product Manager, Senior Director
goods and securities: Head of Credit Spread Products; Director of Beef Products; VP, Rubber Products; \
Ground Products Director; Personal Care Products Manager
"""
MENDED = {
    "Product Manger": ("pm", '"manger" read as "manager"'),
    "Prodcut Manager": ("pm", '"prodcut" read as "product"'),
    "Senoir Product Manager": ("senior-pm", '"senoir" read as "senior"'),
    "Director of Produt": ("director", '"produt" read as "product"'),
    "Assocaite Product Maneger": ("associate-pm", '"assocaite" read as "associate" and "maneger" read as "manager"'),
    "Product Onwer": ("product-owner", '"onwer" read as "owner"'),
}


def _cases(table: str) -> list[tuple[str, ...]]:
    rows = [line.split(": ") for line in table.strip().splitlines()]
    return [(*said, title.strip()) for *said, titles in rows for title in titles.split(";")]


@each(("rule", "role", "title"), _cases(RULES))
def test_a_title_follows_the_rule(rule: str, role: str, title: str) -> None:
    assert resolve_title(title, CATALOGUE).role == role, rule


@each(("rule", "title"), _cases(UNKNOWN))
def test_a_title_that_the_rule_leaves_open_is_unknown(rule: str, title: str) -> None:
    assert resolve_title(title, CATALOGUE).role is None, rule


@each(("title", "role", "said"), [(title, *meant) for title, meant in MENDED.items()])
def test_a_slip_of_the_pen_is_put_right_with_a_remark(title: str, role: str, said: str) -> None:
    match = resolve_title(title, CATALOGUE)
    assert (match.role, match.matched_by) == (role, "words")
    assert match.why.startswith(f"With {said}: ")


@each("title", ["Produce Manager", "Product Manage", "Produkt Mngär Mgx"])
def test_another_word_is_no_slip(title: str) -> None:
    assert resolve_title(title, CATALOGUE).role is None


@each(
    ("title", "role", "also"),
    [
        ("Founder", "founder", ()),
        ("Technical co-founder", "founder", ()),
        ("Co-Founder / CPO", "founder", ("cpo",)),
        ("Product Manager & Co-founder", "founder", ("pm",)),
        ("Cofondatrice, Head of Product", "founder", ("head-of-product",)),
        ("CPO & Co-Founder", "cpo", ("founder",)),
        ("Founder & CEO (acting CPO)", "cpo", ("founder",)),
        ("Co-Founder, Interim Head of Product", "head-of-product", ("founder",)),
        ("Product Manager, Founder Tools", "pm", ()),
        ("Entrepreneur général", None, ()),
        ("Founder's Associate", None, ()),
    ],
)
def test_a_founder_stays_a_founder_and_a_chief_officer_in_front_counts(
    title: str, role: str | None, also: tuple[str, ...]
) -> None:
    match = resolve_title(title, AROUND)
    assert (match.role, match.also) == (role, also)


@each(
    ("title", "role"),
    [
        ("Partner", "partner"),
        ("Partner at Example LLP", "partner"),
        ("Associate Partner", None),
        ("Partner, Attorney", None),
        ("Consultant", "consultant"),
        ("Consultant II", "consultant"),
        ("Senior Consultant", "consultant"),
        ("Principal Consultant", None),
        ("Consultant Physician", None),
        ("Engineering Manager", "engineering"),
        ("Software Engineering Manager", None),
        ("Maintenance & Engineering Manager", None),
        ("Process Engineering Manager", None),
        ("Operations Manager", "operations"),
        ("Regional Operations Manager", "operations"),
        ("Warehouse Operations Manager", None),
        ("Operations Manager, Data Center", None),
        ("Operations Manager - Hotel", None),
        ("Operations Manager at Hotel Example", "operations"),
        ("Product & Engineering Manager", "pm"),
        ("Product & Growth Lead", "lead-pm"),
    ],
)
def test_a_function_decides_only_together_with_its_whole_title(title: str, role: str | None) -> None:
    assert resolve_title(title, AROUND).role == role
