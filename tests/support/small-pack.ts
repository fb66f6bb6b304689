import type { PackFiles } from '../../src/core/procedures/pack-loader';

const inAll = (text: string) => `{ fr: ${text}, nl: ${text}, de: ${text}, en: ${text} }`;

/** The smallest pack with something of every kind; each line has one statement, so that a test can spoil one. */
export const smallPack: Readonly<Record<string, string>> = {
  'pack.yaml': `id: xx-thb
version: '2026.1'
jurisdiction: BE
title: ${inAll('Titre')}
shortTitle: ${inAll('Court')}
lawAsOf: 2026-11-23
languages: { fr: original, nl: original, de: working, en: working }
firstPhase: X-P1
notices:
  - { id: old, mark: unconfirmed, text: ${inAll('Ancien')} }
`,
  'sources.yaml': `texts:
  - { id: act, lawAsOf: 2025-08-08, name: ${inAll('Loi')} }
sources:
  - { key: S1, title: Loi, date: 2025-08-08 }
`,
  'phases.yaml': `phases:
  - id: X-P1
    kind: main
    name: ${inAll('Un')}
    shortName: ${inAll('Un')}
    summary: ${inAll('Résumé')}
    document: null
    next: [X-P2]
    mark: sure
  - id: X-P2
    kind: main
    name: ${inAll('Deux')}
    shortName: ${inAll('Deux')}
    summary: ${inAll('Résumé')}
    document: null
    mark: sure
`,
  'events.yaml': `events:
  - { id: issued, group: documents, name: ${inAll('Délivré')} }
`,
  'deadlines.yaml': `rules:
  - id: X-R1
    kind: period
    title: ${inAll('Délai')}
    consequence: ${inAll('Fin')}
    event: ${inAll('délivrance')}
    trigger: [issued]
    length: { amount: 30, unit: days, mark: sure }
    firstDay: { rule: dayAfter, mark: sure }
    roll: { rule: nextWorkingDay, mark: sure }
    mark: sure
    basis: [{ text: act, article: '5' }]
    sources: [S1]
  - id: X-R2
    kind: until
    title: ${inAll('Avant')}
    consequence: ${inAll('Fin')}
    event: ${inAll('délivrance')}
    trigger: [issued]
    endOf: X-R1
    mark: sure
  - id: X-H
    kind: holidays
    title: ${inAll('Fériés')}
    consequence: ${inAll('Aucune')}
    event: ${inAll('jour')}
    mark: sure
    days:
      - { id: national, name: ${inAll('National')}, on: 07-21 }
`,
  'examples.yaml': `examples:
  - rule: X-R1
    event: 2026-03-02
    gives: { date: 2026-04-01 }
`,
};

/** The small pack with one place of one file changed. Throws when the place is not there. */
export function smallPackWith(file: string, from: string, to: string): PackFiles {
  const text = smallPack[file] ?? '';
  if (!text.includes(from)) throw new Error(`“${from}” does not stand in ${file}`);
  return packFilesOf({ ...smallPack, [file]: text.replace(from, to) });
}

export function packFilesOf(texts: Readonly<Record<string, string>>): PackFiles {
  return new Map(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text, 'utf8')]));
}
