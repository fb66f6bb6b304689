import { z } from 'zod';
import { ownTemplateSchema, type OwnTemplate } from '../../shared/templates/contract';
import type { MemberId, OwnTemplateId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

const rowSchema = z.object({
  id: z.string(),
  filing_kind: z.string(),
  language: z.string(),
  version: z.int(),
  sha256: z.string(),
  size_bytes: z.int(),
  imported_at: z.string(),
  retired_at: z.string().nullable(),
});
const useSchema = z.object({
  filing_id: z.string(),
  case_id: z.string(),
  code: z.string(),
  generated_at: z.string(),
});

/** Every own template, by kind and language, the newest version first. */
export function listOwnTemplates(db: ReadableDatabase): readonly OwnTemplate[] {
  return db
    .all(
      sql`
        SELECT id, filing_kind, language, version, sha256, length(document) AS size_bytes, imported_at, retired_at
        FROM own_templates
        ORDER BY filing_kind, language, version DESC
      `,
    )
    .map((found) => {
      const row = rowSchema.parse(found);
      return ownTemplateSchema.parse({
        id: row.id,
        filingKind: row.filing_kind,
        language: row.language,
        version: row.version,
        sizeBytes: row.size_bytes,
        importedAt: row.imported_at,
        retiredAt: row.retired_at,
        usedBy: listUses(db, row),
      });
    });
}

function listUses(
  db: ReadableDatabase,
  { filing_kind, language, sha256 }: z.infer<typeof rowSchema>,
): OwnTemplate['usedBy'] {
  return db
    .all(
      sql`
        SELECT filings.id AS filing_id, filings.case_id, cases.code, filings.generated_at
        FROM filings
        JOIN cases ON cases.id = filings.case_id
        WHERE filings.template_version = ${versionOf(sha256)} AND filings.filing_kind = ${filing_kind}
          AND filings.language = ${language}
        ORDER BY filings.generated_at DESC, filings.id DESC
      `,
    )
    .map((found) => {
      const use = useSchema.parse(found);
      return ownTemplateSchema.shape.usedBy.element.parse({
        filingId: use.filing_id,
        caseId: use.case_id,
        caseCode: use.code,
        generatedAt: use.generated_at,
      });
    });
}

/** How a filing names the template it was made from. */
export function versionOf(sha256: string): string {
  return sha256.slice(0, 12);
}

export function findOwnTemplateFile(
  db: ReadableDatabase,
  id: OwnTemplateId,
):
  | {
      readonly document: Uint8Array;
      readonly sha256: string;
      readonly kind: string;
      readonly language: string;
    }
  | undefined {
  return db.get(sql`
    SELECT document, sha256, filing_kind AS kind, language FROM own_templates WHERE id = ${id}
  `);
}

export function insertOwnTemplate(
  db: WritableDatabase,
  template: {
    readonly id: OwnTemplateId;
    readonly filingKind: string;
    readonly language: string;
    readonly version: number;
    readonly document: Uint8Array;
    readonly sha256: string;
    readonly importedAt: Instant;
    readonly memberId: MemberId;
  },
): void {
  db.run(sql`
    INSERT INTO own_templates (id, filing_kind, language, version, document, sha256, imported_at, member_id)
    VALUES (${template.id}, ${template.filingKind}, ${template.language}, ${template.version}, ${template.document},
      ${template.sha256}, ${template.importedAt}, ${template.memberId})
  `);
}

export function findVersionBySha(
  db: ReadableDatabase,
  template: { readonly filingKind: string; readonly language: string; readonly sha256: string },
): number | undefined {
  return db.get<{ version: number }>(sql`
    SELECT version
    FROM own_templates
    WHERE filing_kind = ${template.filingKind} AND language = ${template.language} AND sha256 = ${template.sha256}
  `)?.version;
}

export function setRetired(db: WritableDatabase, id: OwnTemplateId, retiredAt: Instant | null): void {
  db.run(sql`UPDATE own_templates SET retired_at = ${retiredAt} WHERE id = ${id}`);
}
