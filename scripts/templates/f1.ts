import {
  dashed,
  heading,
  numbered,
  paragraph,
  subject,
  table,
  textWidth,
  when,
  signedAfter,
  type Block,
  type TemplateLanguage,
} from './building-blocks';
import { salutation } from './phrases';

/** F1: the referral to the duty service of a recognised centre, without a name until the person has consented. */
export function f1(language: TemplateLanguage): Block[] {
  const text = texts[language];
  const left = Math.round(textWidth * 0.52);
  const line = { style: 'Sender' };
  return [
    table(
      [left, textWidth - left],
      [
        [
          [
            paragraph('**{referral.by}**', line),
            paragraph('{referral.capacity}', line),
            paragraph(text.reference, { ...line, size: 20, spacing: { before: 60 } }),
          ],
          [
            ...when('sending.mode', [paragraph('**{sending.mode}**', { ...line, spacing: { after: 60 } })]),
            paragraph('**{referral.centre}**', line),
            paragraph(text.duty, line),
          ],
        ],
      ],
    ),
    paragraph(text.placeAndDate, {
      indent: { left },
      alignment: 'left',
      spacing: { before: 240, after: 280 },
    }),
    ...subject(language, text.subject, text.person),
    paragraph(salutation[language], { spacing: { after: 120 } }),
    numbered(text.asks),

    heading(text.headings.contact),
    numbered(text.channel),
    numbered(text.personContact),
    numbered(text.language),

    heading(text.headings.safety),
    numbered(text.danger),
    numbered(text.children),
    numbered(text.stay),

    heading(text.headings.indications),
    numbered(text.indications, { keepNext: true }),
    ...when('referral.indications', [dashed('{indication}')]),
    ...when('referral.indicationsDetail', [numbered('{referral.indicationsDetail}')]),

    heading(text.headings.needs),
    ...when('referral.hasNeeds', [numbered(text.needs, { keepNext: true })]),
    ...when('referral.needs', [dashed('{need}')]),
    numbered(text.wishes),

    heading(text.headings.consent),
    // The signature never stands alone on a page.
    numbered(text.consent, { keepNext: true, keepLines: true }),

    ...signedAfter(text.greeting, '', '{referral.by}', '{referral.capacity}'),
  ];
}

