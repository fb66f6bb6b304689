/// <reference types="vite/client" />

interface Window {
  /** The preload's door to the shell (`src/preload/index.ts`). */
  readonly dossierShell: {
    readonly tell: (message: import('../shared/shell/protocol').PageMessage) => void;
    /** Calls the listener with every event of the shell; gives back the function that ends this. */
    readonly listen: (listener: (event: unknown) => void) => () => void;
  };
}
