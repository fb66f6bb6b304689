import { lettered, numbered, when, type Block, type TemplateLanguage } from './building-blocks';
import {
  commonHistory,
  ongoingStatement,
  opinion,
  requestOfTheCentre,
  socialSituation,
} from './letter-to-the-office';
import { aliensAct, aliensDecree, victimOf } from './phrases';

/** F10: the centre asks the Immigration Office for the stay of six months of article 61/4. */
export function f10(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return requestOfTheCentre(language, text, {
    history: [
      ...commonHistory(language),
      numbered(text.attestation),
      ...when('ai.extendedUntil', [numbered(text.extension)]),
    ],
    statement: ongoingStatement[language],
    afterConditions: opinion(language),
    social: socialSituation(language),
    requests: [lettered('requests', text.authorise), lettered('requests', text.commune)],
  });
}

const texts = {
  fr: {
    subject:
      'Demande d’autorisation de séjour de six mois (carte A) – article 61/4, §\u00a01^er^, de la loi du 15 décembre 1980',
    basis: `Le centre soussigné, reconnu en vertu de l’arrêté royal du 18 avril 2013, introduit la présente demande pour {client.inText}, en application de l’article 61/4, §\u00a01^er^, de ${aliensAct.fr} (ci-après «\u00a0la loi\u00a0») et de ${aliensDecree.fr}.`,
    ground: `La demande repose sur la qualité de victime ${victimOf.fr}.`,
    attestation:
      'Le {ai.issuedOn}, une attestation d’immatriculation (modèle A), valable jusqu’au {ai.validUntil}, a été délivrée à {client.concerned}.',
    extension: 'L’attestation d’immatriculation a été prolongée jusqu’au {ai.extendedUntil}.',
    conditions: 'Les conditions suivantes sont réunies\u00a0:',
    request: 'En conséquence, le centre prie l’Office des étrangers\u00a0:',
    authorise:
      'd’autoriser {client.concerned} au séjour pour une durée de six mois et d’ordonner la délivrance d’une carte A\u00a0;',
    commune:
      'de donner à l’administration communale {delivery.ofCommune} l’instruction de délivrer cette carte\u00a0;',
  },
  nl: {
    subject:
      'Aanvraag tot machtiging tot verblijf van zes maanden (A-kaart) – artikel 61/4, §\u00a01, van de wet van 15 december 1980',
    basis: `Ondergetekend centrum, erkend op grond van het koninklijk besluit van 18 april 2013, dient deze aanvraag in voor {client.inText}, met toepassing van artikel 61/4, §\u00a01, van ${aliensAct.nl} (hierna: ‘de wet’) en van ${aliensDecree.nl}.`,
    ground: `De aanvraag steunt op de hoedanigheid van slachtoffer van ${victimOf.nl}.`,
    attestation:
      'Op {ai.issuedOn} werd aan betrokkene een attest van immatriculatie (model A) afgegeven, geldig tot en met {ai.validUntil}.',
    extension: 'Het attest van immatriculatie werd verlengd tot en met {ai.extendedUntil}.',
    conditions: 'De volgende voorwaarden zijn vervuld:',
    request: 'Het centrum verzoekt de Dienst Vreemdelingenzaken dan ook:',
    authorise:
      'betrokkene te machtigen tot een verblijf van zes maanden en de afgifte van een A-kaart te bevelen;',
    commune: 'het gemeentebestuur {delivery.ofCommune} opdracht te geven deze kaart af te geven;',
  },
};
