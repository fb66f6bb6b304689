import {
  addressBlock,
  heading,
  lettered,
  numbered,
  senderLetterhead,
  title,
  when,
  type Block,
  type Phrase,
  type TemplateLanguage,
} from './building-blocks';
import { narrative, paragraphsOf, partyTable, signedAndExhibits, subheading } from './counsel';
import { exhibitNamed } from './letter-to-the-office';
import { victimOf } from './phrases';

// The petitions to the Council. No article on the Council's own procedure is cited: its rules were being revised when
// they were read, and must be checked before anybody relies on them.

const council: Phrase = {
  fr: '**Conseil du contentieux des étrangers**',
  nl: '**Raad voor Vreemdelingenbetwistingen**',
};

/** F18: annulment, with or without ordinary suspension. */
export function f18(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return petition(language, {
    words: text.petition,
    challenged: text.headings.decision,
    directedAgainst: text.againstDecision,
    urgency: [],
    grounds: text.headings.grounds,
    harm: when('petition.action.annulmentAndSuspension', harm(language, text.petition)),
    requests: [
      ...when('petition.action.annulmentAndSuspension', [lettered('requests', text.suspend)]),
      lettered('requests', text.annul),
    ],
  });
}

/** F19: suspension in extreme urgency, and nothing else. */
export function f19(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return petition(language, {
    words: text.urgentRequest,
    challenged: text.headings.measure,
    directedAgainst: text.againstMeasure,
    urgency: [
      heading(text.headings.urgency),
      numbered(text.urgent),
      ...when('urgent.detainedSince', [numbered(text.detained)]),
      ...when('urgent.flightOn', [numbered(text.flight)]),
      ...paragraphsOf('urgent.other'),
      numbered(text.diligence),
      ...paragraphsOf('urgent.diligence'),
    ],
    grounds: text.headings.seriousGrounds,
    harm: harm(language, text.urgentRequest),
    requests: [lettered('requests', text.suspendUrgently)],
  });
}

function petition(
  language: TemplateLanguage,
  parts: {
    readonly words: Words;
    readonly challenged: string;
    readonly directedAgainst: string;
    readonly urgency: readonly Block[];
    readonly grounds: string;
    readonly harm: readonly Block[];
    readonly requests: readonly Block[];
  },
): Block[] {
  const text = texts[language];
  const { words } = parts;
  return [
    ...senderLetterhead(language),
    ...addressBlock(language, council),
    title('{document.title}'),

    heading(text.headings.parties),
    numbered(text.applicant(words), { keepNext: true }),
    partyTable(language, { residence: true }),
    numbered(text.counsel, { spacing: { before: 160, after: 120 } }),
    numbered(text.defendant),

    heading(parts.challenged),
    numbered(parts.directedAgainst),
    numbered(text.notified(words)),

    heading(text.headings.admissibility),
    numbered(text.inTime(words)),
    numbered(text.interest(words)),
    ...paragraphsOf('petition.interest'),

    heading(text.headings.facts),
    numbered(text.victim),
    ...narrative(language),

    ...parts.urgency,

    heading(parts.grounds),
    ...when('grounds', [
      ...when('title', [subheading('{title}')]),
      ...when('rules', [numbered(text.rules, { keepNext: true })]),
      ...when('paragraph', [numbered('{paragraph}')]),
      ...when('grievance', [numbered(text.grievance)]),
    ]),

    ...parts.harm,

    ...when('proDeo.asked.yes', [heading(text.headings.proDeo), numbered(text.proDeo)]),

    heading(text.headings.closedDoors),
    numbered(text.closedDoors),
    ...paragraphsOf('petition.closedDoors'),

    heading(text.headings.requests),
    numbered(text.requests, { keepNext: true }),
    ...when('proDeo.asked.yes', [lettered('requests', text.grantProDeo)]),
    lettered('requests', text.hearClosed),
    ...parts.requests,
    lettered('requests', text.costs, { keepNext: true }),

    ...signedAndExhibits(language, signing, { heading: inventory }),
    numbered(text.copy(words), { spacing: { before: 160, after: 120 } }),
    ...when('petition.route.registered', [numbered(text.fourCopies(words))]),
  ];
}

function harm(language: TemplateLanguage, words: Words): Block[] {
  const text = texts[language];
  return [heading(text.headings.harm), numbered(text.harm(words)), ...paragraphsOf('petition.harm')];
}

/** What the paper is called, and what it challenges, as these stand in a sentence. */
interface Words {
  readonly paper: string;
  readonly thisPaper: string;
  readonly ofAct: string;
  readonly thisAct: string;
}

const signing: Phrase = {
  fr: 'Pour la partie requérante,',
  nl: 'Voor de verzoekende partij,',
};

const inventory: Phrase = { fr: 'Inventaire des pièces', nl: 'Inventaris van de stukken' };

