import {
  addressBlock,
  dashed,
  heading,
  lettered,
  numbered,
  paragraph,
  senderClosing,
  senderLetterhead,
  subject,
  unless,
  when,
  type Block,
  type TemplateLanguage,
} from './building-blocks';
import { statementsMade } from './letter-to-the-office';
import { personConcerned, prosecutionOffice, salutation, victimOf } from './phrases';

/** F8: the centre or the lawyer asks the magistrate for the four confirmations, or that the charge be kept. */
export function f8(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    ...senderLetterhead(language),
    ...addressBlock(language, prosecutionOffice),
    ...subject(language, text.subject, personConcerned[language]),
    paragraph(salutation[language], { spacing: { after: 120 } }),

    heading(text.headings.situation),
    numbered(text.support),
    ...statementsMade(language),
    ...when('magistrate.expiry', [numbered(text.expiry)]),
    ...when('magistrate.state', [numbered('{magistrate.state}')]),

    ...unless('magistrate.step.end', [
      heading(text.headings.opinion),
      numbered(text.opinion, { keepNext: true }),
      lettered('conditions', text.victim),
      lettered('conditions', text.ongoing),
      lettered('conditions', text.cooperation),
      lettered('conditions', text.ties),
      ...when('magistrate.step.extension', [numbered(text.needed)]),
    ]),
    ...when('magistrate.step.end', [heading(text.headings.submissions), numbered(text.keepCharge)]),

    heading(text.headings.procedure),
    numbered(text.nextSteps),
    ...when('magistrate.nextActs', [numbered(text.acts)]),

    ...when('protection.areAsked', [
      heading(text.headings.protection),
      numbered(text.protection, { keepNext: true }),
    ]),
    ...when('protection.measures', [dashed('{measure}')]),

    heading(text.headings.answer),
    // The signature never stands alone on a page.
    numbered(text.answer, { keepNext: true, keepLines: true }),

    ...senderClosing(language),
  ];
}

