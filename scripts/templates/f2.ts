import { consentRecipients } from '../../src/shared/filings/fill-consent';
import {
  colon,
  dashed,
  heading,
  paragraph,
  signatures,
  titleOnNewPage,
  unless,
  when,
  type Block,
  type TemplateLanguage,
} from './building-blocks';

/** F2: the consent to share information, one page for each recipient that was chosen. */
export function f2(language: TemplateLanguage): Block[] {
  return consentRecipients.flatMap((recipient) =>
    when(`consent.recipients.${recipient}`, page(language, recipient)),
  );
}

function page(language: TemplateLanguage, recipient: (typeof consentRecipients)[number]): Block[] {
  const text = texts[language];
  const { name, who, purpose, risks, refusal } = text.recipients[recipient];
  // Small enough for the longest page to stay one page.
  const head = (line: string): Block => heading(line, { spacing: { before: 140, after: 40 } });
  const words = (line: string): Block =>
    paragraph(line, { style: 'Letter', size: 20, spacing: { after: 60 } });
  return [
    titleOnNewPage(text.title),
    paragraph(`**${name}**`, { alignment: 'center', spacing: { after: 40 } }),
    paragraph(`${text.concerns}${colon[language]}{client.inText} – {case.code}`, {
      alignment: 'center',
      spacing: { after: 80 },
    }),
    ...when('client.hasGuardian', [
      paragraph(text.guardian, { alignment: 'center', spacing: { after: 120 } }),
    ]),
    head(text.headings.purpose),
    words(purpose),
    head(text.headings.data),
    words(text.data),
    ...when(`consent.${recipient}.data`, [dashed('{item}', { size: 20, spacing: { after: 20 } })]),
    words(text.nothingElse),
    head(text.headings.recipients),
    words(who),
    head(text.headings.risks),
    words(risks),
    head(text.headings.refusal),
    words(`${text.free} ${refusal} ${text.withdrawal}`),
    head(text.headings.duration),
    words(text.duration),
    ...when('interpreter.name', [words(text.interpreted)]),
    ...unless('interpreter.name', [words(text.understood)]),
    ...when('consent.form.oral', [words(text.oral)]),
    paragraph(text.done, { keepNext: true, spacing: { before: 120, after: 120 } }),
    ...when('consent.form.oral', [signatures([[text.receiver, '{consent.receivedBy}']], { room: 500 })]),
    ...unless('consent.form.oral', [
      signatures(
        [
          [text.giver, '{consent.giver}'],
          [text.receiver, '{consent.receivedBy}'],
        ],
        { room: 500 },
      ),
    ]),
  ];
}

interface RecipientTexts {
  readonly name: string;
  readonly who: string;
  readonly purpose: string;
  readonly risks: string;
  readonly refusal: string;
}

interface Texts {
  readonly headings: Readonly<
    Record<'purpose' | 'data' | 'recipients' | 'risks' | 'refusal' | 'duration', string>
  >;
  readonly recipients: Readonly<Record<(typeof consentRecipients)[number], RecipientTexts>>;
  readonly title: string;
  readonly concerns: string;
  readonly guardian: string;
  readonly data: string;
  readonly nothingElse: string;
  readonly free: string;
  readonly withdrawal: string;
  readonly duration: string;
  readonly interpreted: string;
  readonly understood: string;
  readonly oral: string;
  readonly done: string;
  readonly giver: string;
  readonly receiver: string;
}

