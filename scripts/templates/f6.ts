import {
  addressBlock,
  dashed,
  exhibitsTable,
  factsTable,
  heading,
  lettered,
  listTable,
  numbered,
  paragraph,
  senderLetterhead,
  signedAfter,
  subject,
  titleOnNewPage,
  when,
  type Block,
  type TemplateLanguage,
} from './building-blocks';
import { addressRequest, identityTable } from './letter-to-the-office';
import { headings, personConcerned, prosecutionOffice, salutation } from './phrases';

const signatory =
  '{#complaint.by.lawyer}{signatory.name}{/complaint.by.lawyer}{#complaint.by.client}{complaint.signatory}{/complaint.by.client}';

/** F6: the complaint with the request to be heard, and on a page of its own the declaration of injured person. */
export function f6(language: TemplateLanguage): Block[] {
  const text = texts[language];
  const end = signedAfter(text.greeting, '', signatory);
  return [
    ...senderLetterhead(language),
    ...addressBlock(language, prosecutionOffice),
    ...subject(language, text.subject, personConcerned[language]),
    paragraph(salutation[language], { spacing: { after: 120 } }),
    numbered(text.complains),

    heading(text.headings.identity),
    identityTable(language, true),
    numbered(text.address, { spacing: { before: 160, after: 120 } }),

    heading(text.headings.facts),
    ...when('complaint.facts', [
      numbered(`**{when}.** {statement}{#cited} ${text.see} {cited}.{/cited}`, { keepLines: true }),
    ]),

    heading(text.headings.offences),
    numbered(text.offences, { keepNext: true }),
    listTable(
      [6.2, 5.1, 5.1],
      [text.offence, text.olderCode, text.newerCode],
      ['{#complaint.offences}{offence}', '{old}', '{new}{/complaint.offences}'],
    ),
    numbered(text.applicable, { spacing: { before: 160, after: 120 } }),
    ...when('complaint.isTrafficking', [numbered(text.purposes, { keepNext: true })]),
    ...when('complaint.purposes', [dashed('{purpose}')]),
    ...when('complaint.nonPunishment.yes', [numbered(text.nonPunishment)]),

    heading(text.headings.people),
    ...when('complaint.namesSuspects', [numbered(text.suspects, { keepNext: true })]),
    ...when('complaint.suspects', [dashed('{name}{#organisation} ({organisation}){/organisation}')]),
    ...when('complaint.unnamed', [numbered(text.unnamed)]),
    numbered(text.places),
    ...when('complaint.namesWitnesses', [numbered(text.witnesses, { keepNext: true })]),
    ...when('complaint.witnesses', [dashed('{name}')]),

    ...when('complaint.hasDigital', [
      heading(text.headings.digital),
      numbered(text.digital, { keepNext: true }),
    ]),
    ...when('complaint.digital', [dashed(text.digitalExhibit)]),

    heading(text.headings.hearing),
    numbered(text.hearing),
    ...when('protection.areAsked', [numbered(text.protection, { keepNext: true })]),
    ...when('protection.measures', [dashed('{measure}')]),

    heading(headings.request[language]),
    numbered(text.request, { keepNext: true }),
    lettered('requests', text.investigate),
    lettered('requests', text.hear),
    lettered('requests', text.record),
    addressRequest(language),
    ...end,
    ...when('exhibits.areAttached', [heading(headings.exhibits[language]), exhibitsTable(language)]),

    titleOnNewPage(text.declaration),
    factsTable(language, [
      { label: { fr: 'Nom et prénoms', nl: 'Naam en voornamen' }, value: '{client.inText}' },
      { label: { fr: 'Date de naissance', nl: 'Geboortedatum' }, value: '{client.birthDate}' },
      { label: { fr: 'Qualité', nl: 'Hoedanigheid' }, value: text.capacity },
      { label: { fr: 'Domicile élu', nl: 'Gekozen woonplaats' }, value: '{client.electedDomicile}' },
      {
        label: { fr: 'N° de notices', nl: 'Notitienummer' },
        value: '{case.prosecutionNumber}',
        when: 'case.prosecutionNumber',
      },
      { label: { fr: 'Faits', nl: 'Feiten' }, value: text.factsAbove },
      { label: { fr: 'Dommage', nl: 'Schade' }, value: '{complaint.harm}' },
    ]),
    numbered(text.declares, { spacing: { before: 200, after: 120 }, keepNext: true }),
    dashed(text.dismissal),
    dashed(text.documents),
    dashed(text.hearingDate),
    paragraph(text.done, { keepNext: true, spacing: { before: 280, after: 900 } }),
    paragraph(`**${signatory}**`, { style: 'Sender', keepNext: true }),
    paragraph('{#signatory.capacity}{signatory.capacity}{/signatory.capacity}', { style: 'Sender' }),
  ];
}

