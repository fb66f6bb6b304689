import {
  addressBlock,
  closing,
  colon,
  exhibitsTable,
  factsTable,
  heading,
  lettered,
  letterhead,
  numbered,
  paragraph,
  subject,
  unless,
  when,
  type Block,
  type Phrase,
  type TemplateLanguage,
} from './building-blocks';
import { headings, personConcerned, salutation } from './phrases';

// The parts that the requests to the Immigration Office have in common, in the order of their headings.

/** Sender, addressee, subject and salutation. */
export function opening(language: TemplateLanguage, sender: readonly Block[], about: string): Block[] {
  return [
    ...sender,
    ...addressBlock(language),
    ...subject(language, about, personConcerned[language]),
    paragraph(salutation[language], { spacing: { after: 120 } }),
  ];
}

/** A request of the centre, from its letterhead to the inventory: what differs from one to the next is given. */
export function requestOfTheCentre(
  language: TemplateLanguage,
  text: {
    readonly subject: string;
    readonly basis: string;
    readonly ground: string;
    readonly conditions: string;
    readonly request: string;
  },
  parts: {
    readonly history: readonly Block[];
    /** Condition a): the complaint or the statements. */
    readonly statement: string;
    /** Numbered paragraphs that follow the conditions. */
    readonly afterConditions?: readonly Block[];
    readonly social: readonly Block[];
    readonly requests: readonly Block[];
  },
): Block[] {
  return [
    ...opening(language, letterhead(language), text.subject),

    heading(headings.legalBasis[language]),
    numbered(text.basis),
    numbered(text.ground),

    heading(headings.history[language]),
    ...parts.history,

    heading(headings.conditions[language]),
    numbered(text.conditions, { keepNext: true }),
    lettered('conditions', parts.statement),
    ...commonConditions(language),
    ...(parts.afterConditions ?? []),

    ...identity(language),
    ...parts.social,

    heading(headings.request[language]),
    numbered(text.request, { keepNext: true }),
    ...parts.requests,
    addressRequest(language),

    ...closingAndExhibits(language),
  ];
}

/** Exhibit named in brackets where one was chosen, e.g. ` (pièce n° 3)`. */
export function exhibitNamed(language: TemplateLanguage, field: string): string {
  const named: Phrase = { fr: `pièce n°\u00a0{${field}}`, nl: `stuk nr.\u00a0{${field}}` };
  return `{#${field}} (${named[language]}){/${field}}`;
}

/** The reflection document and the statements, each with its date. */
export function commonHistory(language: TemplateLanguage): Block[] {
  const lines = {
    annexe15: {
      fr: 'Le {annexe15.issuedOn}, un document de séjour temporaire (annexe 15), valable jusqu’au {annexe15.validUntil}, a été délivré à {client.concerned}.',
      nl: 'Op {annexe15.issuedOn} werd aan betrokkene een tijdelijk verblijfsdocument (bijlage 15) afgegeven, geldig tot en met {annexe15.validUntil}.',
    },
  } satisfies Record<string, Phrase>;
  return [...when('annexe15.issuedOn', [numbered(lines.annexe15[language])]), ...statementsMade(language)];
}

/** The complaint and the statements, each with its date. */
export function statementsMade(language: TemplateLanguage): Block[] {
  const line = {
    fr: 'Le {date}, {client.concerned} a {#complaint}déposé plainte{/complaint}{^complaint}fait des déclarations{/complaint} auprès des autorités compétentes{#reportNumber} (procès-verbal n°\u00a0{reportNumber}){/reportNumber}.',
    nl: 'Op {date} {#complaint}diende betrokkene klacht in{/complaint}{^complaint}legde betrokkene verklaringen af{/complaint} bij de bevoegde overheden{#reportNumber} (proces-verbaal nr.\u00a0{reportNumber}){/reportNumber}.',
  }[language];
  return when('statements', [numbered(line)]);
}

