import { parentPort } from 'node:worker_threads';
import { refuseNetwork } from '../../network-guard';
import { lookIntoPdf } from './pdf';

// The thread that looks into PDFs, one after the other. Started by `pdf-reader.ts` alone: what a hostile file does to it, it
// does to nothing else.

// Each thread has functions of the network of its own.
refuseNetwork();

parentPort?.on('message', (bytes: Uint8Array) => {
  lookIntoPdf(bytes).then(
    (look) => parentPort?.postMessage(look),
    // A file that breaks the library is one of which nothing is known.
    () => parentPort?.postMessage(null),
  );
});
