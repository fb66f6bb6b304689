import {
  exhibitsTable,
  heading,
  lettered,
  numbered,
  senderClosing,
  senderLetterhead,
  when,
  type Block,
  type TemplateLanguage,
} from './building-blocks';
import { addressRequest, exhibitNamed, identity, opening, statementsMade } from './letter-to-the-office';
import { aliensAct, headings } from './phrases';

/** F12: unlimited stay on one of the two grounds of article 61/5, or on both. */
export function f12(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    ...opening(language, senderLetterhead(language), text.subject),

    heading(text.headings.basis),
    numbered(text.basis),
    ...when('aCard.issuedOn', [numbered(text.card)]),

    heading(text.headings.link),
    ...statementsMade(language),
    ...when('unlimited.grounds.conviction', [numbered(text.conviction), numbered(text.contribution)]),
    ...when('unlimited.grounds.chargeKept', [numbered(text.charge)]),

    ...identity(language, text.headings.identity),

    heading(text.headings.integration),
    numbered(text.integration),
    ...when('support.exhibit', [numbered(text.report)]),

    heading(headings.request[language]),
    numbered(text.request, { keepNext: true }),
    lettered('requests', text.authorise),
    lettered('requests', text.commune),
    addressRequest(language),

    ...senderClosing(language),
    heading(headings.exhibits[language]),
    exhibitsTable(language),
  ];
}