/** Conditions b) to e); condition a) differs from filing to filing. Each is confirmed by a person before it is printed. */
export function commonConditions(language: TemplateLanguage): Block[] {
  const lines = {
    cooperation: {
      fr: '**Coopération.** {client.concernedAtStart} a exprimé clairement sa volonté de coopérer avec les autorités.{#cooperation.detail} {cooperation.detail}{/cooperation.detail}',
      nl: '**Medewerking.** Betrokkene heeft duidelijk de wil geuit om met de overheden mee te werken.{#cooperation.detail} {cooperation.detail}{/cooperation.detail}',
    },
    ties: {
      fr: '**Rupture.** {client.concernedAtStart} a rompu tout lien avec les auteurs présumés et n’a pas repris contact avec eux.{#ties.detail} {ties.detail}{/ties.detail}',
      nl: '**Verbroken contact.** Betrokkene heeft alle banden met de vermoedelijke daders verbroken en heeft het contact met hen niet hervat.{#ties.detail} {ties.detail}{/ties.detail}',
    },
    publicOrder: {
      fr: '**Ordre public.** À la connaissance du centre, rien n’indique que {client.concerned} puisse compromettre l’ordre public ou la sécurité nationale.',
      nl: '**Geen gevaar voor de openbare orde.** Voor zover het centrum weet, wijst niets erop dat betrokkene de openbare orde of de nationale veiligheid zou kunnen schaden.',
    },
    support: {
      fr: `**Accompagnement.** Le centre accompagne {client.concerned} depuis le {support.since} et poursuit cet accompagnement${exhibitNamed(language, 'support.exhibit')}.`,
      nl: `**Begeleiding.** Het centrum begeleidt betrokkene sinds {support.since} en zet deze begeleiding voort${exhibitNamed(language, 'support.exhibit')}.`,
    },
  } satisfies Record<string, Phrase>;
  return [
    lettered('conditions', lines.cooperation[language]),
    lettered('conditions', lines.ties[language]),
    lettered('conditions', lines.publicOrder[language]),
    lettered('conditions', lines.support[language]),
  ];
}

/** Condition a) where the judicial procedure goes on; its proof is named where there is one. */
export const ongoingStatement: Phrase = {
  fr: '**Plainte ou déclarations.** {client.concernedAtStart} a {#statement.isComplaint}déposé plainte{/statement.isComplaint}{^statement.isComplaint}fait des déclarations{/statement.isComplaint} le {statement.date}{#statement.reportNumber} (procès-verbal n°\u00a0{statement.reportNumber}){/statement.reportNumber}{#statement.exhibit}. La preuve en est jointe (pièce n°\u00a0{statement.exhibit}){/statement.exhibit}. La procédure judiciaire est toujours en cours{#case.prosecutionNumber} (n° de notices {case.prosecutionNumber}){/case.prosecutionNumber}.',
  nl: '**Klacht of verklaringen.** Betrokkene {#statement.isComplaint}diende klacht in{/statement.isComplaint}{^statement.isComplaint}legde verklaringen af{/statement.isComplaint} op {statement.date}{#statement.reportNumber} (proces-verbaal nr.\u00a0{statement.reportNumber}){/statement.reportNumber}{#statement.exhibit}. Het bewijs daarvan is bijgevoegd (stuk nr.\u00a0{statement.exhibit}){/statement.exhibit}. De gerechtelijke procedure is nog lopende{#case.prosecutionNumber} (notitienummer {case.prosecutionNumber}){/case.prosecutionNumber}.',
};

/** The opinion of the magistrate: given, asked for, or left to the Office. */
export function opinion(language: TemplateLanguage): Block[] {
  const magistrate: Phrase = {
    fr: '{#opinion.isOfLabourAuditor}de l’auditeur du travail{/opinion.isOfLabourAuditor}{^opinion.isOfLabourAuditor}du procureur du Roi{/opinion.isOfLabourAuditor}',
    nl: '{#opinion.isOfLabourAuditor}de arbeidsauditeur{/opinion.isOfLabourAuditor}{^opinion.isOfLabourAuditor}de procureur des Konings{/opinion.isOfLabourAuditor}',
  };
  const exhibit = exhibitNamed(language, 'opinion.exhibit');
  const lines = {
    given: {
      fr: `L’avis ${magistrate.fr} a été donné le {opinion.date}${exhibit}.`,
      nl: `Het advies van ${magistrate.nl} werd gegeven op {opinion.date}${exhibit}.`,
    },
    askedFor: {
      fr: `L’avis ${magistrate.fr} a été demandé le {opinion.date}${exhibit}.`,
      nl: `Het advies van ${magistrate.nl} werd gevraagd op {opinion.date}${exhibit}.`,
    },
    toBeAsked: {
      fr: `Le centre prie l’Office des étrangers de recueillir l’avis ${magistrate.fr} sur ces conditions.`,
      nl: `Het centrum verzoekt de Dienst Vreemdelingenzaken het advies van ${magistrate.nl} over deze voorwaarden in te winnen.`,
    },
  } satisfies Record<string, Phrase>;
  return [
    ...when('opinion.isGiven', [numbered(lines.given[language])]),
    ...when('opinion.isAskedFor', [numbered(lines.askedFor[language])]),
    ...when('opinion.isToBeAsked', [numbered(lines.toBeAsked[language])]),
  ];
}

