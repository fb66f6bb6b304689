import type { Phrase } from './building-blocks';

// Wordings that more than one filing uses. Statutes are cited by article as the research notes confirm them; nothing that
// those notes mark as unconfirmed or to be verified stands in a filing (so: no article of the criminal code, no paragraph
// of article 110bis, no address of the Immigration Office).

export const aliensAct: Phrase = {
  fr: 'la loi du 15 décembre 1980 sur l’accès au territoire, le séjour, l’établissement et l’éloignement des étrangers',
  nl: 'de wet van 15 december 1980 betreffende de toegang tot het grondgebied, het verblijf, de vestiging en de verwijdering van vreemdelingen',
};

export const aliensDecree: Phrase = {
  fr: 'l’article 110bis de l’arrêté royal du 8 octobre 1981 du même intitulé',
  nl: 'artikel 110bis van het koninklijk besluit van 8 oktober 1981 met hetzelfde opschrift',
};

export const salutation: Phrase = { fr: 'Madame, Monsieur,', nl: 'Geachte mevrouw, geachte heer,' };

/** Whom a letter concerns: name, birth, nationality, guardian. */
export const personConcerned: Phrase = {
  fr: '**{client.inText}**, date de naissance\u00a0: {client.birthDate}, nationalité\u00a0:\u00a0{client.nationality}{#client.hasGuardian}, sous la tutelle de {guardian.inText}{/client.hasGuardian}',
  nl: '**{client.inText}**, geboortedatum: {client.birthDate}, nationaliteit:\u00a0{client.nationality}{#client.hasGuardian}, onder voogdij van {guardian.inText}{/client.hasGuardian}',
};

/** After `victime` and `slachtoffer van`. */
export const victimOf: Phrase = {
  fr: '{#request.isTrafficking}de la traite des êtres humains{/request.isTrafficking}{^request.isTrafficking}du trafic d’êtres humains dans l’une des circonstances aggravantes que la loi retient à cette fin{/request.isTrafficking}',
  nl: '{#request.isTrafficking}mensenhandel{/request.isTrafficking}{^request.isTrafficking}mensensmokkel in een van de verzwarende omstandigheden die de wet daartoe bepaalt{/request.isTrafficking}',
};

/** The office of the prosecution that is written to, and the magistrate where one is named. */
export const prosecutionOffice: Phrase = {
  fr: '**{#magistrate.office.labourAuditor}Auditorat du travail{/magistrate.office.labourAuditor}{^magistrate.office.labourAuditor}Parquet du procureur du Roi{/magistrate.office.labourAuditor} {magistrate.ofDistrict}**{#magistrate.ofName}\nÀ l’attention {magistrate.ofName}{/magistrate.ofName}',
  nl: '**{#magistrate.office.labourAuditor}Arbeidsauditoraat{/magistrate.office.labourAuditor}{^magistrate.office.labourAuditor}Parket van de procureur des Konings{/magistrate.office.labourAuditor} {magistrate.ofDistrict}**{#magistrate.ofName}\nTer attentie {magistrate.ofName}{/magistrate.ofName}',
};

export const headings = {
  legalBasis: { fr: 'Base légale', nl: 'Wettelijke basis' },
  history: { fr: 'Rappel du parcours', nl: 'Overzicht' },
  conditions: { fr: 'Conditions remplies', nl: 'Vervulde voorwaarden' },
  identity: {
    fr: 'Identité – démarches (article 61/3, §\u00a04)',
    nl: 'Identiteit – stappen (artikel 61/3, §\u00a04)',
  },
  social: { fr: 'Situation sociale', nl: 'Sociale toestand' },
  request: { fr: 'Demande', nl: 'Verzoek' },
  exhibits: { fr: 'Pièces', nl: 'Stukken' },
} satisfies Record<string, Phrase>;
