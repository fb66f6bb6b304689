import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { writeFileAtomically } from '../../core/kernel/atomic-file';
import { isSignedWith, parsePublicKey, parseSignature, signFile } from '../../core/packs/minisign';
import {
  packArchiveExtension,
  packArchiveLimitBytes,
  readPackArchive,
  writePackArchive,
  type ArchiveRefusal,
} from '../../core/packs/pack-archive';
import {
  listPackIds,
  parsePack,
  readPackFolder,
  type PackFiles,
  type PackProblem,
} from '../../core/procedures/pack-loader';
import type { ProcedurePack } from '../../shared/procedures/schemas';
import type { CommandContext } from '../context';
import { CommandFailure, UsageFailure } from '../failure';
import { readSecretKey } from '../secret-key';

export function register(program: Command, context: CommandContext): void {
  const pack = program.command('pack').description('check, build and sign procedure packs; needs no vault');

  pack
    .command('check')
    .description('check a pack and name the file, line, cause and mend of each mistake')
    .argument(
      '[place]',
      `folder of the pack, or a .${packArchiveExtension} file; all packs of the program when left out`,
    )
    .addHelpText(
      'after',
      `\nExamples:\n  dossier pack check ./be-thb --json\n  dossier pack check be-thb-2026.1.${packArchiveExtension}`,
    )
    .action((place: string | undefined) => {
      const { resourcesFolder } = context.deps;
      const places =
        place === undefined
          ? listPackIds(resourcesFolder).map((id) => join(resourcesFolder, 'procedures', id))
          : [context.path(place)];
      const checked = places.map((path) => {
        const inPlace = (problem: ReturnType<typeof inEnglish>) =>
          places.length === 1 ? problem : { ...problem, file: `${basename(path)}/${problem.file}` };
        const loaded = parsePack(readPlace(path));
        return loaded.ok
          ? {
              id: loaded.value.id,
              version: loaded.value.version,
              review: loaded.value.review.state,
              problems: [],
            }
          : { id: null, version: null, review: null, problems: loaded.error.map(inEnglish).map(inPlace) };
      });
      const problems = checked.flatMap((found) => found.problems);
      context.print({
        text: checked
          .flatMap((found) =>
            found.id === null
              ? found.problems.map(problemToText)
              : [`${found.id} ${found.version}: no mistake found (${found.review}).`],
          )
          .join('\n'),
        json: { packs: checked },
      });
      if (problems.length > 0) throw brokenPack(problems.length);
    });

  pack
    .command('build')
    .description(`check a pack and write it as one .${packArchiveExtension} file, to be added in the app`)
    .argument('<folder>', 'folder of the pack')
    .option('--out <file>', 'where to write it; <id>-<version> beside the folder when left out')
    .addHelpText('after', '\nExample:\n  dossier pack build ./be-thb')
    .action((folder: string, { out }: { readonly out?: string }) => {
      const path = context.path(folder);
      const files = readPlace(path);
      const built = wholePack(files, context);
      const target =
        out === undefined
          ? resolve(path, '..', `${built.id}-${built.version}.${packArchiveExtension}`)
          : context.path(out);
      const bytes = writePackArchive(files);
      writeFileAtomically(target, bytes);
      context.print({
        text: `${built.id} ${built.version} was written to ${target}.`,
        json: { id: built.id, version: built.version, file: target, bytes: bytes.length },
      });
    });

  pack
    .command('sign')
    .description('sign a pack file with a secret key of minisign; the signature is written beside it')
    .argument('<file>', `a .${packArchiveExtension} file`)
    .requiredOption(
      '--key <file>',
      'secret key, as `minisign -G` makes it; its password is asked for on the terminal',
    )
    .addHelpText(
      'after',
      `\nThe same as: minisign -S -m <file>\n\nExample:\n  dossier pack sign be-thb-2026.1.${packArchiveExtension} --key ~/minisign.key`,
    )
    .action(async (file: string, { key }: { readonly key: string }) => {
      const path = context.path(file);
      const bytes = readFileOf(path);
      const signed = wholePack(unpack(bytes), context);
      const secret = await readSecretKey(context, key);
      const comment = `${signed.id} ${signed.version} of ${context.deps.clock.today()}`;
      const target = `${path}.minisig`;
      writeFileAtomically(target, Buffer.from(await signFile(secret, bytes, comment), 'utf8'));
      context.print({ text: `The signature was written to ${target}.`, json: { file: target, comment } });
    });

  pack
    .command('verify')
    .description('check the signature of a pack file')
    .argument('<file>', `a .${packArchiveExtension} file, with its .minisig file beside it`)
    .requiredOption('--key <file>', 'public key, a .pub file of minisign')
    .action(async (file: string, { key }: { readonly key: string }) => {
      const path = context.path(file);
      const bytes = readFileOf(path);
      const publicKey = parsePublicKey(readFileOf(context.path(key)).toString('utf8'));
      if (!publicKey.ok) throw new CommandFailure(publicKey.error, 'This file is no public key of minisign.');
      const signature = parseSignature(readFileOf(`${path}.minisig`).toString('utf8'));
      if (!signature.ok)
        throw new CommandFailure(signature.error, 'The .minisig file is no signature of minisign.');
      if (!(await isSignedWith(publicKey.value, signature.value, bytes))) {
        throw new CommandFailure(
          { kind: 'signatureWrong' },
          `This file was not signed with the key ${publicKey.value.keyId}, or it was changed afterwards.`,
        );
      }
      const { keyId } = publicKey.value;
      const { trustedComment } = signature.value;
      context.print({
        text: `${basename(path)} was signed with the key ${keyId}: ${trustedComment}`,
        json: { keyId, comment: trustedComment },
      });
    });
}

