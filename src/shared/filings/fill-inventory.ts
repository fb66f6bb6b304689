import { addClient, addCode, addExhibits, addLetterDate, addSignatory } from './common-parts';
import { filingKindSchema, filingTitle } from './kinds';
import type { FieldShapes, Questions } from './questions';
import type { Sheet } from './sheet';

// F13: the inventory.

export const inventoryQuestions = {
  'inventory.annexTo': {
    kind: 'choice',
    choices: [
      'F4',
      'F6',
      'F7',
      'F8',
      'F9',
      'F10',
      'F11',
      'F12',
      'F14',
      'F15',
      'F16',
      'F17',
      'F18',
      'F19',
      'F20',
      'none',
    ],
  },
} as const satisfies Questions;

export const inventoryFields = { 'inventory.annexTo': 'text' } as const satisfies FieldShapes;

export function fillInventory(sheet: Sheet): void {
  const { language } = sheet;
  addCode(sheet);
  addClient(sheet, { inText: true, particulars: 'name' });
  sheet.record('case.immigrationOfficeNumber', sheet.snapshot.case.immigrationOfficeNumber, {
    group: 'references',
    target: { screen: 'overview', recordId: sheet.snapshot.caseId, field: 'immigrationOfficeNumber' },
  });
  sheet.answer('inventory.annexTo', {
    group: 'references',
    required: true,
    print: (chosen) => {
      const kind = filingKindSchema.safeParse(chosen);
      return kind.success ? filingTitle(kind.data, language) : '';
    },
  });
  addExhibits(sheet, []);
  sheet.answer('letter.place', { group: 'signing', required: true });
  addLetterDate(sheet, 'signing');
  addSignatory(sheet, false);
}
