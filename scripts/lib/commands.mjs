import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { projectRoot } from './places.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code      exit code; 128 plus the signal's number when a signal ended the program, 127 when it could not start
 * @property {string} output    standard output, empty when it was passed through
 * @property {string} messages  standard error, empty when it was passed through
 */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [environment]
 * @property {boolean} [passThrough]   the program writes to our own streams and reads our standard input
 * @property {AbortSignal} [signal]    ends the program
 * @property {(line: string) => void} [onLine]   called for each line of standard output as it comes
 */

/**
 * Runs a program to its end. A failure is an outcome, never an exception.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<Outcome>}
 */
export function run(program, args, options = {}) {
  return new Promise((settle) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? projectRoot,
      env: options.environment ?? process.env,
      stdio: options.passThrough === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      ...(options.signal === undefined ? {} : { signal: options.signal, killSignal: 'SIGKILL' }),
    });
    const release = options.passThrough === true ? passSignalsTo(child) : () => {};
    let output = '';
    let messages = '';
    let unfinishedLine = '';
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text;
      if (options.onLine === undefined) return;
      const lines = (unfinishedLine + text).split('\n');
      unfinishedLine = lines.pop() ?? '';
      for (const line of lines) options.onLine(line);
    });
    child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      messages += text;
    });
    child.on('error', (error) => {
      release();
      settle({ code: 127, output, messages: `${messages}${error.message}\n` });
    });
    child.on('close', (code, signal) => {
      release();
      settle({
        code: code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137),
        output,
        messages,
      });
    });
  });
}

/**
 * Runs one of the tools in node_modules with the Node that runs us.
 *
 * @param {string} script   path inside node_modules
 * @param {readonly string[]} args
 * @param {RunOptions} options
 */
export function runTool(script, args, options = {}) {
  return run(process.execPath, [join(projectRoot, 'node_modules', ...script.split('/')), ...args], options);
}

/**
 * Runs a TypeScript file of the project.
 *
 * @param {string} script   path from the project's root
 * @param {readonly string[]} args
 * @param {RunOptions} options
 */
export function runTypeScript(script, args, options = {}) {
  return runTool('tsx/dist/cli.mjs', [join(projectRoot, script), ...args], options);
}

/**
 * Runs npm: the very one that started us where npm did, so that a machine with several keeps to one.
 *
 * @param {readonly string[]} args
 * @param {RunOptions} options
 */
export function runNpm(args, options = {}) {
  const startedBy = process.env.npm_execpath;
  if (startedBy !== undefined && basename(startedBy) === 'npm-cli.js') {
    return run(process.execPath, [startedBy, ...args], options);
  }
  // Windows has npm as a script, which only a shell can start; the arguments are fixed words of ours.
  return process.platform === 'win32'
    ? run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options)
    : run('npm', args, options);
}

/**
 * @param {string} program
 * @returns {boolean} whether the program is in the PATH
 */
export function isInPath(program) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter);
  // ldconfig and friends live where an ordinary user's PATH does not reach.
  if (process.platform !== 'win32') folders.push('/usr/sbin', '/sbin');
  return folders.some((folder) => endings.some((ending) => isExecutable(join(folder, program + ending))));
}

/**
 * @param {string} path
 * @returns {boolean}
 */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {boolean} */
export function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * Hands Ctrl-C and an end request on, so that the program may close its files before we go.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops handing on
 */
function passSignalsTo(child) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  // A terminal sends Ctrl-C to the whole group, the child included; for SIGINT it is enough that we stay.
  const handlers = signals.map((signal) => ({
    signal,
    handler: () => void (signal !== 'SIGINT' && child.kill(signal)),
  }));
  for (const { signal, handler } of handlers) process.on(signal, handler);
  return () => {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  };
}