const texts = {
  fr: {
    subject:
      'Demande d’autorisation de séjour illimité (carte B) – article 61/5 de la loi du 15 décembre 1980',
    headings: {
      basis: 'Base légale',
      link: 'Lien entre les déclarations et {#unlimited.grounds.conviction}la condamnation{/unlimited.grounds.conviction}{^unlimited.grounds.conviction}les réquisitions{/unlimited.grounds.conviction}',
      identity: 'Identité',
      integration: 'Intégration',
    },
    basis: `{#sender.kind.centre}Le centre soussigné, reconnu en vertu de l’arrêté royal du 18 avril 2013, introduit{/sender.kind.centre}{#sender.kind.lawyer}En ma qualité de conseil, j’introduis{/sender.kind.lawyer} la présente demande pour {client.inText}, en application de l’article 61/5 de ${aliensAct.fr}. Cette disposition permet d’autoriser au séjour pour une durée illimitée la personne dont la déclaration ou la plainte a abouti à une condamnation, ou lorsque le ministère public a maintenu dans ses réquisitions la prévention de traite des êtres humains ou de trafic d’êtres humains avec circonstances aggravantes.`,
    card: '{client.concernedAtStart} est titulaire d’une carte A délivrée le {aCard.issuedOn} et valable jusqu’au {aCard.validUntil}.',
    conviction: `Par décision du {conviction.date}, {conviction.court} a prononcé une condamnation${exhibitNamed('fr', 'conviction.exhibit')}. Cette décision {#conviction.finality.final}est définitive{/conviction.finality.final}{#conviction.finality.notFinal}n’est pas encore définitive{/conviction.finality.notFinal}.`,
    contribution:
      'La déclaration ou la plainte de {client.concerned} a abouti à cette condamnation\u00a0: {conviction.contribution}',
    charge: `{#submissions.form.written}Dans le réquisitoire écrit du {submissions.date}{/submissions.form.written}{#submissions.form.hearingRecord}À l’audience du {submissions.date}, selon le procès-verbal d’audience{/submissions.form.hearingRecord}, {#submissions.from.labourAuditor}l’auditeur du travail{/submissions.from.labourAuditor}{^submissions.from.labourAuditor}le procureur du Roi{/submissions.from.labourAuditor} a maintenu la prévention de {#submissions.charge.trafficking}traite des êtres humains{/submissions.charge.trafficking}{^submissions.charge.trafficking}trafic d’êtres humains avec circonstances aggravantes{/submissions.charge.trafficking}${exhibitNamed('fr', 'submissions.exhibit')}.`,
    integration: `{integration.situation}{#integration.exhibit} Les justificatifs sont joints (pièce n°\u00a0{integration.exhibit}).{/integration.exhibit}`,
    report:
      'Le rapport du centre qui accompagne {client.concerned} est joint (pièce n°\u00a0{support.exhibit}).',
    request:
      'En conséquence, {#sender.kind.centre}le centre prie{/sender.kind.centre}{#sender.kind.lawyer}je prie{/sender.kind.lawyer} l’Office des étrangers\u00a0:',
    authorise:
      'd’autoriser {client.concerned} au séjour pour une durée illimitée et d’ordonner la délivrance d’une carte B\u00a0;',
    commune:
      'de donner à l’administration communale {delivery.ofCommune} l’instruction de délivrer cette carte\u00a0;',
  },
  nl: {
    subject:
      'Aanvraag tot machtiging tot onbeperkt verblijf (B-kaart) – artikel 61/5 van de wet van 15 december 1980',
    headings: {
      basis: 'Wettelijke basis',
      link: 'Verband tussen de verklaringen en {#unlimited.grounds.conviction}de veroordeling{/unlimited.grounds.conviction}{^unlimited.grounds.conviction}de vordering{/unlimited.grounds.conviction}',
      identity: 'Identiteit',
      integration: 'Integratie',
    },
    basis: `{#sender.kind.centre}Ondergetekend centrum, erkend op grond van het koninklijk besluit van 18 april 2013, dient deze aanvraag in{/sender.kind.centre}{#sender.kind.lawyer}Als advocaat dien ik deze aanvraag in{/sender.kind.lawyer} voor {client.inText}, met toepassing van artikel 61/5 van ${aliensAct.nl}. Die bepaling laat toe een persoon tot een verblijf van onbeperkte duur te machtigen wanneer haar verklaring of klacht tot een veroordeling heeft geleid, of wanneer het openbaar ministerie de tenlastelegging mensenhandel of mensensmokkel met verzwarende omstandigheden in zijn vordering heeft behouden.`,
    card: 'Betrokkene is houder van een A-kaart die op {aCard.issuedOn} werd afgegeven en geldig is tot en met {aCard.validUntil}.',
    conviction: `Bij beslissing van {conviction.date} sprak {conviction.court} een veroordeling uit${exhibitNamed('nl', 'conviction.exhibit')}. Die beslissing is {#conviction.finality.final}definitief{/conviction.finality.final}{#conviction.finality.notFinal}nog niet definitief{/conviction.finality.notFinal}.`,
    contribution:
      'De verklaring of de klacht van betrokkene heeft tot die veroordeling geleid: {conviction.contribution}',
    charge: `{#submissions.form.written}In de schriftelijke vordering van {submissions.date}{/submissions.form.written}{#submissions.form.hearingRecord}Ter zitting van {submissions.date}, zoals blijkt uit het zittingsblad,{/submissions.form.hearingRecord} heeft {#submissions.from.labourAuditor}de arbeidsauditeur{/submissions.from.labourAuditor}{^submissions.from.labourAuditor}de procureur des Konings{/submissions.from.labourAuditor} de tenlastelegging {#submissions.charge.trafficking}mensenhandel{/submissions.charge.trafficking}{^submissions.charge.trafficking}mensensmokkel met verzwarende omstandigheden{/submissions.charge.trafficking} behouden${exhibitNamed('nl', 'submissions.exhibit')}.`,
    integration: `{integration.situation}{#integration.exhibit} De bewijsstukken zijn bijgevoegd (stuk nr.\u00a0{integration.exhibit}).{/integration.exhibit}`,
    report:
      'Het verslag van het centrum dat betrokkene begeleidt, is bijgevoegd (stuk nr.\u00a0{support.exhibit}).',
    request:
      '{#sender.kind.centre}Het centrum verzoekt{/sender.kind.centre}{#sender.kind.lawyer}Ik verzoek{/sender.kind.lawyer} de Dienst Vreemdelingenzaken dan ook:',
    authorise:
      'betrokkene te machtigen tot een verblijf van onbeperkte duur en de afgifte van een B-kaart te bevelen;',
    commune: 'het gemeentebestuur {delivery.ofCommune} opdracht te geven deze kaart af te geven;',
  },
};