/** Who the person is, as in her documents, and what proves it or what was done to prove it. */
export function identity(
  language: TemplateLanguage,
  headingText: string = headings.identity[language],
): Block[] {
  const proven: Phrase = {
    fr: `L’identité est établie par le document mentionné ci-dessus${exhibitNamed(language, 'identity.exhibit')}.`,
    nl: `De identiteit blijkt uit het hierboven vermelde document${exhibitNamed(language, 'identity.exhibit')}.`,
  };
  const underway: Phrase = {
    fr: `{client.concernedAtStart} ne dispose pas encore d’un passeport, d’un titre de voyage en tenant lieu ou d’une carte d’identité nationale. Pour établir l’identité, les démarches suivantes ont été accomplies${exhibitNamed(language, 'identity.exhibit')}${colon[language]}{identity.efforts}`,
    nl: `Betrokkene beschikt nog niet over een paspoort, een daarmee gelijkgestelde reistitel of een nationale identiteitskaart. Om de identiteit te bewijzen werden de volgende stappen gezet${exhibitNamed(language, 'identity.exhibit')}: {identity.efforts}`,
  };
  return [
    heading(headingText),
    identityTable(language, true),
    ...when('identity.isProven', [numbered(proven[language], { spacing: { before: 160, after: 120 } })]),
    ...unless('identity.isProven', [numbered(underway[language], { spacing: { before: 160, after: 120 } })]),
    ...childrenNamed(language),
  ];
}

/** The children who are with the person, where they are to be named. */
export function childrenNamed(language: TemplateLanguage): Block[] {
  return when('children.areNamed', [
    numbered(
      {
        fr: 'Enfants mineurs qui accompagnent {client.concerned}\u00a0:',
        nl: 'Minderjarige kinderen die betrokkene vergezellen:',
      }[language],
      { keepNext: true },
    ),
    ...when('children', [
      lettered(
        'acts',
        {
          fr: '{fullName}{#birthDate}, date de naissance\u00a0: {birthDate}{/birthDate}',
          nl: '{fullName}{#birthDate}, geboortedatum: {birthDate}{/birthDate}',
        }[language],
      ),
    ]),
  ]);
}

/** A row of a table of particulars. */
type ParticularsRow = Parameters<typeof factsTable>[1][number];

/** Who the person is, up to her national number: the same in letters and in a lawyer's papers. */
export const personRows: readonly ParticularsRow[] = [
  { label: { fr: 'Nom', nl: 'Naam' }, value: '{client.familyName}', when: 'client.familyName' },
  { label: { fr: 'Prénoms', nl: 'Voornamen' }, value: '{client.givenNames}', when: 'client.givenNames' },
  {
    label: { fr: 'Nom en écriture d’origine', nl: 'Naam in oorspronkelijk schrift' },
    value: '{client.nativeScriptName}',
    when: 'client.nativeScriptName',
  },
  { label: { fr: 'Date de naissance', nl: 'Geboortedatum' }, value: '{client.birthDate}' },
  {
    label: { fr: 'Lieu de naissance', nl: 'Geboorteplaats' },
    value: '{client.birthPlace}',
    when: 'client.birthPlace',
  },
  { label: { fr: 'Nationalité', nl: 'Nationaliteit' }, value: '{client.nationality}' },
  {
    label: { fr: 'N° de registre national ou BIS', nl: 'Rijksregister- of BIS-nummer' },
    value: '{client.nationalNumber}',
    when: 'client.nationalNumber',
  },
];

export const identityDocumentRow: ParticularsRow = {
  label: { fr: 'Document d’identité', nl: 'Identiteitsdocument' },
  value: '{client.identityDocument}',
  when: 'client.identityDocument',
};

export const electedDomicileRow: ParticularsRow = {
  label: { fr: 'Domicile élu', nl: 'Gekozen woonplaats' },
  value: '{client.electedDomicile}',
};

/** @param address also print the address for service, under the name */
export function identityTable(language: TemplateLanguage, address: boolean): Block {
  return factsTable(language, [...personRows, identityDocumentRow, ...(address ? [electedDomicileRow] : [])]);
}

export function socialSituation(language: TemplateLanguage): Block[] {
  return when('social.situation', [heading(headings.social[language]), numbered('{social.situation}')]);
}

/** The last request of every letter: where answers go. The place where she lives is never written down. */
export function addressRequest(language: TemplateLanguage): Block {
  return lettered(
    'requests',
    {
      fr: 'd’adresser toute correspondance et toute décision au domicile élu indiqué ci-dessus\u00a0; pour des raisons de sécurité, l’adresse de résidence n’est pas communiquée.',
      nl: 'alle briefwisseling en elke beslissing te richten aan de hierboven vermelde gekozen woonplaats; om veiligheidsredenen wordt het verblijfsadres niet meegedeeld.',
    }[language],
    // The signature never stands alone on a page: the last request goes with it.
    { keepNext: true, keepLines: true },
  );
}

export function closingAndExhibits(language: TemplateLanguage): Block[] {
  return [...closing(language), heading(headings.exhibits[language]), exhibitsTable(language)];
}
