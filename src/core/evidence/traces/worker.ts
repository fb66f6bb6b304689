import { parentPort } from 'node:worker_threads';
import { refuseNetwork } from '../../network-guard';
import { lookIntoPackage } from './office';
import { lookIntoPdf } from './pdf';

// The thread that looks into PDFs and Office files, one after the other. Started by `document-reader.ts` alone: what a hostile file
// does to it, it does to nothing else.

// Each thread has functions of the network of its own.
refuseNetwork();

parentPort?.on('message', (bytes: Uint8Array) => {
  lookInto(bytes).then(
    (look) => parentPort?.postMessage(look),
    // A file that breaks the library is one of which nothing is known.
    () => parentPort?.postMessage(null),
  );
});

async function lookInto(bytes: Uint8Array) {
  // Every zip begins so.
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? lookIntoPackage(bytes) : lookIntoPdf(bytes);
}
