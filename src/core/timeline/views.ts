import type { CaseId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import { folded } from '../../shared/timeline/date-lexicon';
import { timelineLookSchema, type TimelineView, type TimelineViewId } from '../../shared/timeline/schemas';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';

/** A view as it is stored. */
export interface StoredView extends TimelineView {
  readonly caseId: CaseId;
  readonly createdAt: Instant;
}

interface ViewRow extends Omit<StoredView, 'look'> {
  /** JSON. */
  readonly view: string;
}

/** By name. */
export function listViews(db: ReadableDatabase, caseId: CaseId): readonly StoredView[] {
  return db
    .all<ViewRow>(
      sql`
        SELECT id, case_id AS caseId, name, view, created_at AS createdAt
        FROM timeline_views
        WHERE case_id = ${caseId}
        ORDER BY name, id
      `,
    )
    .map(rowToView);
}

export function readView(db: ReadableDatabase, viewId: TimelineViewId): StoredView | null {
  const row = db.get<ViewRow>(sql`
    SELECT id, case_id AS caseId, name, view, created_at AS createdAt FROM timeline_views WHERE id = ${viewId}
  `);
  return row === undefined ? null : rowToView(row);
}

/** Whatever the accents and capitals; `except` is the view that is to get the name. */
export function isNameTaken(
  db: ReadableDatabase,
  wanted: { readonly caseId: CaseId; readonly name: string; readonly except: TimelineViewId | null },
): boolean {
  return listViews(db, wanted.caseId).some(
    ({ id, name }) => id !== wanted.except && folded(name) === folded(wanted.name),
  );
}

export function insertView(db: WritableDatabase, view: StoredView): void {
  db.run(sql`
    INSERT INTO timeline_views (id, case_id, name, view, created_at)
    VALUES (${view.id}, ${view.caseId}, ${view.name}, ${JSON.stringify(view.look)}, ${view.createdAt})
  `);
}

export function renameView(db: WritableDatabase, viewId: TimelineViewId, name: string): void {
  db.run(sql`UPDATE timeline_views SET name = ${name} WHERE id = ${viewId}`);
}

export function deleteView(db: WritableDatabase, viewId: TimelineViewId): void {
  db.run(sql`DELETE FROM timeline_views WHERE id = ${viewId}`);
}

export function viewToShown({ id, name, look }: StoredView): TimelineView {
  return { id, name, look };
}

function rowToView({ view, ...row }: ViewRow): StoredView {
  return { ...row, look: timelineLookSchema.parse(JSON.parse(view)) };
}