// What follows the subject's "avis" depends on what the opinion is needed for.
const texts = {
  fr: {
    subject:
      '{#magistrate.step.end}Réquisitions – article 61/5{/magistrate.step.end}{^magistrate.step.end}Avis – {#magistrate.step.renewal}article 61/4, §\u00a01^er^,{/magistrate.step.renewal}{#magistrate.step.card}articles 61/3, §\u00a02, et 61/4, §\u00a01^er^,{/magistrate.step.card}{#magistrate.step.attestation}article 61/3{/magistrate.step.attestation}{#magistrate.step.extension}article 61/3, §\u00a02,{/magistrate.step.extension}{/magistrate.step.end} de la loi du 15 décembre 1980',
    headings: {
      situation: 'Situation',
      opinion: 'Avis demandé',
      submissions: 'Réquisitions',
      procedure: 'Suite de la procédure',
      protection: 'Mesures de protection',
      answer: 'Réponse',
    },
    support:
      '{#sender.kind.centre}Le centre accompagne {client.inText}{/sender.kind.centre}{#sender.kind.lawyer}Je suis le conseil de {client.inText}, qu’un centre spécialisé reconnu accompagne{/sender.kind.lawyer} depuis le {support.since}.',
    expiry: '{magistrate.document} de {client.concerned} est valable jusqu’au {magistrate.expiry}.',
    opinion:
      'L’Office des étrangers doit statuer sur {#magistrate.step.attestation}la demande d’attestation d’immatriculation{/magistrate.step.attestation}{#magistrate.step.extension}la demande de prolongation de l’attestation d’immatriculation{/magistrate.step.extension}{#magistrate.step.card}la demande d’autorisation de séjour de six mois{/magistrate.step.card}{#magistrate.step.renewal}la demande de renouvellement de l’autorisation de séjour{/magistrate.step.renewal} et recueille à cette fin votre avis. Je vous prie de bien vouloir lui confirmer que\u00a0:',
    victim: `{client.concerned} est toujours à considérer comme victime ${victimOf.fr}\u00a0;`,
    ongoing: 'l’enquête ou la procédure judiciaire est toujours en cours\u00a0;',
    cooperation: '{client.concerned} manifeste une volonté claire de coopération\u00a0;',
    ties: '{client.concerned} a rompu tout lien avec les auteurs présumés de l’infraction.',
    needed:
      'L’attestation d’immatriculation peut être prolongée une fois, notamment lorsque l’enquête le requiert (article 61/3, §\u00a02, alinéa\u00a02). Je vous prie d’indiquer si tel est le cas.',
    keepCharge:
      'L’enquête touche à sa fin. Je vous demande de maintenir dans vos réquisitions la prévention {#request.isTrafficking}de traite des êtres humains{/request.isTrafficking}{^request.isTrafficking}de trafic d’êtres humains avec circonstances aggravantes{/request.isTrafficking}. En vertu de l’article 61/5 de la loi du 15 décembre 1980, l’autorisation de séjour illimité peut en effet être accordée lorsque la déclaration ou la plainte a abouti à une condamnation, mais aussi lorsque cette prévention a été maintenue dans les réquisitions.',
    nextSteps:
      'Dans les limites du secret de l’information et de l’instruction, je vous saurais gré de m’indiquer l’état de la procédure et les devoirs encore envisagés, en particulier ceux qui requièrent la présence de {client.concerned}.',
    acts: 'Les devoirs suivants sont sollicités\u00a0: {magistrate.nextActs}',
    protection: 'Pour la sécurité de {client.concerned}, il est demandé\u00a0:',
    answer:
      '{#magistrate.step.end}Je vous prie de bien vouloir me faire connaître la suite que vous réservez à la présente{/magistrate.step.end}{^magistrate.step.end}Je vous prie de bien vouloir adresser votre avis à l’Office des étrangers{#magistrate.expiry} avant le {magistrate.expiry}{/magistrate.expiry} et m’en faire parvenir copie{/magistrate.step.end}.',
  },
  nl: {
    subject:
      '{#magistrate.step.end}Vordering – artikel 61/5{/magistrate.step.end}{^magistrate.step.end}Advies – {#magistrate.step.renewal}artikel 61/4, §\u00a01,{/magistrate.step.renewal}{#magistrate.step.card}artikelen 61/3, §\u00a02, en 61/4, §\u00a01,{/magistrate.step.card}{#magistrate.step.attestation}artikel 61/3{/magistrate.step.attestation}{#magistrate.step.extension}artikel 61/3, §\u00a02,{/magistrate.step.extension}{/magistrate.step.end} van de wet van 15 december 1980',
    headings: {
      situation: 'Situatie',
      opinion: 'Gevraagd advies',
      submissions: 'Vordering',
      procedure: 'Verder verloop van de procedure',
      protection: 'Beschermingsmaatregelen',
      answer: 'Antwoord',
    },
    support:
      '{#sender.kind.centre}Het centrum begeleidt {client.inText} sinds {support.since}.{/sender.kind.centre}{#sender.kind.lawyer}Ik ben de advocaat van {client.inText}. Een erkend gespecialiseerd centrum staat sinds {support.since} in voor de begeleiding.{/sender.kind.lawyer}',
    expiry: '{magistrate.document} van betrokkene is geldig tot en met {magistrate.expiry}.',
    opinion:
      'De Dienst Vreemdelingenzaken moet beslissen over {#magistrate.step.attestation}de aanvraag van een attest van immatriculatie{/magistrate.step.attestation}{#magistrate.step.extension}de aanvraag tot verlenging van het attest van immatriculatie{/magistrate.step.extension}{#magistrate.step.card}de aanvraag tot machtiging tot verblijf van zes maanden{/magistrate.step.card}{#magistrate.step.renewal}de aanvraag tot verlenging van de machtiging tot verblijf{/magistrate.step.renewal} en wint daarvoor uw advies in. Ik verzoek u deze dienst te bevestigen dat:',
    victim: `betrokkene nog steeds als slachtoffer van ${victimOf.nl} te beschouwen is;`,
    ongoing: 'het onderzoek of de gerechtelijke procedure nog steeds loopt;',
    cooperation: 'betrokkene duidelijk blijk geeft van de wil om mee te werken;',
    ties: 'betrokkene alle banden met de vermoedelijke daders van het misdrijf heeft verbroken.',
    needed:
      'Het attest van immatriculatie kan eenmaal worden verlengd, onder meer wanneer het onderzoek dat vereist (artikel 61/3, §\u00a02, tweede lid). Ik verzoek u mee te delen of dat het geval is.',
    keepCharge:
      'Het onderzoek loopt ten einde. Ik verzoek u de tenlastelegging {#request.isTrafficking}mensenhandel{/request.isTrafficking}{^request.isTrafficking}mensensmokkel met verzwarende omstandigheden{/request.isTrafficking} in uw vordering te behouden. Krachtens artikel 61/5 van de wet van 15 december 1980 kan de machtiging tot onbeperkt verblijf immers niet alleen worden toegekend wanneer de verklaring of de klacht tot een veroordeling heeft geleid, maar ook wanneer die tenlastelegging in de vordering is behouden.',
    nextSteps:
      'Graag verneem ik, binnen de grenzen van het geheim van het onderzoek, wat de stand van de procedure is en welke onderzoekshandelingen nog worden overwogen, in het bijzonder die waarvoor de aanwezigheid van betrokkene vereist is.',
    acts: 'De volgende onderzoekshandelingen worden gevraagd: {magistrate.nextActs}',
    protection: 'Voor de veiligheid van betrokkene wordt gevraagd dat:',
    answer:
      '{#magistrate.step.end}Graag verneem ik welk gevolg u aan dit schrijven geeft{/magistrate.step.end}{^magistrate.step.end}Ik verzoek u uw advies{#magistrate.expiry} vóór {magistrate.expiry}{/magistrate.expiry} aan de Dienst Vreemdelingenzaken te bezorgen en mij een kopie te laten geworden{/magistrate.step.end}.',
  },
};
