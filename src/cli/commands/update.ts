import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { latestVersion } from '../../core/db/migrate';
import { migrations } from '../../core/db/migrations';
import { parsePublicKey } from '../../core/packs/minisign';
import { refusalOfUpdate } from '../../core/updates/check-update';
import { installIntoFolder } from '../../core/updates/install-update';
import { currentVersion, pointTo, wayBack } from '../../core/updates/installation';
import { listUpdateKeys } from '../../core/updates/keys';
import { makeUpdate } from '../../core/updates/make-update';
import { readUpdateFile, updateFileExtension, type SignedUpdate } from '../../core/updates/update-file';
import type { OrganisationKey } from '../../shared/policy/rules';
import { versionSchema } from '../../shared/updates/versions';
import type { CommandContext } from '../context';
import { CommandFailure, UsageFailure } from '../failure';
import { readSecretKey } from '../secret-key';

interface MakeOptions {
  readonly program?: string;
  readonly deb?: string;
  readonly release: string;
  readonly from: string;
  readonly schema: number;
  readonly notes: string;
  readonly architecture: 'x64' | 'arm64';
  readonly key: string;
  readonly out?: string;
}

export function register(program: Command, context: CommandContext): void {
  const update = program
    .command('update')
    .description('make, check and install signed updates that travel on a stick; needs no vault');

  update
    .command('make')
    .description(`sign a new version for Linux as one .${updateFileExtension} file`)
    .option('--program <folder>', 'the unpacked program, for those who use the archive')
    .option('--deb <file>', 'the Debian package, for those who use that')
    .requiredOption('--release <version>', 'the new version, e.g. 0.2.0', readVersion)
    .option('--from <version>', 'the oldest version that may be updated by it', readVersion, '0.0.0')
    .option(
      '--schema <number>',
      'schema to which the new version brings a vault; that of this program when left out',
      readNumber,
      latestVersion(migrations),
    )
    .requiredOption('--notes <file>', 'what is new: a text in English, or JSON with en, fr, nl, de')
    .addOption(new Option('--architecture <name>', 'its processor').choices(['x64', 'arm64']).default('x64'))
    .requiredOption('--key <file>', 'secret key, as `minisign -G` makes it')
    .option('--out <file>', 'where to write it; dossier-<version>-<form>.dossier-update here when left out')
    .addHelpText(
      'after',
      '\nExample:\n  dossier update make --program dist/linux-unpacked --release 0.2.0 --notes notes.txt --key ~/minisign.key',
    )
    .action(async (options: MakeOptions) => {
      const from = sourceOf(options, context);
      const key = await readSecretKey(context, options.key);
      const target = context.path(
        options.out ?? `dossier-${options.release}-${from.form}.${updateFileExtension}`,
      );
      const made = await makeUpdate({
        from,
        about: {
          version: options.release,
          from: options.from,
          schemaVersion: options.schema,
          platform: 'linux',
          architecture: options.architecture,
          notes: readNotes(context.path(options.notes)),
        },
        key,
        comment: `Dossier ${options.release} of ${context.deps.clock.today()}`,
        target,
      });
      if (!made.ok) {
        throw new CommandFailure(made.error, `${made.error.name} is neither a file nor a folder.`);
      }
      const { sha256, bytes } = made.value.payload;
      context.print({
        text: `Wrote ${target}: ${bytes} bytes, SHA-256 of the content ${sha256}.`,
        json: { file: target, manifest: made.value },
      });
    });

  update
    .command('check')
    .description('check who signed an update, and that all of it is as it was signed')
    .argument('<file>', `a .${updateFileExtension} file`)
    .option('--key <file>', 'public key, a .pub file of minisign; those of this laptop when left out')
    .action(async (file: string, options: { readonly key?: string }) => {
      const read = await readSigned(context.path(file), keysOf(options.key, context));
      print(context, read, `It is as it was signed.`);
    });

  update
    .command('apply')
    .description(
      'install an update into the folder of the archive; the version before stays for the way back',
    )
    .argument('<file>', `a .${updateFileExtension} file`)
    .requiredOption('--root <folder>', 'the folder of the archive, with `current` and `versions` in it')
    .requiredOption('--backups-made', 'say that every vault of this laptop has a backup of today')
    .option('--key <file>', 'public key, a .pub file of minisign; those of this laptop when left out')
    .action(async (file: string, options: { readonly root: string; readonly key?: string }) => {
      const root = context.path(options.root);
      const version = versionAt(root);
      const keys = keysOf(options.key, context);
      const path = context.path(file);
      const { manifest, manifestSha256 } = await readSigned(path, keys);
      const refusal = refusalOfUpdate(
        manifest,
        {
          version,
          platform: process.platform,
          architecture: process.arch,
          installation: { form: 'folder', root, version },
        },
        root,
      );
      if (refusal !== null) throw new CommandFailure(refusal, refusalSentence(refusal.kind));
      const installed = await installIntoFolder(
        { path, keys, manifestSha256, onProgress: async () => undefined },
        root,
        // The command line comes with its program: what starts there now is of the version that knows this schema, or older.
        { version, schemaVersion: latestVersion(migrations) },
      );
      if (!installed.ok) throw new CommandFailure(installed.error, refusalSentence(installed.error.kind));
      print(context, installed.value, `${manifest.version} starts next; ${version} stays for the way back.`);
    });

  update
    .command('back')
    .description('make the version before the last update the one that starts next')
    .requiredOption('--root <folder>', 'the folder of the archive')
    .addHelpText(
      'after',
      '\nVaults that the newer version has opened may be refused by the older one: restore their backup from before with it.',
    )
    .action((options: { readonly root: string }) => {
      const root = context.path(options.root);
      versionAt(root);
      const back = wayBack(root);
      if (back === null)
        throw new CommandFailure({ kind: 'noWayBack' }, 'No version before this one is there.');
      pointTo(root, back.version);
      context.print({ text: `${back.version} starts next.`, json: { version: back.version } });
    });
}