const texts = {
  fr: {
    reference: 'Nos références\u00a0: {case.code}',
    duty: 'Service de garde',
    placeAndDate: '{letter.place}, le {letter.date}',
    subject: 'Signalement et demande d’intake',
    person:
      '{#referral.consent.yes}**{client.inText}**{/referral.consent.yes}{^referral.consent.yes}la personne désignée par la référence **{case.code}**{/referral.consent.yes}{#referral.profile} ({referral.profile}){/referral.profile}',
    headings: {
      contact: 'Personne de contact',
      safety: 'Situation de sécurité',
      indications: 'Indices',
      needs: 'Besoins urgents',
      consent: 'Consentement',
    },
    asks: 'La personne mentionnée ci-dessus présente des indices de traite ou de trafic aggravé des êtres humains. Je vous prie de bien vouloir organiser un intake dans les meilleurs délais.',
    channel:
      '{referral.by}, {referral.capacity}. Moyen de contact sûr\u00a0: {referral.channel}. Heures\u00a0: {referral.hours}.',
    personContact:
      '{#referral.personContact.direct}La personne peut aussi être contactée directement\u00a0: {referral.personChannel}.{/referral.personContact.direct}{^referral.personContact.direct}Tout contact avec la personne passe exclusivement par la personne de contact.{/referral.personContact.direct}',
    language:
      'Langue\u00a0: {referral.language}. {#referral.interpreter.none}Un interprète n’est pas nécessaire.{/referral.interpreter.none}{#referral.interpreter.any}Un interprète est nécessaire.{/referral.interpreter.any}{#referral.interpreter.woman}Une interprète de sexe féminin est demandée.{/referral.interpreter.woman}{#referral.interpreter.man}Un interprète de sexe masculin est demandé.{/referral.interpreter.man}',
    danger:
      '{#referral.danger.immediate}**Il y a un danger immédiat.**{/referral.danger.immediate}{#referral.danger.notImmediate}Il n’y a pas de danger immédiat connu.{/referral.danger.notImmediate}{#referral.danger.unknown}L’existence d’un danger immédiat n’a pas pu être établie.{/referral.danger.unknown}{#referral.dangerDetail} {referral.dangerDetail}{/referral.dangerDetail}',
    children:
      '{#referral.children.none}Aucun enfant n’est concerné.{/referral.children.none}{#referral.children.present}Des enfants se trouvent avec la personne.{/referral.children.present}{#referral.children.elsewhere}La personne a des enfants qui ne se trouvent pas avec elle.{/referral.children.elsewhere}{#referral.children.unknown}La présence d’enfants n’est pas connue.{/referral.children.unknown}{#referral.childrenDetail} {referral.childrenDetail}{/referral.childrenDetail}',
    stay: 'Situation de séjour\u00a0: {referral.stay} {#referral.removalOrder.none}Aucun ordre de quitter le territoire n’est connu.{/referral.removalOrder.none}{#referral.removalOrder.notified}Un ordre de quitter le territoire a été notifié le {referral.removalOrderDate}.{/referral.removalOrder.notified}{#referral.removalOrder.unknown}L’existence d’un ordre de quitter le territoire n’est pas connue.{/referral.removalOrder.unknown}',
    indications: 'Les indices suivants ont été relevés\u00a0:',
    needs: 'Les besoins urgents sont les suivants\u00a0:',
    wishes: 'Souhaits exprimés par la personne\u00a0: {referral.wishes}',
    consent:
      '{#referral.consent.yes}La personne a consenti le {referral.consentDate}, {#referral.consentForm.oral}oralement{/referral.consentForm.oral}{^referral.consentForm.oral}par écrit{/referral.consentForm.oral}, à la communication de ces informations au centre (références du dossier\u00a0: {case.code}).{/referral.consent.yes}{^referral.consent.yes}La personne n’a pas encore consenti à la communication de son identité. Aucun nom n’est donc communiqué\u00a0; la référence {case.code} en tient lieu.{/referral.consent.yes}',
    greeting: 'Veuillez agréer, Madame, Monsieur, l’expression de ma considération distinguée.',
  },
  nl: {
    reference: 'Onze referentie: {case.code}',
    duty: 'Permanentie',
    placeAndDate: '{letter.place}, {letter.date}',
    subject: 'Aanmelding en verzoek om intake',
    person:
      '{#referral.consent.yes}**{client.inText}**{/referral.consent.yes}{^referral.consent.yes}de persoon met referentie **{case.code}**{/referral.consent.yes}{#referral.profile} ({referral.profile}){/referral.profile}',
    headings: {
      contact: 'Contactpersoon',
      safety: 'Veiligheidssituatie',
      indications: 'Indicatoren',
      needs: 'Dringende noden',
      consent: 'Toestemming',
    },
    asks: 'Er zijn aanwijzingen dat de hierboven vermelde persoon slachtoffer is van mensenhandel of van verzwaarde mensensmokkel. Ik verzoek u zo spoedig mogelijk een intake te organiseren.',
    channel:
      '{referral.by}, {referral.capacity}. Veilig contactmiddel: {referral.channel}. Uren: {referral.hours}.',
    personContact:
      '{#referral.personContact.direct}De persoon kan ook rechtstreeks worden gecontacteerd: {referral.personChannel}.{/referral.personContact.direct}{^referral.personContact.direct}Elk contact met de persoon verloopt uitsluitend via de contactpersoon.{/referral.personContact.direct}',
    language:
      'Taal: {referral.language}. {#referral.interpreter.none}Een tolk is niet nodig.{/referral.interpreter.none}{#referral.interpreter.any}Een tolk is nodig.{/referral.interpreter.any}{#referral.interpreter.woman}Er wordt een vrouwelijke tolk gevraagd.{/referral.interpreter.woman}{#referral.interpreter.man}Er wordt een mannelijke tolk gevraagd.{/referral.interpreter.man}',
    danger:
      '{#referral.danger.immediate}**Er is onmiddellijk gevaar.**{/referral.danger.immediate}{#referral.danger.notImmediate}Er is geen onmiddellijk gevaar bekend.{/referral.danger.notImmediate}{#referral.danger.unknown}Of er onmiddellijk gevaar is, kon niet worden vastgesteld.{/referral.danger.unknown}{#referral.dangerDetail} {referral.dangerDetail}{/referral.dangerDetail}',
    children:
      '{#referral.children.none}Er zijn geen kinderen betrokken.{/referral.children.none}{#referral.children.present}Er zijn kinderen bij de persoon.{/referral.children.present}{#referral.children.elsewhere}De persoon heeft kinderen die elders verblijven.{/referral.children.elsewhere}{#referral.children.unknown}Of er kinderen zijn, is niet bekend.{/referral.children.unknown}{#referral.childrenDetail} {referral.childrenDetail}{/referral.childrenDetail}',
    stay: 'Verblijfssituatie: {referral.stay} {#referral.removalOrder.none}Er is geen bevel om het grondgebied te verlaten bekend.{/referral.removalOrder.none}{#referral.removalOrder.notified}Op {referral.removalOrderDate} werd een bevel om het grondgebied te verlaten ter kennis gebracht.{/referral.removalOrder.notified}{#referral.removalOrder.unknown}Of er een bevel om het grondgebied te verlaten is, is niet bekend.{/referral.removalOrder.unknown}',
    indications: 'De volgende indicatoren werden vastgesteld:',
    needs: 'De dringende noden zijn:',
    wishes: 'Wensen van de persoon: {referral.wishes}',
    consent:
      '{#referral.consent.yes}De persoon heeft op {referral.consentDate} {#referral.consentForm.oral}mondeling{/referral.consentForm.oral}{^referral.consentForm.oral}schriftelijk{/referral.consentForm.oral} toegestemd in het meedelen van deze informatie aan het centrum (dossierreferentie: {case.code}).{/referral.consent.yes}{^referral.consent.yes}De persoon heeft nog niet toegestemd in het meedelen van haar identiteit. Er wordt dus geen naam meegedeeld; referentie {case.code} vervangt die.{/referral.consent.yes}',
    greeting: 'Met vriendelijke groet,',
  },
};
