"""French, Spanish and Portuguese words of job titles, each under its English counterpart; see `words`.

In these languages what is narrowed stands first: "marketing produit" is product marketing, "analista de producto" a
product analyst. Such pairs are turned round before a title is taken apart.
"""

from __future__ import annotations

import re
from functools import cache

SAME_WORD = {
    "director": "directeur directrice directora directores diretor diretora",
    "lead": "lider",
    "assistant": "asistente assistante assistente",
    "intern": "stagiaire becario becaria practicante pasante pasantia estagiario estagiaria estagio",
    "apprentice": "apprenti apprentie alternant alternante alternance aprendiz",
    "deputy": "sous subdirector subdirectora adjunto adjunta adjoint adjointe",
    "vp": "vicepresidente vicepresidenta",
    "president": "presidente presidenta",
    "founder": "fundador fundadora fondateur fondatrice cofundador cofundadora cofondateur cofondatrice",
    "product": "producto productos produit produits produto produtos",
    "project": "proyecto proyectos projet projets projeto projetos",
    "owner": "dueno duena propietario propietaria proprietaire dono dona",
    "analyst": "analista analyste",
    "designer": "disenador disenadora",
    "engineer": "ingeniero ingeniera engenheiro engenheira",
    "developer": "developpeur developpeuse desarrollador desarrolladora desenvolvedor desenvolvedora",
    "consultant": "consultor consultora consultante",
    "coordinator": "coordinador coordinadora coordonnateur coordonnatrice coordenador coordenadora",
    "specialist": "especialista specialiste",
    "jefe": "jefa gerente chef cheffe gestor gestora gestionnaire",
    "responsable": "responsavel encargado encargada charge chargee referente",
    "technical": "tecnico tecnica technique",
    "digital": "digitales digitais digitaux numerique numeriques",
    "production": "produccion producao",
    "former": "ancien ancienne antiguo antigua antigo antiga",
    "future": "futur futuro futura",
    "interim": "interino interina",
    "executive": "executivo executiva ejecutivo ejecutiva executif",
    "freelance": "autonomo autonoma independant independante independiente",
    "mid": "ssr pleno plena confirme confirmee",
    "leading": "principale",
}

PHRASES = {
    "semi senior": "mid",
    "par interim": "interim",
    "directeur general": "managing-director",
    "director general": "managing-director",
    "jefe of team": "lead",
    "en apprentice": "apprentice",
}

CUTS = "chez pour para en em"

_FIRST = {
    "manager": "chef cheffe jefe jefa gerente gestor gestora gestionnaire",
    "analyst": "analyste analista",
    "owner": "proprietaire propietario propietaria dueno duena dono dona",
    "engineer": "ingenieur ingenieure ingeniero ingeniera engenheiro engenheira",
    "designer": "concepteur conceptrice disenador disenadora",
    "responsable": "responsable responsavel encargado encargada charge chargee manager",
    "management": "gestion gestao",
    "marketing": "marketing",
    "development": "developpement desarrollo desenvolvimento",
    "design": "design diseno conception",
    "engineering": "ingenierie ingenieria engenharia",
    "support": "support soporte suporte",
    "operations": "operations operaciones operacoes",
    "quality": "qualite calidad qualidade",
    "sales": "ventes ventas vendas",
}
_ENGLISH = {written: word for word, others in _FIRST.items() for written in others.split()}
_SIGNS = ("produit", "producto", "produto", "projet", "proyecto")


def turned_round(text: str) -> str:
    """`text` (lower case, no accents) with such pairs in the order of English: "senior product manager"."""
    if "stage" in text:
        text = re.sub(r"^\W*stage\b(?=[\s-]+(?:chef|cheffe|assistant|product|produit)\b)", "intern", text)
    return _pair().sub(_in_english, text) if any(sign in text for sign in _SIGNS) else text


@cache
def _pair() -> re.Pattern[str]:
    # Compiled when the first such title comes: English ones need not wait for it.
    return re.compile(
        rf"\b({'|'.join(_ENGLISH)})((?:\s+(?:senior|sr|junior|jr|pleno|adjoint|adjunto|principal)\b\.?)*)"
        r"(?:\s+(?:de|del|du|des|do|dos)\b)?(?:\s+(?:la|los|las|les)\b)?"
        r"\s+(?:(produits?|productos?|produtos?)|projets?|proyectos?|projetos?)\b(\s+marketing\b)?(\s+principale?\b)?"
    )


def _in_english(found: re.Match[str]) -> str:
    first, ranks, product, marketing, behind = found.groups()
    field = "product" if product else "project"
    # "Principal" is a senior here, and a rung above that in English.
    before = (ranks + (behind or "")).replace("principale", "principal").replace("principal", "principale")
    return f"{before} {field}{marketing or ''} {_ENGLISH[first]}".lstrip()
