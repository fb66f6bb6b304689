import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCaseTables } from '../../../src/core/backups/case-rows';
import { isShown } from '../../../src/core/packages/entries';
import { fieldGroups, fixedFieldsOf, isMerged } from '../../../src/core/packages/fields';
import { isList, listsOf } from '../../../src/core/packages/lists';
import { fieldName, tableName } from '../../../src/renderer/features/packages/field-names';
import type { Text } from '../../../src/renderer/lib/text';
import { anOffice, type Office } from './support';

let office: Office;
beforeAll(async () => {
  office = await anOffice();
});
afterAll(() => office.core.close());

/** Written once with their row by every channel, so that no two sides ever differ in them. */
const writtenOnce: ReadonlySet<string> = new Set([
  'conversation_senders.messages',
  'evidence_marks.evidence_file_id',
  'filing_draft_comments.written_at',
  'legal_holds.placed_at',
  'legal_holds.placed_by',
  'redacted_copies.original_id',
  ...[
    'file_name',
    'sha256',
    'size_bytes',
    'objections',
    'left_at',
    'recipient_name',
    'purpose',
    'reason_kind',
  ].map((field) => `departures.${field}`),
  ...[
    'evidence_file_id',
    'chat',
    'profile',
    'date_order',
    'calendar',
    'date_confidence',
    'zone_kind',
    'zone_believed',
    'report',
    'imported_at',
    'imported_by',
  ].map((field) => `conversations.${field}`),
]);

describe('what is different on both sides', () => {
  it('has a name on screen, whatever record and field it is', () => {
    const keyOf = ((key: string) => key) as Text;
    const tables = findCaseTables(office.core.vaultDeps().db).filter(
      (table) => isMerged(table) && !isList(table),
    );
    const nameless = tables.flatMap((table) => {
      const fixed = fixedFieldsOf(table);
      const fields = [...fieldGroups(table).flat(), ...listsOf(table.name)].filter(
        (field) => isShown(field) && !fixed.includes(field) && !writtenOnce.has(`${table.name}.${field}`),
      );
      return [
        ...(tableName(keyOf, table.name) === 'packages.table.other' ? [table.name] : []),
        ...fields
          .filter((field) => fieldName(keyOf, field) === 'packages.field.other')
          .map((field) => `${table.name}.${field}`),
      ];
    });
    expect(nameless).toEqual([]);
    expect(tables.length).toBeGreaterThan(30);
  });
});
