import { randomBytes, randomInt } from 'node:crypto';
import type { MemberId, VaultId } from '../../shared/kernel/ids';
import {
  groupCount,
  readGroup,
  secretBytes,
  writeRecoveryCode,
  type ShareNumber,
} from '../../shared/recovery/code';
import { groupsAskedBack, type DraftPaper, type RecoveryKind } from '../../shared/recovery/contract';
import { splitSecret } from './shares';

/** A way back that does not count yet. Its secret is in the memory of this process and nowhere else. */
export interface Draft {
  readonly draftId: string;
  readonly vaultId: VaultId;
  readonly memberId: MemberId;
  readonly kind: RecoveryKind;
  readonly number: number;
  readonly label: string;
  readonly secret: Uint8Array;
  readonly papers: readonly DraftPaper[];
}

/** The drafts of this process. They end with it: a lock makes every paper that was not confirmed worthless. */
export interface RecoveryDrafts {
  readonly add: (draft: Draft) => void;
  /** The draft of this id, if it is of this vault. */
  readonly find: (draftId: string, vaultId: VaultId) => Draft | undefined;
  readonly remove: (draftId: string) => void;
}

export function createRecoveryDrafts(): RecoveryDrafts {
  const drafts = new Map<string, Draft>();
  return {
    add: (draft) => {
      drafts.set(draft.draftId, draft);
    },
    find: (draftId, vaultId) => {
      const draft = drafts.get(draftId);
      return draft?.vaultId === vaultId ? draft : undefined;
    },
    remove: (draftId) => {
      drafts.get(draftId)?.secret.fill(0);
      drafts.delete(draftId);
    },
  };
}

/** Draws a secret and writes the papers for it. */
export function createDraft(
  about: Omit<Draft, 'secret' | 'papers'> & { readonly vaultFingerprint: string },
): Draft {
  const { vaultFingerprint, ...draft } = about;
  const secret = new Uint8Array(randomBytes(secretBytes));
  const parts =
    draft.kind === 'sheet'
      ? [{ share: null, bytes: secret }]
      : splitSecret(secret).map(({ number, bytes }) => ({ share: number, bytes }));
  const papers = parts.map(({ share, bytes }) => ({
    share,
    groups: [...writeRecoveryCode({ share, vaultFingerprint, sheetLabel: draft.label, secret: bytes })],
    asked: [...drawGroups()],
  }));
  return { ...draft, secret, papers };
}

/** Numbers of groups to ask back, in order. Of those that hold the secret: the first three are the same on every paper. */
function drawGroups(): readonly number[] {
  const numbers = Array.from({ length: groupCount - 3 }, (_, index) => index + 4);
  const drawn = Array.from({ length: groupsAskedBack }, () => numbers.splice(randomInt(numbers.length), 1));
  return drawn.flat().toSorted((one, other) => one - other);
}

/** The first group asked for that was not typed as it stands on its paper; null when all were. */
export function firstDifference(
  draft: Draft,
  typed: readonly { readonly share: ShareNumber | null; readonly typed: readonly string[] }[],
): { readonly share: ShareNumber | null; readonly group: number } | null {
  for (const paper of draft.papers) {
    const back = typed.find(({ share }) => share === paper.share)?.typed ?? [];
    for (const [index, group] of paper.asked.entries()) {
      const reading = readGroup(back[index] ?? '', group);
      if (reading.kind !== 'right' || reading.text !== paper.groups[group - 1]) {
        return { share: paper.share, group };
      }
    }
  }
  return null;
}