const texts: Readonly<Record<TemplateLanguage, Texts>> = {
  fr: {
    title: 'Consentement au partage d’informations',
    concerns: 'Concerne',
    guardian: '{guardian.inText}, qui exerce la tutelle, consent au nom de la personne mineure.',
    headings: {
      purpose: 'Finalité',
      data: 'Données',
      recipients: 'Destinataires',
      risks: 'Risques',
      refusal: 'Refus et retrait',
      duration: 'Durée',
    },
    data: 'Seules les données suivantes peuvent être communiquées\u00a0:',
    nothingElse:
      'L’adresse de résidence n’est jamais communiquée.{#consent.limits} N’est pas non plus communiqué\u00a0: {consent.limits}{/consent.limits}',
    free: 'Le consentement est libre.',
    withdrawal:
      'Le consentement peut être retiré à tout moment et sans motif, oralement ou par écrit. Le retrait vaut pour l’avenir\u00a0: ce qui a déjà été communiqué ne peut pas toujours être repris.',
    duration:
      'Le consentement vaut jusqu’au {consent.until}, pour ce destinataire et cette finalité seulement.',
    interpreted:
      'Le présent document a été lu et traduit oralement en {interpreter.language} par {interpreter.name}.',
    understood:
      'Le présent document a été lu à la personne qui consent, qui comprend la langue dans laquelle il est rédigé.',
    oral: 'Le consentement a été donné oralement, après lecture, et consigné par {consent.receivedBy}.',
    done: 'Fait à {letter.place}, le {letter.date}.',
    giver: 'La personne qui consent',
    receiver: 'Recueilli par',
    recipients: {
      centre: {
        name: 'Destinataire\u00a0: le centre spécialisé reconnu',
        who: 'Le centre spécialisé reconnu pour l’accueil et l’accompagnement des victimes de la traite des êtres humains, et les membres de son équipe qui suivent le dossier.',
        purpose:
          'Permettre un intake, un accueil sûr et l’accompagnement par le centre, que la procédure de séjour requiert.',
        risks:
          'Le centre connaîtra l’identité et la situation de la personne. Pour les demandes de séjour, il transmet des informations à l’Office des étrangers.',
        refusal:
          'Sans accompagnement par un centre reconnu, la procédure de séjour des victimes n’est pas possible\u00a0; les autres formes d’aide restent possibles.',
      },
      police: {
        name: 'Destinataire\u00a0: la police ou un service d’inspection',
        who: 'Les services de police et d’inspection chargés de l’enquête. Ce qu’ils apprennent est transmis au ministère public.',
        purpose:
          'Signaler des faits, préparer une déclaration ou une plainte et demander des mesures de protection.',
        risks:
          'Ce qui est communiqué peut figurer au dossier répressif, que les personnes poursuivies peuvent consulter. La police informe l’Office des étrangers lorsqu’elle dispose d’indices.',
        refusal:
          'Sans plainte ni déclaration, l’attestation d’immatriculation et l’autorisation de séjour prévues pour les victimes ne peuvent pas être demandées.',
      },
      prosecution: {
        name: 'Destinataire\u00a0: le ministère public',
        who: 'Le procureur du Roi ou l’auditeur du travail, et le magistrat de référence pour la traite des êtres humains.',
        purpose:
          'S’informer de l’état de l’enquête, demander des mesures de protection et obtenir l’avis dont dépend le séjour.',
        risks:
          'Ce qui est communiqué peut figurer au dossier répressif, que les personnes poursuivies peuvent consulter.',
        refusal:
          'Le ministère public donne son avis même si rien ne lui est communiqué, mais il le donne alors sans ces informations.',
      },
      immigrationOffice: {
        name: 'Destinataire\u00a0: l’Office des étrangers',
        who: 'L’Office des étrangers, et l’administration communale pour la remise des documents.',
        purpose: 'Demander les documents de séjour et répondre aux questions de l’Office.',
        risks:
          'Les informations sont conservées dans le dossier administratif. Elles peuvent servir à toute décision sur le séjour et être citées dans un arrêt.',
        refusal: 'Sans ces informations, aucun document de séjour ne peut être demandé.',
      },
      socialWelfare: {
        name: 'Destinataire\u00a0: le centre public d’action sociale (CPAS)',
        who: 'Le CPAS compétent et les travailleurs sociaux qui suivent la demande.',
        purpose: 'Demander une aide financière, médicale ou matérielle.',
        risks:
          'Le CPAS examine la situation sociale et peut demander d’autres informations. Ses services connaîtront la situation de la personne.',
        refusal: 'La personne peut demander elle-même une aide au CPAS.',
      },
      doctor: {
        name: 'Destinataire\u00a0: le médecin ou le psychologue',
        who: 'Le médecin ou le psychologue choisi par la personne, et le service de soins où il exerce.',
        purpose: 'Organiser des soins et obtenir, si la personne le souhaite, une attestation.',
        risks:
          'Le soignant connaîtra le contexte des soins. Une attestation ne quitte le dossier que si la personne y consent séparément.',
        refusal:
          'Les soins restent possibles\u00a0; le soignant ne sait alors que ce que la personne lui dit.',
      },
      interpreter: {
        name: 'Destinataire\u00a0: l’interprète',
        who: 'L’interprète présent aux entretiens, qui s’engage à garder le secret.',
        purpose: 'Permettre à la personne d’être comprise et de comprendre.',
        risks:
          'L’interprète entend tout ce qui est dit. Il ou elle peut appartenir à la même communauté\u00a0: la personne peut demander quelqu’un d’autre.',
        refusal: 'La personne peut demander un autre interprète.',
      },
    },
  },
  nl: {
    title: 'Toestemming voor het delen van gegevens',
    concerns: 'Betrokkene',
    guardian: '{guardian.inTextAtStart}, die de voogdij uitoefent, stemt toe in naam van de minderjarige.',
    headings: {
      purpose: 'Doel',
      data: 'Gegevens',
      recipients: 'Ontvangers',
      risks: 'Risico’s',
      refusal: 'Weigering en intrekking',
      duration: 'Duur',
    },
    data: 'Alleen de volgende gegevens mogen worden meegedeeld:',
    nothingElse:
      'Het verblijfsadres wordt nooit meegedeeld.{#consent.limits} Wordt evenmin meegedeeld: {consent.limits}{/consent.limits}',
    free: 'De toestemming is vrij.',
    withdrawal:
      'De toestemming kan op elk ogenblik en zonder opgave van redenen worden ingetrokken, mondeling of schriftelijk. De intrekking geldt voor de toekomst: wat al is meegedeeld, kan niet altijd worden teruggenomen.',
    duration: 'De toestemming geldt tot en met {consent.until}, enkel voor deze ontvanger en dit doel.',
    interpreted:
      'Dit document werd voorgelezen en mondeling vertaald in het {interpreter.language} door {interpreter.name}.',
    understood:
      'Dit document werd voorgelezen aan de persoon die toestemt, die de taal begrijpt waarin het is opgesteld.',
    oral: 'De toestemming werd na voorlezing mondeling gegeven en genoteerd door {consent.receivedBy}.',
    done: 'Opgemaakt te {letter.place} op {letter.date}.',
    giver: 'De persoon die toestemt',
    receiver: 'Opgenomen door',
    recipients: {
      centre: {
        name: 'Ontvanger: het erkende gespecialiseerde centrum',
        who: 'Het erkende gespecialiseerde centrum voor de opvang en de begeleiding van slachtoffers van mensenhandel, en de leden van het team die het dossier opvolgen.',
        purpose:
          'Een intake, veilige opvang en begeleiding door het centrum mogelijk maken; die begeleiding is vereist voor de verblijfsprocedure.',
        risks:
          'Het centrum zal de identiteit en de situatie van de persoon kennen. Voor de verblijfsaanvragen bezorgt het gegevens aan de Dienst Vreemdelingenzaken.',
        refusal:
          'Zonder begeleiding door een erkend centrum is de verblijfsprocedure voor slachtoffers niet mogelijk; andere vormen van hulp blijven mogelijk.',
      },
      police: {
        name: 'Ontvanger: de politie of een inspectiedienst',
        who: 'De politie- en inspectiediensten die het onderzoek voeren. Wat zij vernemen, wordt aan het openbaar ministerie bezorgd.',
        purpose:
          'Feiten melden, een verklaring of een klacht voorbereiden en beschermingsmaatregelen vragen.',
        risks:
          'Wat wordt meegedeeld, kan in het strafdossier komen, dat de vervolgde personen kunnen inzien. De politie brengt de Dienst Vreemdelingenzaken op de hoogte wanneer zij over indicatoren beschikt.',
        refusal:
          'Zonder klacht of verklaring kunnen het attest van immatriculatie en de machtiging tot verblijf voor slachtoffers niet worden aangevraagd.',
      },
      prosecution: {
        name: 'Ontvanger: het openbaar ministerie',
        who: 'De procureur des Konings of de arbeidsauditeur, en de referentiemagistraat mensenhandel.',
        purpose:
          'Navraag doen naar de stand van het onderzoek, beschermingsmaatregelen vragen en het advies verkrijgen waarvan het verblijf afhangt.',
        risks:
          'Wat wordt meegedeeld, kan in het strafdossier komen, dat de vervolgde personen kunnen inzien.',
        refusal:
          'Het openbaar ministerie geeft zijn advies ook als er niets wordt meegedeeld, maar dan zonder deze gegevens.',
      },
      immigrationOffice: {
        name: 'Ontvanger: de Dienst Vreemdelingenzaken',
        who: 'De Dienst Vreemdelingenzaken, en het gemeentebestuur voor de afgifte van de documenten.',
        purpose: 'De verblijfsdocumenten aanvragen en op vragen van de Dienst antwoorden.',
        risks:
          'De gegevens worden in het administratief dossier bewaard. Zij kunnen voor elke beslissing over het verblijf worden gebruikt en in een arrest worden aangehaald.',
        refusal: 'Zonder deze gegevens kan geen verblijfsdocument worden aangevraagd.',
      },
      socialWelfare: {
        name: 'Ontvanger: het openbaar centrum voor maatschappelijk welzijn (OCMW)',
        who: 'Het bevoegde OCMW en de maatschappelijk werkers die de aanvraag opvolgen.',
        purpose: 'Financiële, medische of materiële hulp aanvragen.',
        risks:
          'Het OCMW onderzoekt de sociale toestand en kan om andere gegevens vragen. Zijn diensten zullen de situatie van de persoon kennen.',
        refusal: 'De persoon kan zelf hulp vragen aan het OCMW.',
      },
      doctor: {
        name: 'Ontvanger: de arts of de psycholoog',
        who: 'De door de persoon gekozen arts of psycholoog, en de zorgdienst waar die werkt.',
        purpose: 'Zorg regelen en, als de persoon dat wenst, een attest verkrijgen.',
        risks:
          'De zorgverlener zal de achtergrond van de zorg kennen. Een attest verlaat het dossier alleen als de persoon daar afzonderlijk in toestemt.',
        refusal: 'Zorg blijft mogelijk; de zorgverlener weet dan alleen wat de persoon vertelt.',
      },
      interpreter: {
        name: 'Ontvanger: de tolk',
        who: 'De tolk die bij de gesprekken aanwezig is en zich tot geheimhouding verbindt.',
        purpose: 'Ervoor zorgen dat de persoon wordt begrepen en begrijpt.',
        risks:
          'De tolk hoort alles wat wordt gezegd. Hij of zij kan tot dezelfde gemeenschap behoren: de persoon kan iemand anders vragen.',
        refusal: 'De persoon kan een andere tolk vragen.',
      },
    },
  },
};
