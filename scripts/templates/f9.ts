import { lettered, numbered, type Block, type TemplateLanguage } from './building-blocks';
import {
  commonHistory,
  exhibitNamed,
  ongoingStatement,
  opinion,
  requestOfTheCentre,
  socialSituation,
} from './letter-to-the-office';
import { aliensAct, aliensDecree, victimOf } from './phrases';

/** F9: the centre asks the Immigration Office to extend the attestation d'immatriculation, which the law allows once. */
export function f9(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return requestOfTheCentre(language, text, {
    history: [...commonHistory(language), numbered(text.attestation)],
    statement: ongoingStatement[language],
    afterConditions: [numbered(text.reason), ...opinion(language)],
    social: socialSituation(language),
    requests: [lettered('requests', text.extend), lettered('requests', text.commune)],
  });
}

const texts = {
  fr: {
    subject:
      'Demande de prolongation de l’attestation d’immatriculation (modèle A) – article 61/3, §\u00a02, alinéa\u00a02, de la loi du 15 décembre 1980',
    basis: `Le centre soussigné, reconnu en vertu de l’arrêté royal du 18 avril 2013, introduit la présente demande pour {client.inText}, en application de l’article 61/3, §\u00a02, alinéa\u00a02, de ${aliensAct.fr} (ci-après «\u00a0la loi\u00a0») et de ${aliensDecree.fr}.`,
    ground: `La demande repose sur la qualité de victime présumée ${victimOf.fr}.`,
    attestation:
      'Le {ai.issuedOn}, une attestation d’immatriculation (modèle A), valable jusqu’au {ai.validUntil}, a été délivrée à {client.concerned}. Elle n’a pas encore été prolongée.',
    conditions: 'Les conditions suivantes sont réunies\u00a0:',
    reason: `**Nécessité de la prolongation.** La prolongation est nécessaire pour les motifs suivants${exhibitNamed('fr', 'extension.exhibit')}\u00a0: {extension.reason}`,
    request: 'En conséquence, le centre prie l’Office des étrangers\u00a0:',
    extend:
      'de prolonger une fois, pour trois mois, l’attestation d’immatriculation (modèle A) de {client.concerned}\u00a0;',
    commune:
      'de donner à l’administration communale {delivery.ofCommune} les instructions nécessaires à cette prolongation\u00a0;',
  },
  nl: {
    subject:
      'Aanvraag tot verlenging van het attest van immatriculatie (model A) – artikel 61/3, §\u00a02, tweede lid, van de wet van 15 december 1980',
    basis: `Ondergetekend centrum, erkend op grond van het koninklijk besluit van 18 april 2013, dient deze aanvraag in voor {client.inText}, met toepassing van artikel 61/3, §\u00a02, tweede lid, van ${aliensAct.nl} (hierna: ‘de wet’) en van ${aliensDecree.nl}.`,
    ground: `De aanvraag steunt op de hoedanigheid van vermoedelijk slachtoffer van ${victimOf.nl}.`,
    attestation:
      'Op {ai.issuedOn} werd aan betrokkene een attest van immatriculatie (model A) afgegeven, geldig tot en met {ai.validUntil}. Het werd nog niet verlengd.',
    conditions: 'De volgende voorwaarden zijn vervuld:',
    reason: `**Noodzaak van de verlenging.** De verlenging is om de volgende redenen noodzakelijk${exhibitNamed('nl', 'extension.exhibit')}: {extension.reason}`,
    request: 'Het centrum verzoekt de Dienst Vreemdelingenzaken dan ook:',
    extend: 'het attest van immatriculatie (model A) van betrokkene eenmaal te verlengen, met drie maanden;',
    commune: 'het gemeentebestuur {delivery.ofCommune} de nodige instructies te geven voor deze verlenging;',
  },
};
