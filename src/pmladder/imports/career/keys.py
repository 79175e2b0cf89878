"""The usual names of the parts and fields of a résumé, whatever program wrote it, and what each means."""

from __future__ import annotations

import re
from typing import Literal

from pmladder.imports.career.lines import names, words

Part = Literal["work", "education", "skills", "certificates", "projects", "volunteer", "about", "other"]
"""What a part of a résumé is: `other` has no place in a profile."""

_PARTS: dict[Part, str] = {
    "work": "work works workexperience workexperiences experience experiences employment employments employmenthistory "
    "employer employers job jobs position positions role roles career careers careerhistory history workhistory "
    "professional occupation occupations berufserfahrung berufspraxis erfahrung werdegang experiencia trabajo empleo "
    "esperienza esperienze lavoro experiencias trabalho emprego travail emploi emplois parcours werkervaring ervaring "
    "loopbaan arbetslivserfarenhet erfarenhet erhvervserfaring erfaring tyokokemus doswiadczenie deneyim опыт работа "
    "карьера должности досвід 工作 工作经历 工作经验 经历 职业经历 職歴 職務経歴 경력 경력사항",
    "education": "education educations study studies degree degrees school schools academic academics university "
    "ausbildung bildung studium formation formations educacion estudios formacion istruzione formazione educacao "
    "formacao opleiding opleidingen utbildning uddannelse koulutus wyksztalcenie egitim образование освіта 教育 学历 "
    "教育经历 学歴 학력",
    "skills": "skill skills skillset skillsets competence competences competencies competency expertise kenntnisse "
    "fahigkeiten kompetenzen competencias habilidades competenze vaardigheden kompetenser kompetencer taidot "
    "umiejetnosci beceriler навыки навички 技能 スキル 기술",
    "certificates": "certificate certificates certification certifications license licenses licences "
    "accreditations zertifikate certificaciones certificats",
    "projects": "project projects sideprojects portfolio opensource projekte proyectos projets progetti projetos",
    "volunteer": "volunteer volunteering volunteers volunteerwork volunteerexperience volunteerexperiences voluntary "
    "ehrenamt benevolat voluntariado",
    "about": "basics basic bio about info personal personalinfo personalinformation personaldetails profile summary "
    "contact header identification candidateperson person candidate applicant",
    "other": "award awards honors honours publication publications language languages interest interests hobby hobbies "
    "reference references recommendation recommendations testimonials speaking talks presentations conferences courses "
    "training trainings patents memberships affiliations organizations organisations associations schema meta metadata "
    "design settings theme styles layout images colors locale network networks social socials links",
}
_KINDS: dict[str, Part] = {word: part for part, words in _PARTS.items() for word in words.split()}
_NARROWING = words(
    "professional relevant employment previous past current other recent selected history items list entries data "
    "section sections my top key core technical product history details info and und et y e и"
)
"""Words that stand beside the name of a part and leave it what it is."""

TITLES = names(
    "position jobtitle positiontitle jobposition jobrole positionname roletitle rolename designation title role "
    "occupation job function stelle stellenbezeichnung beruf funktion poste intitule puesto cargo posizione ruolo "
    "funcao functie stanowisko должность посада 职位 职务 岗位 役職 職位 직책 직위"
)
"""The names of the field that holds a title, the surest first."""

COMPANIES = names(
    "company companyname employer employername organization organisation organizationname organisationname org "
    "workplace client firm agency business institution institutionname enterprise corporation firma unternehmen "
    "arbeitgeber entreprise societe employeur empresa azienda bedrijf werkgever foretag firmy компания работодатель "
    "организация компанія 公司 公司名称 会社 会社名 회사 회사명 name"
)
"""The names of the field that holds a company, the surest first: `name` may be anything."""

BESIDE_TITLES = names("subtitle subheading subheader subhead where at")
"""The names of a field that may hold a company, since it stands beside a title."""

STARTS = names(
    "startdate start startedon datestart startingdate datefrom fromdate from begindate begin beginning beginn "
    "began since started startedat starttime startyear joined joindate joiningdate hiredate hired von seit debut "
    "datedebut desde inicio fechainicio datadeinicio inizio datainizio startdatum "
    "начало початок 开始 开始时间 入职时间 開始 시작 입사일"
)
ENDS = names(
    "enddate end endedon finishedon finishdate finish finished dateend endingdate dateto todate to "
    "enddateorpresent until till thru through ended endtime endedat endyear left leftdate leavedate leavingdate "
    "bis hasta ende fin datefin fechafin datafim fim fine datafine termino einddatum eind окончание конец кінець 结束 "
    "结束时间 离职时间 終了 종료 퇴사일"
)
SPANS = names(
    "daterange dates date period timeperiod timespan timeframe range interval employmentperiod duration when "
    "years year time tenure term span zeitraum periode dauer periodo fechas fecha data datas datum período период "
    "период работы 时间 工作时间 期間 기간"
)
CURRENT = names(
    "current iscurrent currentlyworking currentlyworkinghere currentlyworkhere iscurrentrole iscurrentposition "
    "present ispresent ongoing isongoing stillworking currentjob currentposition currentindicator iscurrentjob "
    "untilpresent"
)
"""The names of the field that says, true or false, that a position is held now."""

INSIDE = names(
    "positions position roles role jobs titles history positionhistory items entries promotions assignments "
    "children list data values content elements engagements experience experiences subcomponents subpositions subroles"
)
"""The names under which the positions at one company lie below it, or the entries below the name of a part."""

NAMES_OF_PARTS = names("title name heading header type section kind id label sectiontitle sectionname category")
"""The fields by which a part of a résumé is named where its key does not say it."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_LETTER = re.compile(r"[\W_]+")


def folded_key(key: str) -> str:
    """A key in small letters, without the signs that programs put between words: `start_date` is `startdate`."""
    return _NO_LETTER.sub("", key.rpartition(":")[2][:60]).casefold()


def part_named(name: str) -> Part | None:
    """What part of a résumé a key or a heading names: `workExperience`, `employment_history`, `Berufserfahrung`."""
    if len(name) > 60:
        return None
    folded = folded_key(name)
    if folded in _KINDS:
        return _KINDS[folded]
    words = [word for word in _NO_LETTER.sub(" ", _CAMEL.sub(" ", name)).casefold().split() if word not in _NARROWING]
    kinds = {_KINDS.get(word) for word in words}
    if "volunteer" in kinds:
        return "volunteer"
    return kinds.pop() if len(kinds) == 1 else None
