// Ways out of the page, each tried towards this very laptop: nothing would leave it even if one were open.

export const pageWays = ['fetch', 'image', 'socket', 'beacon', 'stream'] as const;
export type PageWay = (typeof pageWays)[number];

export interface Attempt {
  readonly way: PageWay;
  /** True when the rules of the page refused it by name. That nobody answered there would prove nothing. */
  readonly refused: boolean;
}

const waitMs = 1500;
const address = 'http://127.0.0.1:9/';

const attempts: Readonly<Record<PageWay, (mark: string) => void>> = {
  fetch: (mark) => void fetch(`${address}${mark}`).catch(() => undefined),
  image: (mark) => {
    new Image().src = `${address}${mark}`;
  },
  socket: (mark) => {
    const socket = new WebSocket(`ws://127.0.0.1:9/${mark}`);
    socket.addEventListener('error', () => socket.close());
  },
  beacon: (mark) => void navigator.sendBeacon(`${address}${mark}`, ''),
  stream: (mark) => {
    const stream = new EventSource(`${address}${mark}`);
    stream.addEventListener('error', () => stream.close());
  },
};

/** Tries each way, and listens for the page's own rules refusing it. */
export async function tryNetworkFromPage(): Promise<readonly Attempt[]> {
  const refused = new Set<string>();
  const listen = (event: SecurityPolicyViolationEvent): void => {
    refused.add(event.blockedURI);
  };
  document.addEventListener('securitypolicyviolation', listen);
  try {
    for (const way of pageWays) {
      try {
        attempts[way](way);
      } catch {
        // Refused on the spot; the event tells so as well.
      }
    }
    const isDone = () => pageWays.every((way) => isRefused(way));
    const endsAt = Date.now() + waitMs;
    while (!isDone() && Date.now() < endsAt) await new Promise((resolve) => setTimeout(resolve, 50));
    return pageWays.map((way) => ({ way, refused: isRefused(way) }));
  } finally {
    document.removeEventListener('securitypolicyviolation', listen);
  }

  function isRefused(way: PageWay): boolean {
    return [...refused].some((uri) => uri.endsWith(`/${way}`));
  }
}
