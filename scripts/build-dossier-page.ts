import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildDossierScript } from './lib/dossier-script';

// Writes the script of the page in an evidence dossier. It is committed, and a test compares it with a fresh build.
writeFileSync(resolve(import.meta.dirname, '../resources/dossier/verify.js'), await buildDossierScript());
