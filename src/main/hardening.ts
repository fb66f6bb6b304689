import { app, session, type Session } from 'electron';
import { isDecoderPage, isOfDecoder } from '../shared/shell/decoder-address';

/** Switches that must be set before the program is ready. Layer 2 of docs/threat-model.md, "No network". */
export function hardenCommandLine(): void {
  const { commandLine } = app;
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
  commandLine.appendSwitch('disable-quic');
  commandLine.appendSwitch('disable-domain-reliability');
  commandLine.appendSwitch('disable-sync');
  commandLine.appendSwitch('no-pings');
  commandLine.appendSwitch('no-proxy-server');
  // Each origin in a process of its own, whatever the memory of the laptop: decoders rest on it.
  commandLine.appendSwitch('site-per-process');
  commandLine.appendSwitch('disable-breakpad');
  commandLine.appendSwitch('disable-http-cache');
  commandLine.appendSwitch('webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  commandLine.appendSwitch(
    'disable-features',
    // Without the last one a page that starts a call makes the system join the group of mDNS: a packet on the wire.
    'MediaRouter,OptimizationHints,AutofillServerCommunication,DnsOverHttps,WebRtcHideLocalIpsWithMdns',
  );
}

/** Switches of a debugger or of another program's extension; with one of them the packaged program does not start. */
const refusedSwitches = [
  'inspect',
  'inspect-brk',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'js-flags',
  'load-extension',
  // Another file for the organisation's: see `policyFileForTests`.
  'policy-file',
];

/**
 * The first switch on the command line with which the program refuses to start, or null. The build for the end-to-end
 * tests is driven through the inspector, which its fuse lets in; the shipped one's fuse does not.
 */
export function refusedSwitch(inspectorAllowed: boolean): string | null {
  if (inspectorAllowed) return null;
  return refusedSwitches.find((name) => app.commandLine.hasSwitch(name)) ?? null;
}

/** Where the build under test reads the organisation's file. The shipped program has one place for it and no other. */
export function policyFileForTests(inspectorAllowed: boolean): string | null {
  if (!inspectorAllowed || !app.commandLine.hasSwitch('policy-file')) return null;
  return app.commandLine.getSwitchValue('policy-file');
}

/** A session in memory, whose every way out but our own protocol is closed. */
export function createClosedSession(): Session {
  for (const each of [session.defaultSession, session.fromPartition('dossier', { cache: false })])
    closeSession(each);
  return session.fromPartition('dossier', { cache: false });
}

function closeSession(closed: Session): void {
  // Before the first window: Chromium would fetch dictionaries by itself.
  closed.setSpellCheckerEnabled(false);
  closed.setSpellCheckerLanguages([]);
  closed.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  closed.setPermissionCheckHandler(() => false);
  closed.setDevicePermissionHandler(() => false);
  closed.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  closed.on('will-download', (event) => event.preventDefault());
  closed.webRequest.onBeforeRequest((details, answer) => {
    const isOwn = details.url.startsWith('app://dossier/') || isOfDecoder(details.url);
    answer({ cancel: !isOwn && !details.url.startsWith('devtools://') });
  });
  void closed.setProxy({ mode: 'direct' });
  closed.enableNetworkEmulation({ offline: true });
}

/** Refuses navigation, new windows and embedded pages in every web page of the program, but for decoders. */
export function refuseNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      // The page alone begins one; a decoder leads itself nowhere.
      const isBegun = event.initiator === contents.mainFrame && event.frame?.parent === contents.mainFrame;
      if (!isBegun || !isDecoderPage(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}
