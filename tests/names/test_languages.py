"""Titles in languages that are data: seniority, functions, people, word order, forms and joined words."""

from __future__ import annotations

from names.title_catalogues import product_catalogue
from pmladder.names.languages.known import LANGUAGES
from pmladder.names.languages.language import Language
from pmladder.names.lexicon import one_spelling
from pmladder.names.order import in_english
from pmladder.names.resolve import resolve_title
from rows import each

CATALOGUE = product_catalogue()
PRODUCT_ROLES = {role.id for role in CATALOGUE.roles if role.family == "core"} | {"product-owner"}
OTHER = "other work"

TITLES = {
    "Russian": """
pm: Менеджер по продукту; Менеджер продукта; Продакт-менеджер; Продуктовый менеджер; Менеджер цифрового продукта; \
Технический менеджер продукта; Product Manager в Примере
senior-pm: Старший менеджер по продукту; Старший Product Manager; Senior продакт менеджер
junior-pm: Младший продакт-менеджер; Младший Product Manager; Ассистент менеджера по продукту
pm-intern: Стажер продакт-менеджер
director: Директор по продукту; Директор по цифровым продуктам
vp-product: Вице-президент по продукту
product-owner: Владелец продукта
product-analyst: Продуктовый аналитик
product-marketing-manager: Менеджер по маркетингу продукта
program-manager: Менеджер проектов; Руководитель проекта
business-analyst: Старший бизнес-аналитик
other work: Менеджер по продажам; Начальник производства; Бывший продакт-менеджер; Заместитель директора по продукту; \
Ведущий менеджер по продукту
""",
    "Polish": """
pm: Kierownik produktu; Menedżer produktu; Menedżerka produktu cyfrowego; Product Manager w Przykładzie
senior-pm: Starszy Product Manager; Starsza menedżerka produktu
junior-pm: Młodszy Product Manager; Młodsza kierowniczka produktu
pm-intern: Stażysta ds. produktu; Praktykantka Product Management
director: Dyrektor ds. produktu; Dyrektorka produktu
lead-pm: Lider produktu
product-owner: Właściciel produktu
product-analyst: Analityk produktowy
business-analyst: Analityczka biznesowa
other work: Kierownik produkcji; Specjalista ds. produktu; Były Product Manager; Zastępca dyrektora ds. produktu
""",
    "Turkish": """
pm: Ürün Yöneticisi; Ürün Müdürü; Dijital Ürün Yöneticisi
senior-pm: Kıdemli Ürün Yöneticisi; KIDEMLİ ÜRÜN MÜDÜRÜ; Kıdemli Product Manager
pm-intern: Stajyer Product Manager; Ürün Yönetimi Stajyeri
director: Ürün Direktörü; Ürün Yönetimi Direktörü
product-owner: Ürün Sahibi
business-analyst: Kıdemli İş Analisti
program-manager: Proje Yöneticisi
other work: Üretim Müdürü; Ürün Geliştirme Müdürü; Satış Müdürü; Genel Müdür Yardımcısı
""",
    "Italian": """
pm: Product manager digitale; Gestore di prodotto; Product Manager presso Esempio
pm-intern: Stagista Product Manager; Tirocinante product management
director: Direttore di prodotto; Direttrice prodotto
vp-product: Vicepresidente prodotto
product-analyst: Analista di prodotto
program-manager: Capo progetto
ux-designer: Designer di prodotto
other work: Responsabile di prodotto; Responsabile di produzione; Direttore generale; Vice direttore prodotto; \
Ex Product Manager
""",
    "Dutch": """
pm: Productmanager; Technisch productmanager; Productmanager bij Voorbeeld
senior-pm: Senior productmanager
pm-intern: Stagiair productmanagement
director: Productdirecteur; Directeur product
head-of-product: Hoofd Product; Hoofd productmanagement; Hoofd Digitale Producten
product-owner: Producteigenaar
product-analyst: Productanalist
product-marketing-manager: Productmarketingmanager
business-analyst: Bedrijfsanalist
program-manager: Projectleider
other work: Productontwikkelaar; Productiemanager; Verkoopmanager; Voormalig productmanager
""",
    "Swedish": """
pm: Produktchef; Teknisk produktchef; Produktchef på Exempel
senior-pm: Senior produktchef; Äldre produktchef
junior-pm: Junior Produktchef; Yngre Product Manager
director: Produktdirektör
head-of-product: Chef för produkt
product-owner: Produktägare
business-analyst: Affärsanalytiker
program-manager: Projektledare
other work: Produktionschef; Produktutvecklare; Försäljningschef; Tidigare produktchef; Produktansvarig
""",
    "Danish": """
pm: Produktleder; Produktchef hos Eksempel
senior-pm: Seniorproduktchef; Senior Produktleder
head-of-product: Leder af produkt
product-owner: Produktejer
business-analyst: Forretningsanalytiker
program-manager: Projektleder
other work: Produktionsleder; Salgschef; Produktkoordinator; Tidligere produktchef
""",
    "Finnish": """
pm: Tuotepäällikkö; Digitaalinen tuotepäällikkö
senior-pm: Vanhempi tuotepäällikkö; Vanhempi Product Manager
junior-pm: Nuorempi tuotepäällikkö; Nuorempi Product Manager
pm-intern: Harjoittelija, tuotehallinta
director: Tuotejohtaja
product-owner: Tuoteomistaja; Vanhempi tuoteomistaja
product-analyst: Tuoteanalyytikko
program-manager: Projektipäällikkö
other work: Tuotantopäällikkö; Tuotekehityspäällikkö; Myyntipäällikkö; Entinen tuotepäällikkö; Johtava tuotepäällikkö
""",
    "Japanese": """
pm: プロダクトマネージャー; プロダクトマネジャー（決済）; \
テクニカルプロダクトマネージャー; プロダクトマネージャー兼デザイナー
senior-pm: シニアプロダクトマネージャー; シニア・プロダクトマネージャー; シニア Product Manager
junior-pm: ジュニアプロダクトマネージャー
associate-pm: アソシエイトプロダクトマネージャー
pm-intern: プロダクトマネージャー（インターン）
lead-pm: リードプロダクトマネージャー
principal-pm: プリンシパルプロダクトマネージャー
head-of-product: プロダクト責任者
cpo: 最高プロダクト責任者
product-owner: プロダクトオーナー
program-manager: プロジェクトマネージャー
other work: 営業部長; 商品企画; 製品開発エンジニア; 元プロダクトマネージャー
""",
    "Korean": """
pm: 프로덕트 매니저; 프로덕트매니저; 제품 관리자; 프로덕트 매니저 (결제)
senior-pm: 시니어 프로덕트 매니저; 시니어 Product Manager
junior-pm: 주니어 프로덕트 매니저; 주니어 Product Manager
pm-intern: 프로덕트 매니저 인턴
lead-pm: 프로덕트 리드
head-of-product: 제품 총괄
cpo: 최고제품책임자
product-owner: 프로덕트 오너
product-marketing-manager: 프로덕트 마케팅 매니저
other work: 생산 관리자; 서비스 기획자; 영업 관리자; 전 프로덕트 매니저
""",
}
LEARNT = [
    (language, title.strip(), role)
    for language, table in TITLES.items()
    for role, titles in (line.split(": ", 1) for line in table.strip().splitlines())
    for title in titles.split(";")
]

