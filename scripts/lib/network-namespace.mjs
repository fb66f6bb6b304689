import { isInPath, isRoot, run } from './commands.mjs';

/**
 * The strongest of the layers that keep Dossier off the network: the kernel gives the program a network of its own with
 * nothing in it. An ordinary user may ask for that on most systems; where not, the program's own layers remain.
 *
 * @returns {Promise<readonly string[]>} the words to put before the program's command line; empty where it is not possible
 */
export async function findNetworkNamespace() {
  if (
    process.platform !== 'linux' ||
    process.env.DOSSIER_NO_NETNS ||
    !isScreenReachableWithoutNetwork(process.env)
  )
    return [];
  for (const words of candidates()) {
    const [program = '', ...args] = words;
    if (isInPath(program) && (await run(program, [...args, 'true'])).code === 0) return words;
  }
  return [];
}

/** @returns {readonly (readonly string[])[]} */
function candidates() {
  // Root needs no user namespace and, mapped to another user, would lose its own files.
  if (isRoot()) return [['unshare', '--net', '--']];
  return [
    ['bwrap', '--dev-bind', '/', '/', '--unshare-net', '--die-with-parent', '--'],
    // Mapped to oneself, not to root: Chromium refuses root, and the session bus asks who we are.
    ['unshare', '--user', '--map-current-user', '--net', '--'],
  ];
}

/**
 * A screen across TCP (`ssh -X`, a screen in another container) is out of reach without a network.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {boolean}
 */
export function isScreenReachableWithoutNetwork(environment) {
  if (environment.WAYLAND_DISPLAY) return true;
  const host = /^(.*):\d+(?:\.\d+)?$/u.exec(environment.DISPLAY ?? '')?.[1] ?? '';
  return host === '' || host === 'unix';
}