const texts = {
  fr: {
    petition: {
      paper: 'La requête',
      thisPaper: 'La présente requête',
      ofAct: 'de l’acte attaqué',
      thisAct: 'Cette décision',
    },
    urgentRequest: {
      paper: 'La demande',
      thisPaper: 'La présente demande',
      ofAct: 'de la mesure attaquée',
      thisAct: 'Cette mesure',
    },
    headings: {
      parties: 'Parties, élection de domicile et conseil',
      decision: 'Acte attaqué',
      measure: 'Mesure attaquée',
      admissibility: 'Recevabilité',
      facts: 'Exposé des faits',
      urgency: 'Extrême urgence',
      grounds: 'Moyens',
      seriousGrounds: 'Moyens sérieux',
      harm: 'Préjudice grave difficilement réparable',
      proDeo: 'Demande de pro deo',
      closedDoors: 'Huis clos et anonymisation',
      requests: 'Dispositif',
    },
    applicant: ({ thisPaper }: Words) => `**Partie requérante.** ${thisPaper} est introduite par\u00a0:`,
    counsel:
      '**Conseil et domicile élu.** La partie requérante a pour conseil {sender.name}{#signatory.capacity}, {signatory.capacity}{/signatory.capacity}. Pour les besoins de la procédure, elle élit domicile à l’adresse indiquée ci-dessus.',
    defendant: '**Partie adverse.** L’État belge, représenté par {petition.defendant}.',
    againstDecision:
      'La requête est dirigée contre la décision du {decision.date}{#decision.reference} (réf.\u00a0{decision.reference}){/decision.reference}, par laquelle l’Office des étrangers {decision.subject}.',
    againstMeasure:
      'La demande est dirigée contre la mesure du {decision.date}{#decision.reference} (réf.\u00a0{decision.reference}){/decision.reference}, par laquelle l’Office des étrangers {decision.subject}.',
    notified: ({ thisAct }: Words) =>
      `${thisAct} a été notifiée {decision.notified}. Une copie en est jointe${exhibitNamed('fr', 'decision.exhibit')}.`,
    inTime: ({ paper }: Words) =>
      `**Délai.** ${paper} est introduite dans le délai légal, compte tenu de la date et du mode de notification indiqués ci-dessus.`,
    interest: ({ ofAct }: Words) =>
      `**Intérêt.** La partie requérante est la destinataire ${ofAct}, qui lui fait directement et personnellement grief.`,
    victim: `La partie requérante se présente comme victime ${victimOf.fr}.`,
    urgent:
      'L’exécution de la mesure attaquée est imminente. La procédure ordinaire ne permettrait pas d’en prévenir les effets en temps utile.',
    detained:
      'La partie requérante est privée de liberté depuis le {urgent.detainedSince} ({urgent.detainedAt}) en vue de l’exécution de la mesure.',
    flight: 'L’éloignement est prévu pour le {urgent.flightOn}.',
    diligence: 'La partie requérante a agi avec diligence.',
    rules: 'Le moyen est pris de la violation {rules}.',
    grievance: '**Grief.** {grievance}',
    harm: ({ ofAct }: Words) =>
      `Les moyens exposés ci-dessus sont sérieux. L’exécution immédiate ${ofAct} risque en outre de causer à la partie requérante un préjudice grave difficilement réparable.`,
    proDeo: `La partie requérante demande le bénéfice du pro deo. Les pièces qui en justifient sont jointes${exhibitNamed('fr', 'proDeo.exhibit')}.`,
    closedDoors:
      'Les débats porteront sur des faits d’exploitation et sur la protection de la partie requérante. La publicité de l’audience et la publication de son identité mettraient en danger sa sécurité et sa vie privée.',
    requests: 'Par ces motifs, la partie requérante prie le Conseil du contentieux des étrangers\u00a0:',
    grantProDeo: 'de lui accorder le bénéfice du pro deo\u00a0;',
    hearClosed:
      'd’examiner l’affaire à huis clos et de ne publier l’arrêt que sous une forme qui ne permette pas d’identifier la partie requérante\u00a0;',
    suspend: 'de suspendre l’exécution de l’acte attaqué\u00a0;',
    annul: 'd’annuler l’acte attaqué\u00a0;',
    suspendUrgently: 'de suspendre, en extrême urgence, l’exécution de la mesure attaquée\u00a0;',
    costs: 'de mettre les dépens à la charge de la partie adverse.',
    copy: ({ ofAct }: Words) =>
      `La copie ${ofAct} est la pièce n°\u00a0{decision.exhibit}. Chaque pièce porte le numéro sous lequel elle figure à l’inventaire.`,
    fourCopies: ({ thisPaper }: Words) => `${thisPaper} est accompagnée de quatre copies.`,
  },
  nl: {
    petition: {
      paper: 'Het verzoekschrift',
      thisPaper: 'Dit verzoekschrift',
      ofAct: 'van de bestreden beslissing',
      thisAct: 'Deze beslissing',
    },
    urgentRequest: {
      paper: 'De vordering',
      thisPaper: 'Deze vordering',
      ofAct: 'van de bestreden maatregel',
      thisAct: 'Deze maatregel',
    },
    headings: {
      parties: 'Partijen, woonplaatskeuze en raadsman',
      decision: 'Bestreden beslissing',
      measure: 'Bestreden maatregel',
      admissibility: 'Ontvankelijkheid',
      facts: 'Feitenrelaas',
      urgency: 'Uiterst dringende noodzakelijkheid',
      grounds: 'Middelen',
      seriousGrounds: 'Ernstige middelen',
      harm: 'Moeilijk te herstellen ernstig nadeel',
      proDeo: 'Verzoek om pro Deo',
      closedDoors: 'Behandeling met gesloten deuren en anonimisering',
      requests: 'Besluit',
    },
    applicant: ({ thisPaper }: Words) => `**Verzoekende partij.** ${thisPaper} wordt ingediend door:`,
    counsel:
      '**Raadsman en woonplaatskeuze.** De verzoekende partij heeft als raadsman {sender.name}{#signatory.capacity}, {signatory.capacity}{/signatory.capacity}. Voor deze procedure kiest zij woonplaats op het hierboven vermelde adres.',
    defendant: '**Verwerende partij.** De Belgische Staat, vertegenwoordigd door {petition.defendant}.',
    againstDecision:
      'Het verzoekschrift is gericht tegen de beslissing van {decision.date}{#decision.reference} (ref.\u00a0{decision.reference}){/decision.reference}, waarbij de Dienst Vreemdelingenzaken {decision.subject}.',
    againstMeasure:
      'De vordering is gericht tegen de maatregel van {decision.date}{#decision.reference} (ref.\u00a0{decision.reference}){/decision.reference}, waarbij de Dienst Vreemdelingenzaken {decision.subject}.',
    notified: ({ thisAct }: Words) =>
      `${thisAct} werd ter kennis gebracht {decision.notified}. Een afschrift ervan is bijgevoegd${exhibitNamed('nl', 'decision.exhibit')}.`,
    inTime: ({ paper }: Words) =>
      `**Termijn.** ${paper} is ingediend binnen de wettelijke termijn, gelet op de hierboven vermelde datum en wijze van kennisgeving.`,
    interest: ({ ofAct }: Words) =>
      `**Belang.** De verzoekende partij is de bestemmeling ${ofAct} en wordt er rechtstreeks en persoonlijk door benadeeld.`,
    victim: `De verzoekende partij voert aan slachtoffer te zijn van ${victimOf.nl}.`,
    urgent:
      'De tenuitvoerlegging van de bestreden maatregel is imminent. De gewone procedure zou niet toelaten de gevolgen ervan tijdig te voorkomen.',
    detained:
      'De verzoekende partij is sinds {urgent.detainedSince} van haar vrijheid beroofd ({urgent.detainedAt}) met het oog op de uitvoering van de maatregel.',
    flight: 'De verwijdering is gepland op {urgent.flightOn}.',
    diligence: 'De verzoekende partij heeft diligent gehandeld.',
    rules: 'Het middel is afgeleid uit de schending {rules}.',
    grievance: '**Grief.** {grievance}',
    harm: ({ ofAct }: Words) =>
      `De hierboven uiteengezette middelen zijn ernstig. De onmiddellijke tenuitvoerlegging ${ofAct} dreigt de verzoekende partij bovendien een moeilijk te herstellen ernstig nadeel te berokkenen.`,
    proDeo: `De verzoekende partij verzoekt om het voordeel van het pro Deo. De stukken die dit verzoek staven zijn bijgevoegd${exhibitNamed('nl', 'proDeo.exhibit')}.`,
    closedDoors:
      'De debatten zullen gaan over feiten van uitbuiting en over de bescherming van de verzoekende partij. Een openbare zitting en de bekendmaking van haar identiteit zouden haar veiligheid en haar privéleven in gevaar brengen.',
    requests: 'Om deze redenen verzoekt de verzoekende partij de Raad voor Vreemdelingenbetwistingen:',
    grantProDeo: 'haar het voordeel van het pro Deo toe te kennen;',
    hearClosed:
      'de zaak met gesloten deuren te behandelen en het arrest slechts bekend te maken in een vorm die de identificatie van de verzoekende partij niet toelaat;',
    suspend: 'de tenuitvoerlegging van de bestreden beslissing te schorsen;',
    annul: 'de bestreden beslissing te vernietigen;',
    suspendUrgently:
      'de tenuitvoerlegging van de bestreden maatregel bij uiterst dringende noodzakelijkheid te schorsen;',
    costs: 'de kosten ten laste te leggen van de verwerende partij.',
    copy: ({ ofAct }: Words) =>
      `Het afschrift ${ofAct} is stuk nr.\u00a0{decision.exhibit}. Elk stuk draagt het nummer waaronder het in de inventaris staat.`,
    fourCopies: ({ thisPaper }: Words) => `${thisPaper} gaat vergezeld van vier afschriften.`,
  },
};
