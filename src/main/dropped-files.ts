import { droppedPathsSchema } from '../shared/shell/protocol';

/** What was let fall on the window, until core asks for it. */
export interface DroppedFiles {
  /** Takes what the preload saw; anything else is forgotten. */
  readonly note: (data: unknown) => void;
  /** Gives the paths away once. Waits a moment: the page may ask core before the preload's word is here. */
  readonly take: () => Promise<string[]>;
  readonly forget: () => void;
}

/** A drop is one act of a person; what comes of it long after was not meant by it. */
const heldMs = 5000;
const patienceMs = 1000;

export function createDroppedFiles(): DroppedFiles {
  let held: { readonly paths: string[]; readonly until: number } | null = null;
  let onNoted: () => void = () => {};

  const takeHeld = (): string[] => {
    const paths = held !== null && Date.now() < held.until ? held.paths : [];
    held = null;
    return paths;
  };

  return {
    note: (data) => {
      const paths = droppedPathsSchema.safeParse(data);
      held = paths.success ? { paths: paths.data, until: Date.now() + heldMs } : null;
      onNoted();
    },
    take: async () => {
      if (held === null) {
        await new Promise<void>((resolve) => {
          onNoted = resolve;
          setTimeout(resolve, patienceMs);
        });
        onNoted = () => {};
      }
      return takeHeld();
    },
    forget: () => {
      held = null;
    },
  };
}
