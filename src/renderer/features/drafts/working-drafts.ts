import type { OpenedDraft } from '../../../shared/drafts/contract';
import type { DraftId } from '../../../shared/kernel/ids';
import { call } from '../../lib/core';
import { createWorkingDraft, type WorkingDraft } from './working-draft';

// They live outside of React: a screen that goes away, or a lock screen in between, must not take unsaved text along.
const draftsById = new Map<DraftId, WorkingDraft>();

/** The text that is worked on: the one with unsaved words when there is one, else what was just read, if that is newer. */
export function workingDraftOf(opened: OpenedDraft): WorkingDraft {
  const { id } = opened.draft;
  const waiting = draftsById.get(id);
  if (waiting !== undefined) {
    const { revision, status } = waiting.state();
    if (status.kind !== 'saved' || revision >= opened.revision) return waiting;
  }
  const draft = createWorkingDraft(
    opened,
    (input) => call('drafts.save', input),
    () => {
      if (draftsById.get(id) === draft) draftsById.delete(id);
    },
  );
  draftsById.set(id, draft);
  return draft;
}
