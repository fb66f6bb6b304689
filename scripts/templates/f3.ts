import {
  colon,
  factsTable,
  heading,
  lettered,
  numbered,
  paragraph,
  signatures,
  title,
  unless,
  when,
  type Block,
  type TemplateLanguage,
} from './building-blocks';
import { identityTable } from './letter-to-the-office';

/** F3: the client, or for a minor the guardian, gives a mandate to an advocate or a lawyer. */
export function f3(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    title(text.title),
    paragraph(`${text.reference}${colon[language]}{case.code}`, {
      alignment: 'center',
      spacing: { after: 200 },
    }),

    heading(text.headings.giver),
    ...when('client.hasGuardian', [paragraph(text.guardian, { style: 'Letter', keepNext: true })]),
    identityTable(language, true),
    ...unless('client.hasGuardian', [paragraph(text.giverNamed, { spacing: { before: 100, after: 0 } })]),

    heading(text.headings.holder),
    factsTable(language, [
      { label: { fr: 'Nom', nl: 'Naam' }, value: '{mandate.holderName}' },
      { label: { fr: 'Qualité', nl: 'Hoedanigheid' }, value: '{mandate.holderCapacity}' },
      { label: { fr: 'Adresse professionnelle', nl: 'Beroepsadres' }, value: '{mandate.holderAddress}' },
    ]),
    paragraph(text.holderNamed, { spacing: { before: 100, after: 0 } }),

    heading(text.headings.scope),
    numbered(text.scope, { keepNext: true }),
    ...when('mandate.acts', [lettered('acts', '{act}')]),
    ...when('mandate.mayReceiveDocuments', [numbered(text.documents)]),
    numbered(text.domicile),

    heading(text.headings.limits),
    numbered(text.address),
    ...when('mandate.limits', [numbered(`${text.limits}${colon[language]}{mandate.limits}`)]),
    ...unless('mandate.limits', [numbered(text.noLimits)]),

    heading(text.headings.duration),
    ...when('mandate.until', [numbered(text.until)]),
    ...unless('mandate.until', [numbered(text.untilDone)]),

    heading(text.headings.revocation),
    numbered(text.revocation),

    heading(text.headings.understanding),
    ...when('interpreter.name', [numbered(text.interpreted)]),
    ...unless('interpreter.name', [numbered(text.understood)]),

    paragraph(text.done, { keepNext: true, spacing: { before: 280, after: 240 } }),
    ...when('interpreter.name', [
      signatures([
        [text.giver, '{mandate.signatory}'],
        [text.holder, '{mandate.holderName}'],
        [text.interpreter, '{interpreter.name}'],
      ]),
    ]),
    ...unless('interpreter.name', [
      signatures([
        [text.giver, '{mandate.signatory}'],
        [text.holder, '{mandate.holderName}'],
      ]),
    ]),
  ];
}

