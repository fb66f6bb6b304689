/**
 * Where the archive for Linux was unpacked, by the path of the program that runs out of it. Null for a program that lies
 * elsewhere. In the folder lie `versions/<version>/`, the link `current` to one of them, and `dossier`, a link through it:
 *
 *     dossier/dossier -> current/dossier
 *     dossier/current -> versions/0.2.0
 *     dossier/versions/0.1.0/…  0.2.0/…
 *
 * Renaming a new link over `current` is one step for the system: at every moment one of two whole programs starts.
 */
export function archiveRootOf(
  executable: string,
): { readonly root: string; readonly version: string } | null {
  const found = /^(.+)\/versions\/([^/]+)\/dossier$/u.exec(executable);
  const [, root, version] = found ?? [];
  return root === undefined || version === undefined ? null : { root, version };
}

/** What is started to begin with the version that counts now; the program itself where there is only one. */
export function programToStart(executable: string): string {
  const archive = archiveRootOf(executable);
  return archive === null ? executable : `${archive.root}/dossier`;
}