function print(context: CommandContext, { manifest, signedBy }: SignedUpdate, end: string): void {
  context.print({
    text: [
      `Dossier ${manifest.version} for ${manifest.platform} ${manifest.architecture} (${manifest.form}), from ${manifest.from} on`,
      `Signed by ${signedBy.name} (${signedBy.keyId}): ${signedBy.comment}`,
      `Vaults become schema ${manifest.schemaVersion}; this program knows ${latestVersion(migrations)}.`,
      manifest.notes.en,
      end,
    ].join('\n'),
    json: { manifest, signedBy },
  });
}

async function readSigned(path: string, keys: readonly OrganisationKey[]): Promise<SignedUpdate> {
  if (!existsSync(path)) throw new UsageFailure('There is no such file.');
  const read = await readUpdateFile(path, keys);
  if (!read.ok) throw new CommandFailure(read.error, refusalSentence(read.error.kind));
  return read.value;
}

const refusals: Readonly<Record<string, string>> = {
  fileUnreadable: 'The file cannot be read.',
  notAnUpdate: 'This file is no update of Dossier, or it is damaged.',
  unknownKey: 'It is signed with a key that is not trusted here.',
  signatureWrong: 'The signature does not fit: the file was changed after it was signed.',
  contentChanged: 'What it brings is not what was signed.',
  contentRefused: 'It does not unpack as a program does. Nothing of it is left.',
  otherSystem: 'It is for another system or processor.',
  otherForm: 'It is for another way of installing.',
  notNewer: 'It is not newer than what is there. The way back is `update back`.',
  tooOld: 'What is there is too old for it; install a version between the two first.',
  notEnoughRoom: 'There is too little room on the disk.',
};

function refusalSentence(kind: string): string {
  return refusals[kind] ?? `Refused: ${kind}.`;
}

function versionAt(root: string): string {
  const version = currentVersion(root);
  if (version === null) {
    throw new UsageFailure('This is not the folder of the archive: there is no link `current` to a version.');
  }
  return version;
}

function keysOf(file: string | undefined, context: CommandContext): readonly OrganisationKey[] {
  if (file === undefined) {
    const keys = listUpdateKeys(context.deps);
    if (keys.length === 0) throw new UsageFailure('No key is known on this laptop. Name one with --key.');
    return keys;
  }
  const key = parsePublicKey(readFileSync(context.path(file), 'utf8'));
  if (!key.ok) throw new CommandFailure(key.error, 'This file is no public key of minisign.');
  return [{ name: 'the key of --key', keyId: key.value.keyId, publicKey: key.value.text }];
}

function sourceOf({ program, deb }: MakeOptions, context: CommandContext) {
  if ((program === undefined) === (deb === undefined)) {
    throw new UsageFailure('Name the program’s folder with --program, or its Debian package with --deb.');
  }
  if (program !== undefined) {
    const folder = context.path(program);
    if (!existsSync(join(folder, 'dossier')))
      throw new UsageFailure('There is no program `dossier` in that folder.');
    return { form: 'folder', folder } as const;
  }
  const file = context.path(deb ?? '');
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw new UsageFailure('There is no such package.');
  return { form: 'deb', file } as const;
}

function readNotes(path: string): { readonly en: string } {
  const text = readFileSync(path, 'utf8').trim();
  try {
    // The schema of the manifest looks at it.
    return JSON.parse(text) as { readonly en: string };
  } catch {
    // Plain text, then.
    return { en: text };
  }
}

function readVersion(value: string): string {
  const version = versionSchema.safeParse(value);
  if (version.success) return version.data;
  throw new InvalidArgumentError('A version is three numbers, e.g. 0.2.0.');
}

function readNumber(value: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It is a whole number above zero.');
}
