import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conversationFiles } from '../../support/conversation-files';
import { runCommand } from '../../support/run-command';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path } = useTemporaryFolder();

describe('dossier import report --json', () => {
  it.each(Object.entries(conversationFiles))('reads %s as before', async (name, content) => {
    mkdirSync(path(), { recursive: true });
    writeFileSync(path(name), content);
    const { code, out, error } = await runCommand(path(), ['import', 'report', name, '--json']);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    // An archive holds the hour of the laptop that made it, in its own zone.
    const stable = out.replace(/"sha256": ".*"/, '"sha256": "…"');
    await expect(stable).toMatchFileSnapshot(`expected/${name}.json`);
  });
});