/** The files of a pack from a folder or a pack file. */
function readPlace(path: string): PackFiles {
  if (!existsSync(path)) throw new UsageFailure('There is no such folder or file.');
  return statSync(path).isDirectory() ? readPackFolder(path) : unpack(readFileOf(path));
}

function readFileOf(path: string): Buffer {
  if (!existsSync(path)) throw new UsageFailure(`There is no file ${path}.`);
  if (statSync(path).size > packArchiveLimitBytes) throw new UsageFailure('The file is larger than 8 MB.');
  return readFileSync(path);
}

function unpack(bytes: Uint8Array): PackFiles {
  const files = readPackArchive(bytes);
  if (!files.ok) throw new CommandFailure(files.error, refusalToSentence(files.error));
  return files.value;
}

function wholePack(files: PackFiles, context: CommandContext): ProcedurePack {
  const loaded = parsePack(files);
  if (loaded.ok) return loaded.value;
  const problems = loaded.error.map(inEnglish);
  context.print({ text: problems.map(problemToText).join('\n'), json: { problems } });
  throw brokenPack(problems.length);
}

function refusalToSentence(refusal: ArchiveRefusal): string {
  switch (refusal.kind) {
    case 'archiveTooLarge':
      return 'The file is larger than 8 MB.';
    case 'archiveForeignFile':
      return `The file holds “${refusal.part}”, which is no file of a pack.`;
    case 'archiveRefused':
      return refusal.reason === 'notAZip'
        ? 'The file is no pack: a pack file is a zip, as `pack build` writes it.'
        : `The file was not opened, because it is damaged or made to harm (${refusal.reason}${refusal.part === null ? '' : `, ${refusal.part}`}).`;
  }
}

function inEnglish({ file, line, texts }: PackProblem) {
  return { file, line, cause: texts.en.cause, mend: texts.en.mend };
}

function problemToText({ file, line, cause, mend }: ReturnType<typeof inEnglish>): string {
  return `${file}:${line}: ${cause}\n    ${mend}`;
}

function brokenPack(problems: number): CommandFailure {
  return new CommandFailure(
    { kind: 'packBroken' },
    problems === 1 ? 'The pack has one mistake.' : `The pack has ${problems} mistakes.`,
  );
}
