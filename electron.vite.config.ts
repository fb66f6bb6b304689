import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// The targets are written down: electron-vite would otherwise take them from the installed Electron types, which are
// newer than the oldest program we run on (Electron 33: Node 20, Chrome 130).
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      outDir: 'out/main',
      // The writer of Word files comes in eight builds of 23 MB; what we use of it goes into the program instead.
      externalizeDeps: { exclude: ['docx'] },
      rollupOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          core: resolve('src/core/process.ts'),
          cli: resolve('src/cli/index.ts'),
          // The thread that copies and tests backups; started by src/core/backups/off-thread.ts.
          'backup-worker': resolve('src/core/backups/worker.ts'),
          // The thread that makes bundles; started by src/core/exhibits/bundle/off-thread.ts.
          'bundle-worker': resolve('src/core/exhibits/bundle/worker.ts'),
          // The thread that checks spelling; started by src/core/spelling/off-thread.ts.
          'spelling-worker': resolve('src/core/spelling/worker.ts'),
          // The thread that reads chats and mails; started by src/core/conversations/off-thread.ts.
          'conversation-worker': resolve('src/core/conversations/worker.ts'),
          // The thread that looks into PDFs and Office files that are to leave; started by src/core/evidence/traces/document-reader.ts.
          'traces-worker': resolve('src/core/evidence/traces/worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      // electron-vite takes nothing but a Node version here; the code is a few plain lines.
      target: 'node20',
      outDir: 'out/preload',
      // A sandboxed preload can only be CommonJS.
      rollupOptions: {
        input: resolve('src/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: 'out/renderer',
      minify: 'esbuild',
      assetsInlineLimit: 0,
      rollupOptions: {
        input: {
          index: resolve('src/renderer/index.html'),
          // The frame in which what others made is decoded; begun by src/renderer/features/evidence/decode.ts.
          decoder: resolve('src/renderer/decoder.html'),
        },
      },
    },
  },
});
