import type { InterfaceLanguage } from '../kernel/languages';

/** What is wrong in a pack and how to mend it, in one language. */
export interface FaultWords {
  readonly cause: string;
  readonly mend: string;
}

/** The same in every language of the interface. */
export type FaultTexts = Readonly<Record<InterfaceLanguage, FaultWords>>;

/** What an id in a pack can name. */
export const namedThings = {
  text: {
    en: 'legal text',
    fr: 'de texte de loi',
    nl: 'wettekst',
    de: 'keinen Rechtstext',
    file: 'sources.yaml',
  },
  source: { en: 'source', fr: 'de source', nl: 'bron', de: 'keine Quelle', file: 'sources.yaml' },
  notice: { en: 'notice', fr: 'd’avis', nl: 'bericht', de: 'keinen Hinweis', file: 'pack.yaml' },
  phase: { en: 'phase', fr: 'de phase', nl: 'fase', de: 'keine Phase', file: 'phases.yaml' },
  condition: {
    en: 'condition',
    fr: 'de condition',
    nl: 'voorwaarde',
    de: 'keine Voraussetzung',
    file: 'conditions.yaml',
  },
  endGround: {
    en: 'end ground',
    fr: 'de motif de fin',
    nl: 'grond van beëindiging',
    de: 'keinen Beendigungsgrund',
    file: 'phases.yaml',
  },
  event: { en: 'event', fr: 'd’événement', nl: 'gebeurtenis', de: 'kein Ereignis', file: 'events.yaml' },
  rule: {
    en: 'deadline rule',
    fr: 'de règle de délai',
    nl: 'termijnregel',
    de: 'keine Fristenregel',
    file: 'deadlines.yaml',
  },
  filing: { en: 'filing', fr: 'd’acte', nl: 'akte', de: 'kein Schriftstück', file: 'filings.yaml' },
  actor: { en: 'actor', fr: 'd’intervenant', nl: 'actor', de: 'keinen Beteiligten', file: 'actors.yaml' },
  remedy: {
    en: 'remedy',
    fr: 'de recours',
    nl: 'rechtsmiddel',
    de: 'kein Rechtsmittel',
    file: 'remedies.yaml',
  },
  route: { en: 'route', fr: 'de voie', nl: 'weg', de: 'keinen Weg', file: 'routes.yaml' },
} as const;
export type NamedThing = keyof typeof namedThings;

/** The forms that a written value can lack, by the message of the schema, which is the English text. */
const forms: Readonly<Record<string, Readonly<Record<Exclude<InterfaceLanguage, 'en'>, string>>>> = {
  'must begin with a letter and hold letters, digits and hyphens only': {
    fr: 'doit commencer par une lettre et ne contenir que des lettres, des chiffres et des traits d’union',
    nl: 'moet met een letter beginnen en mag alleen letters, cijfers en koppeltekens bevatten',
    de: 'muss mit einem Buchstaben beginnen und darf nur Buchstaben, Ziffern und Bindestriche enthalten',
  },
  'must be a date such as 2025-08-08, 2025-08 or 2025': {
    fr: 'doit être une date comme 2025-08-08, 2025-08 ou 2025',
    nl: 'moet een datum zijn zoals 2025-08-08, 2025-08 of 2025',
    de: 'muss ein Datum sein wie 2025-08-08, 2025-08 oder 2025',
  },
  'must be the two capital letters of a country, e.g. BE': {
    fr: 'doit être les deux majuscules d’un pays, p. ex. BE',
    nl: 'moeten de twee hoofdletters van een land zijn, bv. BE',
    de: 'muss aus den zwei Großbuchstaben eines Landes bestehen, z. B. BE',
  },
  'must be a source key such as S1 or S3b': {
    fr: 'doit être une clé de source comme S1 ou S3b',
    nl: 'moet een bronsleutel zijn zoals S1 of S3b',
    de: 'muss ein Quellenschlüssel sein wie S1 oder S3b',
  },
  'must be the number of a filing such as F7': {
    fr: 'doit être le numéro d’un acte comme F7',
    nl: 'moet het nummer van een akte zijn zoals F7',
    de: 'muss die Nummer eines Schriftstücks sein wie F7',
  },
  'must be a day such as 07-21, easter 39, 1st monday in May or 1st monday before 06-01': {
    fr: 'doit être un jour comme 07-21, easter 39, 1st monday in May ou 1st monday before 06-01',
    nl: 'moet een dag zijn zoals 07-21, easter 39, 1st monday in May of 1st monday before 06-01',
    de: 'muss ein Tag sein wie 07-21, easter 39, 1st monday in May oder 1st monday before 06-01',
  },
};