const texts = {
  fr: {
    subject: 'Plainte, demande d’audition et déclaration de personne lésée',
    complains:
      '{#complaint.by.lawyer}Au nom et pour le compte de {client.inText}{#client.hasGuardian}, sous la tutelle de {guardian.inText}{/client.hasGuardian}, je dépose plainte{/complaint.by.lawyer}{#complaint.by.client}{client.inTextAtStart}{#client.hasGuardian}, au nom de qui agit {guardian.inText}, qui exerce la tutelle,{/client.hasGuardian} dépose plainte{/complaint.by.client} du chef des infractions énoncées ci-après, contre les personnes désignées ci-après et contre toute autre personne que l’enquête permettrait d’identifier.',
    headings: {
      identity: 'Identité et domicile élu',
      facts: 'Faits',
      offences: 'Infractions',
      people: 'Personnes et lieux',
      digital: 'Éléments de preuve numériques',
      hearing: 'Audition et protection',
    },
    address:
      'Pour des raisons de sécurité, l’adresse de résidence n’est pas communiquée. {client.concernedAtStart} élit domicile à l’adresse indiquée ci-dessus.',
    offences:
      'Sous réserve de toute autre qualification, les faits paraissent constitutifs des infractions suivantes\u00a0:',
    offence: 'Infraction',
    olderCode: 'Code pénal et loi du 15 décembre 1980',
    newerCode: 'Code pénal (loi du 29 février 2024)',
    applicable:
      'Les deux numérotations sont indiquées\u00a0: la disposition applicable dépend de la date des faits et de celle de la décision.',
    see: 'Voir',
    purposes: 'L’exploitation avait pour fin\u00a0:',
    nonPunishment:
      'Les infractions que {client.concerned} aurait pu commettre sont la conséquence directe de l’exploitation. L’application de la règle de non-punissabilité de la victime est demandée (article 433quinquies, §\u00a05, du Code pénal\u00a0; article 264 du Code pénal, loi du 29 février 2024).',
    suspects: 'Personnes mises en cause\u00a0:',
    unnamed: 'Personnes dont le nom n’est pas connu\u00a0: {complaint.unnamed}',
    places: 'Lieux\u00a0: {complaint.places}',
    witnesses: 'Témoins\u00a0:',
    digital:
      'Les éléments suivants sont conservés dans leur forme d’origine et peuvent être remis. Le cas échéant, leur empreinte permet d’en vérifier l’intégrité.',
    digitalExhibit: 'pièce n°\u00a0{number}\u00a0: {title}{#sha256}\nSHA-256\u00a0: {sha256}{/sha256}',
    hearing:
      '{client.concernedAtStart} souhaite faire une déclaration, dans la langue suivante\u00a0: {complaint.language}{#complaint.hasInterpreter}, avec l’assistance d’{#complaint.interpreter.woman}une interprète de sexe féminin{/complaint.interpreter.woman}{#complaint.interpreter.man}un interprète de sexe masculin{/complaint.interpreter.man}{#complaint.interpreter.any}un interprète{/complaint.interpreter.any}{/complaint.hasInterpreter}.',
    protection: 'Pour la sécurité de {client.concerned}, il est demandé\u00a0:',
    request: 'En conséquence, il est demandé\u00a0:',
    investigate: 'de prendre acte de la plainte et de faire procéder à une enquête\u00a0;',
    hear: 'd’entendre {client.concerned} dans les conditions indiquées ci-dessus\u00a0;',
    record: 'd’acter la déclaration de personne lésée qui suit\u00a0;',
    greeting: 'Veuillez agréer, Madame, Monsieur, l’expression de ma haute considération.',
    declaration: 'Déclaration de personne lésée',
    capacity:
      'Personne lésée{#client.hasGuardian}, sous la tutelle de {guardian.inText}{/client.hasGuardian}{#complaint.by.lawyer}\nAvocat\u00a0: {sender.name}, {sender.address}{/complaint.by.lawyer}',
    factsAbove: 'Ceux qu’expose la plainte du {letter.date}',
    declares:
      'Le dommage décrit ci-dessus résulte des infractions dénoncées. La qualité de personne lésée est déclarée conformément à l’article 5bis du titre préliminaire du Code de procédure pénale, avec les droits qui s’y attachent, en particulier\u00a0:',
    dismissal: 'l’information sur un classement sans suite et sur son motif\u00a0;',
    documents: 'la faculté de joindre au dossier tout document utile\u00a0;',
    hearingDate: 'l’information sur la fixation de l’affaire.',
    done: 'Fait à {letter.place}, le {letter.date}.',
  },
  nl: {
    subject: 'Klacht, verzoek tot verhoor en verklaring van benadeelde persoon',
    complains:
      '{#complaint.by.lawyer}In naam en voor rekening van {client.inText}{#client.hasGuardian}, onder voogdij van {guardian.inText}{/client.hasGuardian} dien ik klacht in{/complaint.by.lawyer}{#complaint.by.client}{client.inTextAtStart}{#client.hasGuardian}, vertegenwoordigd door {guardian.inText} als voogd,{/client.hasGuardian} dient klacht in{/complaint.by.client} wegens de hierna vermelde misdrijven, tegen de hierna vermelde personen en tegen ieder ander die het onderzoek zou identificeren.',
    headings: {
      identity: 'Identiteit en gekozen woonplaats',
      facts: 'Feiten',
      offences: 'Misdrijven',
      people: 'Personen en plaatsen',
      digital: 'Digitaal bewijsmateriaal',
      hearing: 'Verhoor en bescherming',
    },
    address:
      'Om veiligheidsredenen wordt het verblijfsadres niet meegedeeld. Betrokkene kiest woonplaats op het hierboven vermelde adres.',
    offences:
      'Onder voorbehoud van elke andere kwalificatie lijken de feiten de volgende misdrijven uit te maken:',
    offence: 'Misdrijf',
    olderCode: 'Strafwetboek en wet van 15 december 1980',
    newerCode: 'Strafwetboek (wet van 29 februari 2024)',
    applicable:
      'Beide nummeringen worden vermeld: welke bepaling van toepassing is, hangt af van de datum van de feiten en van die van de beslissing.',
    see: 'Zie',
    purposes: 'De uitbuiting had tot doel:',
    nonPunishment:
      'De misdrijven die betrokkene zou hebben gepleegd, zijn het rechtstreekse gevolg van de uitbuiting. De toepassing van de regel van niet-bestraffing van het slachtoffer wordt gevraagd (artikel 433quinquies, §\u00a05, van het Strafwetboek; artikel 264 van het Strafwetboek, wet van 29 februari 2024).',
    suspects: 'Personen tegen wie de klacht gericht is:',
    unnamed: 'Personen van wie de naam niet bekend is: {complaint.unnamed}',
    places: 'Plaatsen: {complaint.places}',
    witnesses: 'Getuigen:',
    digital:
      'Het volgende materiaal wordt in zijn oorspronkelijke vorm bewaard en kan worden overhandigd. In voorkomend geval kan met het controlegetal worden nagegaan of het ongewijzigd is.',
    digitalExhibit: 'stuk nr.\u00a0{number}: {title}{#sha256}\nSHA-256: {sha256}{/sha256}',
    hearing:
      'Betrokkene wenst een verklaring af te leggen, in de volgende taal: {complaint.language}{#complaint.hasInterpreter}, met de bijstand van een {#complaint.interpreter.woman}vrouwelijke {/complaint.interpreter.woman}{#complaint.interpreter.man}mannelijke {/complaint.interpreter.man}tolk{/complaint.hasInterpreter}.',
    protection: 'Voor de veiligheid van betrokkene wordt gevraagd dat:',
    request: 'Er wordt dan ook verzocht:',
    investigate: 'akte te nemen van de klacht en een onderzoek te laten instellen;',
    hear: 'betrokkene te verhoren onder de hierboven vermelde voorwaarden;',
    record: 'akte te nemen van de verklaring van benadeelde persoon die volgt;',
    greeting: 'Met de meeste hoogachting,',
    declaration: 'Verklaring van benadeelde persoon',
    capacity:
      'Benadeelde persoon{#client.hasGuardian}, onder voogdij van {guardian.inText}{/client.hasGuardian}{#complaint.by.lawyer}\nAdvocaat: {sender.name}, {sender.address}{/complaint.by.lawyer}',
    factsAbove: 'De feiten die in de klacht van {letter.date} worden uiteengezet',
    declares:
      'De hierboven beschreven schade vloeit voort uit de aangegeven misdrijven. De verklaring van benadeelde persoon wordt afgelegd overeenkomstig artikel 5bis van de voorafgaande titel van het Wetboek van Strafvordering, met de rechten die daaraan verbonden zijn, in het bijzonder:',
    dismissal: 'op de hoogte te worden gebracht van een seponering en van de reden daarvan;',
    documents: 'elk nuttig document bij het dossier te laten voegen;',
    hearingDate: 'op de hoogte te worden gebracht van de rechtsdagbepaling.',
    done: 'Opgemaakt te {letter.place} op {letter.date}.',
  },
};
