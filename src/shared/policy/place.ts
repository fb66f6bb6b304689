/**
 * Where an organisation's file lies: at one place that only an administrator writes. No variable of the environment is
 * asked, since whoever starts the program sets those; nor is the program's own folder, which for the archive belongs to
 * its user (ADR 12).
 */
export function policyPlace(platform: string): string {
  switch (platform) {
    case 'win32':
      return 'C:\\ProgramData\\Dossier\\policy.json';
    case 'darwin':
      return '/Library/Application Support/Dossier/policy.json';
    default:
      return '/etc/dossier/policy.json';
  }
}