SAID = {
    "Senior Datenanalyst": "senior data analyst",
    "Vertriebsingenieurin": "sales engineer",
    "Zahlungsproduktmanager": "zahlungs product manager",
    "Analista de datos senior": "senior data analyst",
    "Analista dati": "data analyst",
    "Desarrolladora de software": "software developer",
    "Développeuse full stack": "full stack developer",
    "Ingénieur logiciel senior": "senior software engineer",
    "Directrice du marketing produit": "director of product marketing",
    "Старший аналитик данных": "senior data analyst",
    "Starsza analityczka danych": "senior data analyst",
    "Ohjelmistokehittäjä": "software developer",
    "Mjukvaruutvecklare": "software developer",
    "Yazılım Mühendisi": "software engineer",
    "データアナリスト": "data analyst",
    "데이터 분석가": "data analyst",
    "Head of Product": "head of product",
}
RUNGS = {"senior": "Senior", "junior": "Junior", "intern": "Intern", "principal": "Principal", "graduate": "Graduate"}


@each(("language", "title", "role"), LEARNT)
def test_a_title_in_a_language_names_its_role(language: str, title: str, role: str) -> None:
    found = resolve_title(title, CATALOGUE).role
    if role == OTHER:
        assert found not in PRODUCT_ROLES, language
    else:
        assert found == role, language


@each(("title", "english"), SAID.items())
def test_words_come_out_in_english_and_in_its_order(title: str, english: str) -> None:
    assert in_english(one_spelling(title).split()) == english.split()


@each("language", LANGUAGES, ids=lambda language: language.name)
def test_a_rung_counts_beside_an_english_title(language: Language) -> None:
    said = [(word, rung) for rung in RUNGS for word in language.words.get(rung, "").split()]
    expected = {word: resolve_title(f"{RUNGS[rung]} Product Manager", CATALOGUE).role for word, rung in said}
    assert {word: resolve_title(f"{word} Product Manager", CATALOGUE).role for word, _ in said} == expected


@each("language", LANGUAGES, ids=lambda language: language.name)
def test_a_language_gives_each_word_one_meaning(language: Language) -> None:
    words = [one_spelling(word) for many in language.words.values() for word in many.split()]
    assert sorted(words) == sorted(set(words))
    assert all(one_spelling(phrase) for phrase in language.phrases)


@each("title", ["Ανώτερος Product Manager", "वरिष्ठ Product Manager", "Product Manager ตัวแทน"])
def test_a_word_in_an_unknown_script_leaves_the_rung_open(title: str) -> None:
    match = resolve_title(title, CATALOGUE)
    assert match.role is None
    assert "no known language has it" in match.why


@each("title", ["Product Manager / 무역", "Product Manager, Αθήνα", "Product Manager @ 日本"])
def test_a_word_in_an_unknown_script_apart_from_the_title_changes_nothing(title: str) -> None:
    assert resolve_title(title, CATALOGUE).role == "pm"


@each(
    "title",
    [
        "Commercial Product Manager",
        "Client Product Manager",
        "Header Bidding Product Manager",
        "Charge Card Product Manager",
        "Stage Lighting Product Manager",
        "Mastery Product Manager",
        "Ed Tech Product Manager",
        "Product Manager, Futures",
        "Product Manager, Starter Plan",
    ],
)
def test_english_words_that_look_foreign_stay_english(title: str) -> None:
    assert resolve_title(title, CATALOGUE).role == "pm"