const changeValue = {
  en: 'Change the value.',
  fr: 'Changez la valeur.',
  nl: 'Wijzig de waarde.',
  de: 'Ändern Sie den Wert.',
};

/** Every mistake that the check of a pack can tell. */
export const faultTexts = {
  fileMissing: (required: readonly string[]): FaultTexts => ({
    en: {
      cause: 'The file is missing.',
      mend: `No pack goes without these files: ${required.join(', ')}. Add it.`,
    },
    fr: {
      cause: 'Le fichier manque.',
      mend: `Aucun pack ne va sans ces fichiers : ${required.join(', ')}. Ajoutez-le.`,
    },
    nl: {
      cause: 'Het bestand ontbreekt.',
      mend: `Geen pakket gaat zonder deze bestanden: ${required.join(', ')}. Voeg het toe.`,
    },
    de: {
      cause: 'Die Datei fehlt.',
      mend: `Kein Regelpaket geht ohne diese Dateien: ${required.join(', ')}. Fügen Sie sie hinzu.`,
    },
  }),
  fileTooLarge: (): FaultTexts => ({
    en: { cause: 'The file is larger than 2 MB.', mend: 'Check that it is the right file.' },
    fr: { cause: 'Le fichier dépasse 2 Mo.', mend: 'Vérifiez que c’est le bon fichier.' },
    nl: { cause: 'Het bestand is groter dan 2 MB.', mend: 'Kijk na of het het juiste bestand is.' },
    de: {
      cause: 'Die Datei ist größer als 2 MB.',
      mend: 'Prüfen Sie, ob es die richtige Datei ist.',
    },
  }),
  foreignFile: (known: readonly string[]): FaultTexts => ({
    en: {
      cause: 'A pack has no file of this name.',
      mend: `Correct the name, or remove the file. The names are: ${known.join(', ')}.`,
    },
    fr: {
      cause: 'Un pack n’a pas de fichier de ce nom.',
      mend: `Corrigez le nom, ou retirez le fichier. Les noms sont : ${known.join(', ')}.`,
    },
    nl: {
      cause: 'Een pakket heeft geen bestand met deze naam.',
      mend: `Verbeter de naam, of haal het bestand weg. De namen zijn: ${known.join(', ')}.`,
    },
    de: {
      cause: 'Ein Regelpaket hat keine Datei dieses Namens.',
      mend: `Berichtigen Sie den Namen oder entfernen Sie die Datei. Die Namen sind: ${known.join(', ')}.`,
    },
  }),
  notYaml: (reason: string): FaultTexts => ({
    en: {
      cause: `This is not valid YAML: ${reason}`,
      mend: 'Look for a missing quotation mark, a colon inside a text without quotation marks, a tab, or a wrong indent.',
    },
    fr: {
      cause: `Ce n’est pas du YAML valable : ${reason}`,
      mend: 'Cherchez un guillemet manquant, un deux-points dans un texte sans guillemets, une tabulation ou un mauvais retrait.',
    },
    nl: {
      cause: `Dit is geen geldige YAML: ${reason}`,
      mend: 'Zoek een ontbrekend aanhalingsteken, een dubbelepunt in een tekst zonder aanhalingstekens, een tab of een verkeerde inspringing.',
    },
    de: {
      cause: `Das ist kein gültiges YAML: ${reason}`,
      mend: 'Suchen Sie ein fehlendes Anführungszeichen, einen Doppelpunkt in einem Text ohne Anführungszeichen, einen Tabulator oder eine falsche Einrückung.',
    },
  }),
  alias: (): FaultTexts => ({
    en: {
      cause: 'A value begins with *, which YAML takes for the name of another value.',
      mend: 'Put the text in quotation marks.',
    },
    fr: {
      cause: 'Une valeur commence par *, que YAML prend pour le nom d’une autre valeur.',
      mend: 'Mettez le texte entre guillemets.',
    },
    nl: {
      cause: 'Een waarde begint met *, wat YAML als de naam van een andere waarde leest.',
      mend: 'Zet de tekst tussen aanhalingstekens.',
    },
    de: {
      cause: 'Ein Wert beginnt mit *, was YAML als den Namen eines anderen Wertes liest.',
      mend: 'Setzen Sie den Text in Anführungszeichen.',
    },
  }),
  fieldMissing: (where: string, field: string): FaultTexts => ({
    en: { cause: `${where}: “${field}” is missing.`, mend: `Add “${field}”.` },
    fr: { cause: `${where} : « ${field} » manque.`, mend: `Ajoutez « ${field} ».` },
    nl: { cause: `${where}: “${field}” ontbreekt.`, mend: `Voeg “${field}” toe.` },
    de: {
      cause: `${where}: „${field}“ fehlt.`,
      mend: `Fügen Sie „${field}“ hinzu.`,
    },
  }),
  languageMissing: (where: string, language: string): FaultTexts => ({
    en: {
      cause: `${where}: “${language}” is missing.`,
      mend: `Write the text in the language “${language}” too; every text has fr, nl, de and en.`,
    },
    fr: {
      cause: `${where} : « ${language} » manque.`,
      mend: `Écrivez le texte aussi dans la langue « ${language} » ; chaque texte a fr, nl, de et en.`,
    },
    nl: {
      cause: `${where}: “${language}” ontbreekt.`,
      mend: `Schrijf de tekst ook in de taal “${language}”; elke tekst heeft fr, nl, de en en.`,
    },
    de: {
      cause: `${where}: „${language}“ fehlt.`,
      mend: `Schreiben Sie den Text auch in der Sprache „${language}“; jeder Text hat fr, nl, de und en.`,
    },
  }),
  wrongKind: (where: string, field: string, expected: string): FaultTexts => ({
    en: { cause: `${where}: “${field}” must be of the kind ${expected}.`, mend: changeValue.en },
    fr: { cause: `${where} : « ${field} » doit être du genre ${expected}.`, mend: changeValue.fr },
    nl: { cause: `${where}: “${field}” moet van de soort ${expected} zijn.`, mend: changeValue.nl },
    de: {
      cause: `${where}: „${field}“ muss von der Art ${expected} sein.`,
      mend: changeValue.de,
    },
  }),
  unknownFields: (where: string, fields: readonly string[]): FaultTexts => ({
    en: {
      cause: `${where}: there is no field ${fields.map((field) => `“${field}”`).join(', ')}.`,
      mend: 'Check the spelling, or remove it.',
    },
    fr: {
      cause: `${where} : il n’y a pas de champ ${fields.map((field) => `« ${field} »`).join(', ')}.`,
      mend: 'Vérifiez l’orthographe, ou retirez-le.',
    },
    nl: {
      cause: `${where}: er is geen veld ${fields.map((field) => `“${field}”`).join(', ')}.`,
      mend: 'Kijk de spelling na, of haal het weg.',
    },
    de: {
      cause: `${where}: Es gibt kein Feld ${fields.map((field) => `„${field}“`).join(', ')}.`,
      mend: 'Prüfen Sie die Schreibweise oder entfernen Sie es.',
    },
  }),
  notAllowed: (where: string, allowed: readonly string[]): FaultTexts => ({
    en: {
      cause: `${where}: this value is not one of those allowed.`,
      mend: `Use one of: ${allowed.join(', ')}.`,
    },
    fr: {
      cause: `${where} : cette valeur n’est pas de celles qui sont admises.`,
      mend: `Prenez une de celles-ci : ${allowed.join(', ')}.`,
    },
    nl: {
      cause: `${where}: deze waarde is niet toegelaten.`,
      mend: `Gebruik een van deze: ${allowed.join(', ')}.`,
    },
    de: {
      cause: `${where}: Dieser Wert ist nicht zugelassen.`,
      mend: `Nehmen Sie einen von diesen: ${allowed.join(', ')}.`,
    },
  }),
  unknownRuleKind: (where: string, field: string): FaultTexts => ({
    en: {
      cause: `${where}: the field “${field}” does not name a kind that exists.`,
      mend: 'Use one of: period, until, window, start, counting, holidays.',
    },
    fr: {
      cause: `${where} : le champ « ${field} » ne nomme pas un genre qui existe.`,
      mend: 'Prenez un de ceux-ci : period, until, window, start, counting, holidays.',
    },
    nl: {
      cause: `${where}: het veld “${field}” noemt geen soort die bestaat.`,
      mend: 'Gebruik een van deze: period, until, window, start, counting, holidays.',
    },
    de: {
      cause: `${where}: Das Feld „${field}“ nennt keine Art, die es gibt.`,
      mend: 'Nehmen Sie eine von diesen: period, until, window, start, counting, holidays.',
    },
  }),
  /** `least` is a number to reach, or 0 for a text or list that may not be empty. */
  tooSmall: (where: string, least: number): FaultTexts => ({
    en: {
      cause: `${where}: ${least === 0 ? 'nothing stands here' : `the number must be at least ${least}`}.`,
      mend: least === 0 ? 'Fill it in, or remove the field.' : changeValue.en,
    },
    fr: {
      cause: `${where} : ${least === 0 ? 'il n’y a rien ici' : `le nombre doit être d’au moins ${least}`}.`,
      mend: least === 0 ? 'Remplissez-le, ou retirez le champ.' : changeValue.fr,
    },
    nl: {
      cause: `${where}: ${least === 0 ? 'hier staat niets' : `het getal moet minstens ${least} zijn`}.`,
      mend: least === 0 ? 'Vul het in, of haal het veld weg.' : changeValue.nl,
    },
    de: {
      cause: `${where}: ${least === 0 ? 'Hier steht nichts' : `Die Zahl muss mindestens ${least} sein`}.`,
      mend: least === 0 ? 'Füllen Sie es aus oder entfernen Sie das Feld.' : changeValue.de,
    },
  }),
  tooLarge: (where: string, most: number): FaultTexts => ({
    en: { cause: `${where}: this is more than ${most}.`, mend: changeValue.en },
    fr: { cause: `${where} : c’est plus que ${most}.`, mend: changeValue.fr },
    nl: { cause: `${where}: dit is meer dan ${most}.`, mend: changeValue.nl },
    de: {
      cause: `${where}: Das ist mehr als ${most}.`,
      mend: changeValue.de,
    },
  }),
  badForm: (where: string, message: string): FaultTexts => ({
    en: { cause: `${where}: ${message}.`, mend: changeValue.en },
    fr: {
      cause: `${where} : ${forms[message]?.fr ?? 'cette valeur n’a pas la bonne forme'}.`,
      mend: changeValue.fr,
    },
    nl: {
      cause: `${where}: ${forms[message]?.nl ?? 'deze waarde heeft niet de juiste vorm'}.`,
      mend: changeValue.nl,
    },
    de: {
      cause: `${where}: ${forms[message]?.de ?? 'dieser Wert hat nicht die richtige Form'}.`,
      mend: changeValue.de,
    },
  }),
  unknownId: (what: NamedThing, id: string): FaultTexts => ({
    en: {
      cause: `There is no ${namedThings[what].en} “${id}”.`,
      mend: `Correct the id, or add it to ${namedThings[what].file}.`,
    },
    fr: {
      cause: `Il n’y a pas ${namedThings[what].fr} « ${id} ».`,
      mend: `Corrigez l’identifiant, ou ajoutez-le dans ${namedThings[what].file}.`,
    },
    nl: {
      cause: `Er is geen ${namedThings[what].nl} “${id}”.`,
      mend: `Verbeter de identificatie, of voeg ze toe in ${namedThings[what].file}.`,
    },
    de: {
      cause: `Es gibt ${namedThings[what].de} „${id}“.`,
      mend: `Berichtigen Sie die Kennung oder fügen Sie sie in ${namedThings[what].file} hinzu.`,
    },
  }),
  reasonWithoutVerify: (): FaultTexts => ({
    en: {
      cause: 'A reason to verify is given, but “verify” is not true.',
      mend: 'Set “verify: true”, or remove the reason.',
    },
    fr: {
      cause: 'Une raison de vérifier est donnée, mais « verify » n’est pas « true ».',
      mend: 'Écrivez « verify: true », ou retirez la raison.',
    },
    nl: {
      cause: 'Er is een reden om na te kijken opgegeven, maar “verify” is niet “true”.',
      mend: 'Zet “verify: true”, of haal de reden weg.',
    },
    de: {
      cause: 'Ein Grund zum Überprüfen ist angegeben, aber „verify“ ist nicht „true“.',
      mend: 'Schreiben Sie „verify: true“ oder entfernen Sie den Grund.',
    },
  }),
  reviewIncomplete: (): FaultTexts => ({
    en: {
      cause: 'The pack says that it was reviewed, but not by whom and when.',
      mend: 'Fill in “by” and “on”, or set “state: unreviewed”.',
    },
    fr: {
      cause: 'Le pack dit avoir été relu, mais pas par qui ni quand.',
      mend: 'Remplissez « by » et « on », ou écrivez « state: unreviewed ».',
    },
    nl: {
      cause: 'Het pakket zegt dat het werd nagelezen, maar niet door wie en wanneer.',
      mend: 'Vul “by” en “on” in, of zet “state: unreviewed”.',
    },
    de: {
      cause: 'Das Regelpaket sagt, es sei durchgesehen, aber nicht von wem und wann.',
      mend: 'Füllen Sie „by“ und „on“ aus oder schreiben Sie „state: unreviewed“.',
    },
  }),
  noDateToEndOn: (awaited: string, rule: string): FaultTexts => ({
    en: {
      cause: `“${awaited}” gives no date that ${rule} could end on.`,
      mend: 'Name a rule of the kind “period”.',
    },
    fr: {
      cause: `« ${awaited} » ne donne pas de date à laquelle ${rule} pourrait finir.`,
      mend: 'Nommez une règle du genre « period ».',
    },
    nl: {
      cause: `“${awaited}” geeft geen datum waarop ${rule} zou kunnen eindigen.`,
      mend: 'Noem een regel van de soort “period”.',
    },
    de: {
      cause: `„${awaited}“ ergibt kein Datum, an dem ${rule} enden könnte.`,
      mend: 'Nennen Sie eine Regel der Art „period“.',
    },
  }),
  circle: (rule: string, chain: readonly string[]): FaultTexts => ({
    en: {
      cause: `${rule} waits for a rule that waits for it: ${chain.join(' → ')}.`,
      mend: 'Let one of them be a rule of the kind “period” with a length of its own.',
    },
    fr: {
      cause: `${rule} attend une règle qui l’attend : ${chain.join(' → ')}.`,
      mend: 'Faites de l’une d’elles une règle du genre « period », avec sa propre durée.',
    },
    nl: {
      cause: `${rule} wacht op een regel die op haar wacht: ${chain.join(' → ')}.`,
      mend: 'Maak van een ervan een regel van de soort “period” met een eigen lengte.',
    },
    de: {
      cause: `${rule} wartet auf eine Regel, die auf sie wartet: ${chain.join(' → ')}.`,
      mend: 'Machen Sie aus einer davon eine Regel der Art „period“ mit eigener Länge.',
    },
  }),
  triggerDiffers: (rule: string, event: string, awaited: string): FaultTexts => ({
    en: {
      cause: `${rule} is set going by “${event}”, but ${awaited}, which gives its date, is not.`,
      mend: `Add the event to the trigger of ${awaited}, or remove it here.`,
    },
    fr: {
      cause: `${rule} est mise en route par « ${event} », mais ${awaited}, qui donne sa date, ne l’est pas.`,
      mend: `Ajoutez l’événement au déclencheur de ${awaited}, ou retirez-le ici.`,
    },
    nl: {
      cause: `${rule} wordt op gang gebracht door “${event}”, maar ${awaited}, die de datum geeft, niet.`,
      mend: `Voeg de gebeurtenis toe aan de trigger van ${awaited}, of haal ze hier weg.`,
    },
    de: {
      cause: `${rule} wird durch „${event}“ ausgelöst, ${awaited}, die ihr Datum ergibt, aber nicht.`,
      mend: `Fügen Sie das Ereignis dem Auslöser von ${awaited} hinzu oder entfernen Sie es hier.`,
    },
  }),
  noWayOfNotification: (rule: string): FaultTexts => ({
    en: {
      cause: `${rule} begins by the way of notification, but no rule of the kind “start” says how.`,
      mend: 'Add rules of the kind “start”, or set “firstDay: { rule: dayAfter, … }”.',
    },
    fr: {
      cause: `${rule} commence selon le mode de notification, mais aucune règle du genre « start » ne dit comment.`,
      mend: 'Ajoutez des règles du genre « start », ou écrivez « firstDay: { rule: dayAfter, … } ».',
    },
    nl: {
      cause: `${rule} begint volgens de wijze van kennisgeving, maar geen regel van de soort “start” zegt hoe.`,
      mend: 'Voeg regels van de soort “start” toe, of zet “firstDay: { rule: dayAfter, … }”.',
    },
    de: {
      cause: `${rule} beginnt nach der Art der Zustellung, aber keine Regel der Art „start“ sagt, wie.`,
      mend: 'Fügen Sie Regeln der Art „start“ hinzu oder schreiben Sie „firstDay: { rule: dayAfter, … }“.',
    },
  }),
  repeated: (id: string): FaultTexts => ({
    en: { cause: `“${id}” stands here twice.`, mend: 'Give one of them another id.' },
    fr: { cause: `« ${id} » se trouve ici deux fois.`, mend: 'Donnez à l’un des deux un autre identifiant.' },
    nl: { cause: `“${id}” staat hier twee keer.`, mend: 'Geef een van beide een andere identificatie.' },
    de: {
      cause: `„${id}“ steht hier zweimal.`,
      mend: 'Geben Sie einem der beiden eine andere Kennung.',
    },
  }),
  unreachablePhase: (id: string): FaultTexts => ({
    en: { cause: `No phase leads to “${id}”.`, mend: 'Name it in “next” of the phase before it.' },
    fr: {
      cause: `Aucune phase ne mène à « ${id} ».`,
      mend: 'Nommez-la dans « next » de la phase qui la précède.',
    },
    nl: { cause: `Geen fase leidt naar “${id}”.`, mend: 'Noem ze in “next” van de fase ervoor.' },
    de: {
      cause: `Keine Phase führt zu „${id}“.`,
      mend: 'Nennen Sie sie in „next“ der Phase davor.',
    },
  }),
  unknownHoliday: (on: string, id: string, country: string, known: readonly string[]): FaultTexts => ({
    en: {
      cause: `The almanac knows no public holiday “${on}” (${id}) in ${country}.`,
      mend:
        known.length === 0
          ? 'Correct “jurisdiction” in pack.yaml, or remove the day.'
          : `Use one of: ${known.join(', ')}.`,
    },
    fr: {
      cause: `L’almanach ne connaît pas de jour férié « ${on} » (${id}) pour ${country}.`,
      mend:
        known.length === 0
          ? 'Corrigez « jurisdiction » dans pack.yaml, ou retirez le jour.'
          : `Prenez un de ceux-ci : ${known.join(', ')}.`,
    },
    nl: {
      cause: `De almanak kent geen feestdag “${on}” (${id}) in ${country}.`,
      mend:
        known.length === 0
          ? 'Verbeter “jurisdiction” in pack.yaml, of haal de dag weg.'
          : `Gebruik een van deze: ${known.join(', ')}.`,
    },
    de: {
      cause: `Der Kalender der Feiertage kennt keinen Feiertag „${on}“ (${id}) in ${country}.`,
      mend:
        known.length === 0
          ? 'Berichtigen Sie „jurisdiction“ in pack.yaml oder entfernen Sie den Tag.'
          : `Nehmen Sie einen von diesen: ${known.join(', ')}.`,
    },
  }),
  exampleUncountable: (rule: string, lacks: 'length' | 'channel'): FaultTexts => ({
    en: {
      cause: `${rule} cannot be counted without ${lacks === 'length' ? 'a length' : 'the way of notification'}.`,
      mend:
        lacks === 'length'
          ? 'Add “length”, e.g. { amount: 8, unit: days }.'
          : 'Add “channel”: handed, registered, post or other.',
    },
    fr: {
      cause: `${rule} ne peut être comptée sans ${lacks === 'length' ? 'une durée' : 'le mode de notification'}.`,
      mend:
        lacks === 'length'
          ? 'Ajoutez « length », p. ex. { amount: 8, unit: days }.'
          : 'Ajoutez « channel » : handed, registered, post ou other.',
    },
    nl: {
      cause: `${rule} kan niet worden geteld zonder ${lacks === 'length' ? 'een lengte' : 'de wijze van kennisgeving'}.`,
      mend:
        lacks === 'length'
          ? 'Voeg “length” toe, bv. { amount: 8, unit: days }.'
          : 'Voeg “channel” toe: handed, registered, post of other.',
    },
    de: {
      cause: `${rule} lässt sich ohne ${lacks === 'length' ? 'Länge' : 'die Art der Zustellung'} nicht zählen.`,
      mend:
        lacks === 'length'
          ? 'Fügen Sie „length“ hinzu, z. B. { amount: 8, unit: days }.'
          : 'Fügen Sie „channel“ hinzu: handed, registered, post oder other.',
    },
  }),
  exampleDiffers: (rule: string, event: string, expected: string, found: string | null): FaultTexts => ({
    en: {
      cause: `${rule}, event ${event}: the example says ${expected}, the rule gives ${found ?? 'no such date'}.`,
      mend: 'Count it on paper, then correct the rule or the example.',
    },
    fr: {
      cause: `${rule}, événement ${event} : l’exemple dit ${expected}, la règle donne ${found ?? 'aucune date de ce genre'}.`,
      mend: 'Comptez sur papier, puis corrigez la règle ou l’exemple.',
    },
    nl: {
      cause: `${rule}, gebeurtenis ${event}: het voorbeeld zegt ${expected}, de regel geeft ${found ?? 'geen datum van die soort'}.`,
      mend: 'Tel het na op papier en verbeter dan de regel of het voorbeeld.',
    },
    de: {
      cause: `${rule}, Ereignis ${event}: Das Beispiel sagt ${expected}, die Regel ergibt ${found ?? 'kein solches Datum'}.`,
      mend: 'Zählen Sie auf Papier nach und berichtigen Sie dann die Regel oder das Beispiel.',
    },
  }),
};
