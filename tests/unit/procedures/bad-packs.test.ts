import { describe, expect, it } from 'vitest';
import { parsePack, type PackFiles } from '../../../src/core/procedures/pack-loader';
import { interfaceLanguages, type InterfaceLanguage } from '../../../src/shared/kernel/languages';
import { packFilesOf, smallPack, smallPackWith } from '../../support/small-pack';

/** `file:line: cause | mend`, as a person reads it. */
function told(files: PackFiles, language: InterfaceLanguage): readonly string[] {
  const parsed = parsePack(files);
  return parsed.ok
    ? []
    : parsed.error.map(
        ({ file, line, texts }) => `${file}:${line}: ${texts[language].cause} | ${texts[language].mend}`,
      );
}

const without = (file: string) =>
  packFilesOf(Object.fromEntries(Object.entries(smallPack).filter(([name]) => name !== file)));

interface BadPack {
  readonly mistake: string;
  readonly files: PackFiles;
  readonly en: readonly string[];
  readonly fr: readonly string[];
}

const badPacks: readonly BadPack[] = [
  {
    mistake: 'a cycle of rules',
    files: smallPackWith('deadlines.yaml', 'endOf: X-R1', 'endOf: X-R2'),
    en: [
      'deadlines.yaml:20: X-R2 waits for a rule that waits for it: X-R2 → X-R2. | Let one of them be a rule of the kind “period” with a length of its own.',
    ],
    fr: [
      'deadlines.yaml:20: X-R2 attend une règle qui l’attend\u00a0: X-R2 → X-R2. | Faites de l’une d’elles une règle du genre «\u00a0period\u00a0», avec sa propre durée.',
    ],
  },
  {
    mistake: 'a missing language',
    files: smallPackWith('phases.yaml', 'nl: Un, ', ''),
    en: [
      'phases.yaml:4: phases → X-P1 → name → nl: “nl” is missing. | Write the text in the language “nl” too; every text has fr, nl, de and en.',
    ],
    fr: [
      'phases.yaml:4: phases → X-P1 → name → nl\u00a0: «\u00a0nl\u00a0» manque. | Écrivez le texte aussi dans la langue «\u00a0nl\u00a0»\u00a0; chaque texte a fr, nl, de et en.',
    ],
  },
  {
    mistake: 'an unknown rule',
    files: smallPackWith('deadlines.yaml', 'endOf: X-R1', 'endOf: X-R9'),
    en: [
      'deadlines.yaml:20: There is no deadline rule “X-R9”. | Correct the id, or add it to deadlines.yaml.',
    ],
    fr: [
      'deadlines.yaml:20: Il n’y a pas de règle de délai «\u00a0X-R9\u00a0». | Corrigez l’identifiant, ou ajoutez-le dans deadlines.yaml.',
    ],
  },
  {
    mistake: 'a date rule that cannot end',
    files: smallPackWith('deadlines.yaml', 'amount: 30', 'amount: 0'),
    en: [
      'deadlines.yaml:8: rules → X-R1 → length → amount: the number must be at least 1. | Change the value.',
    ],
    fr: [
      'deadlines.yaml:8: rules → X-R1 → length → amount\u00a0: le nombre doit être d’au moins 1. | Changez la valeur.',
    ],
  },
  {
    mistake: 'a rule that waits for one without a date',
    files: smallPackWith('deadlines.yaml', 'endOf: X-R1', 'endOf: X-H'),
    en: [
      'deadlines.yaml:20: “X-H” gives no date that X-R2 could end on. | Name a rule of the kind “period”.',
    ],
    fr: [
      'deadlines.yaml:20: «\u00a0X-H\u00a0» ne donne pas de date à laquelle X-R2 pourrait finir. | Nommez une règle du genre «\u00a0period\u00a0».',
    ],
  },
  {
    mistake: 'an unknown source',
    files: smallPackWith('deadlines.yaml', 'sources: [S1]', 'sources: [S9]'),
    en: ['deadlines.yaml:13: There is no source “S9”. | Correct the id, or add it to sources.yaml.'],
    fr: [
      'deadlines.yaml:13: Il n’y a pas de source «\u00a0S9\u00a0». | Corrigez l’identifiant, ou ajoutez-le dans sources.yaml.',
    ],
  },
  {
    mistake: 'a legal text that is not listed',
    files: smallPackWith('deadlines.yaml', 'text: act', 'text: code'),
    en: ['deadlines.yaml:12: There is no legal text “code”. | Correct the id, or add it to sources.yaml.'],
    fr: [
      'deadlines.yaml:12: Il n’y a pas de texte de loi «\u00a0code\u00a0». | Corrigez l’identifiant, ou ajoutez-le dans sources.yaml.',
    ],
  },
  {
    mistake: 'an id that stands twice',
    files: smallPackWith('deadlines.yaml', 'id: X-R2', 'id: X-R1'),
    en: [
      'deadlines.yaml:14: “X-R1” stands here twice. | Give one of them another id.',
      'deadlines.yaml:20: X-R1 waits for a rule that waits for it: X-R1 → X-R1. | Let one of them be a rule of the kind “period” with a length of its own.',
    ],
    fr: [
      'deadlines.yaml:14: «\u00a0X-R1\u00a0» se trouve ici deux fois. | Donnez à l’un des deux un autre identifiant.',
      'deadlines.yaml:20: X-R1 attend une règle qui l’attend\u00a0: X-R1 → X-R1. | Faites de l’une d’elles une règle du genre «\u00a0period\u00a0», avec sa propre durée.',
    ],
  },
  {
    mistake: 'an unknown event',
    files: smallPackWith('deadlines.yaml', 'trigger: [issued]', 'trigger: [isued]'),
    en: [
      'deadlines.yaml:7: There is no event “isued”. | Correct the id, or add it to events.yaml.',
      'deadlines.yaml:19: X-R2 is set going by “issued”, but X-R1, which gives its date, is not. | Add the event to the trigger of X-R1, or remove it here.',
    ],
    fr: [
      'deadlines.yaml:7: Il n’y a pas d’événement «\u00a0isued\u00a0». | Corrigez l’identifiant, ou ajoutez-le dans events.yaml.',
      'deadlines.yaml:19: X-R2 est mise en route par «\u00a0issued\u00a0», mais X-R1, qui donne sa date, ne l’est pas. | Ajoutez l’événement au déclencheur de X-R1, ou retirez-le ici.',
    ],
  },
  {
    mistake: 'a misspelt field',
    files: smallPackWith('deadlines.yaml', 'firstDay:', 'firstday:'),
    en: [
      'deadlines.yaml:2: rules → X-R1 → firstDay: “firstDay” is missing. | Add “firstDay”.',
      'deadlines.yaml:2: rules → X-R1: there is no field “firstday”. | Check the spelling, or remove it.',
    ],
    fr: [
      'deadlines.yaml:2: rules → X-R1 → firstDay\u00a0: «\u00a0firstDay\u00a0» manque. | Ajoutez «\u00a0firstDay\u00a0».',
      'deadlines.yaml:2: rules → X-R1\u00a0: il n’y a pas de champ «\u00a0firstday\u00a0». | Vérifiez l’orthographe, ou retirez-le.',
    ],
  },
  {
    mistake: 'a source key of a wrong form',
    files: smallPackWith('sources.yaml', 'key: S1', 'key: source1'),
    en: [
      'sources.yaml:4: sources → source1 → key: must be a source key such as S1 or S3b. | Change the value.',
    ],
    fr: [
      'sources.yaml:4: sources → source1 → key\u00a0: doit être une clé de source comme S1 ou S3b. | Changez la valeur.',
    ],
  },
  {
    mistake: 'a value that is not allowed',
    files: smallPackWith('phases.yaml', 'kind: main', 'kind: first'),
    en: [
      'phases.yaml:3: phases → X-P1 → kind: this value is not one of those allowed. | Use one of: main, side.',
    ],
    fr: [
      'phases.yaml:3: phases → X-P1 → kind\u00a0: cette valeur n’est pas de celles qui sont admises. | Prenez une de celles-ci\u00a0: main, side.',
    ],
  },
  {
    mistake: 'a kind of rule that does not exist',
    files: smallPackWith('deadlines.yaml', 'kind: until', 'kind: before'),
    en: [
      'deadlines.yaml:15: rules → X-R2 → kind: the field “kind” does not name a kind that exists. | Use one of: period, until, window, start, counting, holidays.',
    ],
    fr: [
      'deadlines.yaml:15: rules → X-R2 → kind\u00a0: le champ «\u00a0kind\u00a0» ne nomme pas un genre qui existe. | Prenez un de ceux-ci\u00a0: period, until, window, start, counting, holidays.',
    ],
  },
  {
    mistake: 'a phase to which nothing leads',
    files: smallPackWith('phases.yaml', 'next: [X-P2]', 'next: []'),
    en: ['phases.yaml:10: No phase leads to “X-P2”. | Name it in “next” of the phase before it.'],
    fr: [
      'phases.yaml:10: Aucune phase ne mène à «\u00a0X-P2\u00a0». | Nommez-la dans «\u00a0next\u00a0» de la phase qui la précède.',
    ],
  },
  {
    mistake: 'a start by notification that no rule explains',
    files: smallPackWith('deadlines.yaml', 'rule: dayAfter', 'rule: notification'),
    en: [
      'deadlines.yaml:9: X-R1 begins by the way of notification, but no rule of the kind “start” says how. | Add rules of the kind “start”, or set “firstDay: { rule: dayAfter, … }”.',
    ],
    fr: [
      'deadlines.yaml:9: X-R1 commence selon le mode de notification, mais aucune règle du genre «\u00a0start\u00a0» ne dit comment. | Ajoutez des règles du genre «\u00a0start\u00a0», ou écrivez «\u00a0firstDay: { rule: dayAfter, … }\u00a0».',
    ],
  },
  {
    mistake: 'a reason to verify without the flag',
    files: smallPackWith('deadlines.yaml', 'sources: [S1]', 'verifyBecause: old'),
    en: [
      'deadlines.yaml:13: A reason to verify is given, but “verify” is not true. | Set “verify: true”, or remove the reason.',
    ],
    fr: [
      'deadlines.yaml:13: Une raison de vérifier est donnée, mais «\u00a0verify\u00a0» n’est pas «\u00a0true\u00a0». | Écrivez «\u00a0verify: true\u00a0», ou retirez la raison.',
    ],
  },
  {
    mistake: 'a review without a name',
    files: smallPackWith(
      'pack.yaml',
      'firstPhase',
      'review: { state: reviewed, by: null, on: 2026-11-23 }\nfirstPhase',
    ),
    en: [
      'pack.yaml:8: The pack says that it was reviewed, but not by whom and when. | Fill in “by” and “on”, or set “state: unreviewed”.',
    ],
    fr: [
      'pack.yaml:8: Le pack dit avoir été relu, mais pas par qui ni quand. | Remplissez «\u00a0by\u00a0» et «\u00a0on\u00a0», ou écrivez «\u00a0state: unreviewed\u00a0».',
    ],
  },
  {
    mistake: 'a public holiday that is none',
    files: smallPackWith('deadlines.yaml', 'on: 07-21', 'on: 07-22'),
    en: [
      'deadlines.yaml:29: The almanac knows no public holiday “07-22” (national) in BE. | Use one of: 01-01, easter 1, 05-01, easter 39, easter 50, 07-21, 08-15, 11-01, 11-11, 12-25.',
    ],
    fr: [
      'deadlines.yaml:29: L’almanach ne connaît pas de jour férié «\u00a007-22\u00a0» (national) pour BE. | Prenez un de ceux-ci\u00a0: 01-01, easter 1, 05-01, easter 39, easter 50, 07-21, 08-15, 11-01, 11-11, 12-25.',
    ],
  },
  {
    mistake: 'a worked example that comes out otherwise',
    files: smallPackWith('examples.yaml', 'date: 2026-04-01', 'date: 2026-04-02'),
    en: [
      'examples.yaml:4: X-R1, event 2026-03-02: the example says 2026-04-02, the rule gives 2026-04-01. | Count it on paper, then correct the rule or the example.',
    ],
    fr: [
      'examples.yaml:4: X-R1, événement 2026-03-02\u00a0: l’exemple dit 2026-04-02, la règle donne 2026-04-01. | Comptez sur papier, puis corrigez la règle ou l’exemple.',
    ],
  },
  {
    mistake: 'YAML that cannot be read',
    files: smallPackWith('sources.yaml', '2025-08-08 }\n', '2025-08-08\n'),
    en: [
      'sources.yaml:5: This is not valid YAML: Flow map in block collection must be sufficiently indented and end with a } at line 5, column 1 | Look for a missing quotation mark, a colon inside a text without quotation marks, a tab, or a wrong indent.',
    ],
    fr: [
      'sources.yaml:5: Ce n’est pas du YAML valable\u00a0: Flow map in block collection must be sufficiently indented and end with a } at line 5, column 1 | Cherchez un guillemet manquant, un deux-points dans un texte sans guillemets, une tabulation ou un mauvais retrait.',
    ],
  },
  {
    mistake: 'a star at the beginning of a text',
    files: smallPackWith('sources.yaml', 'title: Loi', 'title: *Loi'),
    en: [
      'sources.yaml:4: A value begins with *, which YAML takes for the name of another value. | Put the text in quotation marks.',
    ],
    fr: [
      'sources.yaml:4: Une valeur commence par *, que YAML prend pour le nom d’une autre valeur. | Mettez le texte entre guillemets.',
    ],
  },
  {
    mistake: 'a missing file',
    files: without('phases.yaml'),
    en: [
      'phases.yaml:1: The file is missing. | No pack goes without these files: pack.yaml, sources.yaml, phases.yaml, deadlines.yaml. Add it.',
    ],
    fr: [
      'phases.yaml:1: Le fichier manque. | Aucun pack ne va sans ces fichiers\u00a0: pack.yaml, sources.yaml, phases.yaml, deadlines.yaml. Ajoutez-le.',
    ],
  },
  {
    mistake: 'a file of a wrong name',
    files: packFilesOf({ ...smallPack, 'filing.yaml': 'filings: []\n' }),
    en: [
      'filing.yaml:1: A pack has no file of this name. | Correct the name, or remove the file. The names are: pack.yaml, sources.yaml, phases.yaml, conditions.yaml, requirements.yaml, events.yaml, deadlines.yaml, filings.yaml, actors.yaml, decisions.yaml, remedies.yaml, routes.yaml, situations.yaml, glossary.yaml, examples.yaml.',
    ],
    fr: [
      'filing.yaml:1: Un pack n’a pas de fichier de ce nom. | Corrigez le nom, ou retirez le fichier. Les noms sont\u00a0: pack.yaml, sources.yaml, phases.yaml, conditions.yaml, requirements.yaml, events.yaml, deadlines.yaml, filings.yaml, actors.yaml, decisions.yaml, remedies.yaml, routes.yaml, situations.yaml, glossary.yaml, examples.yaml.',
    ],
  },
];

describe('a pack', () => {
  it('with four files and its events says all that is needed', () => {
    expect(told(packFilesOf(smallPack), 'en')).toEqual([]);
    expect(told(without('examples.yaml'), 'en')).toEqual([]);
  });

  it.each(badPacks)('with $mistake names file, line, cause and mend', ({ files, en, fr }) => {
    expect({ en: told(files, 'en'), fr: told(files, 'fr') }).toEqual({ en, fr });
  });

  it('is told of in French with the spaces that French asks for', () => {
    for (const { files } of badPacks) {
      for (const line of told(files, 'fr')) {
        // What the YAML library says of a file stands in its own language after the first colon.
        const sentence = line.includes('YAML valable') ? line.split('YAML valable')[0] : line;
        // What stands in guillemets is YAML.
        expect(sentence?.replace(/^[a-z.]+:\d+:/, '').replaceAll(/«[^»]*»/g, '')).not.toMatch(/ [:;!?»]|« /);
      }
    }
  });

  it('is told of in every language of the interface', () => {
    for (const { files } of badPacks) {
      const counts = new Set(interfaceLanguages.map((language) => told(files, language).length));
      expect(counts.size).toBe(1);
    }
  });
});