const texts = {
  fr: {
    title: 'Mandat',
    reference: 'Références',
    headings: {
      giver: 'Mandant',
      holder: 'Mandataire',
      scope: 'Étendue',
      limits: 'Limites',
      duration: 'Durée',
      revocation: 'Révocation',
      understanding: 'Lecture et traduction',
    },
    guardian:
      '**{guardian.inText}**, exerçant la tutelle sur la personne mineure désignée ci-après et agissant en son nom, ci-après «\u00a0le mandant\u00a0»\u00a0:',
    giverNamed: 'ci-après «\u00a0le mandant\u00a0».',
    holderNamed: 'ci-après «\u00a0le mandataire\u00a0».',
    scope:
      'Le mandant donne au mandataire, qui l’accepte, le pouvoir d’accomplir au nom du mandant les actes suivants\u00a0:',
    documents:
      'Le mandataire peut recevoir les documents, décisions et notifications destinés au mandant. Il les lui remet sans délai.',
    domicile: 'Pour l’exécution du présent mandat, le mandant élit domicile à l’adresse indiquée ci-dessus.',
    address:
      'Le mandataire ne communique à personne l’adresse à laquelle réside {#client.hasGuardian}la personne mineure{/client.hasGuardian}{^client.hasGuardian}le mandant{/client.hasGuardian}.',
    limits:
      'Sans l’accord exprès et préalable du mandant, le mandataire ne communique pas les informations suivantes',
    noLimits: 'Le mandant n’a pas fixé d’autre limite.',
    until: 'Le présent mandat prend effet le jour de sa signature et prend fin le {mandate.until}.',
    untilDone:
      'Le présent mandat prend effet le jour de sa signature et prend fin lorsque les actes énumérés ci-dessus sont accomplis.',
    revocation:
      'Le mandant peut révoquer le présent mandat à tout moment et sans motif, par simple écrit adressé au mandataire. Le mandataire en informe alors sans délai les personnes auprès desquelles il est intervenu et restitue les documents reçus.',
    interpreted:
      'Le présent mandat a été lu au mandant et traduit oralement en {interpreter.language} par {interpreter.name}. Le mandant déclare en avoir compris le contenu\u00a0; l’interprète déclare l’avoir traduit fidèlement.',
    understood:
      'Le présent mandat a été lu au mandant, qui déclare comprendre la langue dans laquelle il est rédigé et en avoir compris le contenu.',
    done: 'Fait à {letter.place}, le {letter.date}, en deux exemplaires, dont un pour chaque partie.',
    giver: 'Le mandant',
    holder: 'Le mandataire',
    interpreter: 'L’interprète',
  },
  nl: {
    title: 'Volmacht',
    reference: 'Referentie',
    headings: {
      giver: 'Lastgever',
      holder: 'Lasthebber',
      scope: 'Omvang',
      limits: 'Grenzen',
      duration: 'Duur',
      revocation: 'Herroeping',
      understanding: 'Voorlezing en vertaling',
    },
    guardian:
      '**{guardian.inTextAtStart}**, die de voogdij uitoefent over de hierna vermelde minderjarige en in diens naam handelt, hierna: ‘de lastgever’:',
    giverNamed: 'hierna: ‘de lastgever’.',
    holderNamed: 'hierna: ‘de lasthebber’.',
    scope:
      'De lastgever verleent de lasthebber, die dit aanvaardt, de bevoegdheid om namens de lastgever de volgende handelingen te stellen:',
    documents:
      'De lasthebber mag de documenten, beslissingen en kennisgevingen die voor de lastgever bestemd zijn in ontvangst nemen en bezorgt ze onverwijld aan de lastgever.',
    domicile:
      'Voor de uitvoering van deze volmacht kiest de lastgever woonplaats op het hierboven vermelde adres.',
    address:
      'De lasthebber deelt het adres waar {#client.hasGuardian}de minderjarige{/client.hasGuardian}{^client.hasGuardian}de lastgever{/client.hasGuardian} verblijft aan niemand mee.',
    limits:
      'Zonder uitdrukkelijk en voorafgaand akkoord van de lastgever deelt de lasthebber de volgende gegevens niet mee',
    noLimits: 'De lastgever heeft geen andere grens gesteld.',
    until: 'Deze volmacht gaat in op de dag van de ondertekening en eindigt op {mandate.until}.',
    untilDone:
      'Deze volmacht gaat in op de dag van de ondertekening en eindigt wanneer de hierboven opgesomde handelingen zijn gesteld.',
    revocation:
      'De lastgever kan deze volmacht op elk ogenblik en zonder opgave van redenen herroepen, met een eenvoudig schrijven aan de lasthebber. De lasthebber brengt dan onverwijld de personen op de hoogte bij wie hij is opgetreden en geeft de ontvangen documenten terug.',
    interpreted:
      'Deze volmacht werd aan de lastgever voorgelezen en mondeling vertaald in het {interpreter.language} door {interpreter.name}. De lastgever verklaart de inhoud te hebben begrepen; de tolk verklaart getrouw te hebben vertaald.',
    understood:
      'Deze volmacht werd voorgelezen aan de lastgever, die verklaart de taal te begrijpen waarin zij is opgesteld en de inhoud ervan te hebben begrepen.',
    done: 'Opgemaakt te {letter.place} op {letter.date} in twee exemplaren, één voor elke partij.',
    giver: 'De lastgever',
    holder: 'De lasthebber',
    interpreter: 'De tolk',
  },
};
