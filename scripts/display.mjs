// A virtual display for machines without a screen.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Whether windows can be shown: always but on a Linux without X or Wayland. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * An X authority file with one random cookie for any display, in the format of libXau: the family "wild"
 * (0xFFFF), then address, display number, name and cookie, each after its length in two bytes, big-endian.
 */
export function authorityFile(cookie) {
  const counted = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
  const empty = Buffer.alloc(0);
  const fields = [empty, empty, Buffer.from('MIT-MAGIC-COOKIE-1'), cookie];
  return Buffer.concat([Buffer.from([255, 255]), ...fields.map(counted)]);
}

/**
 * Starts Xvfb on a free display number; only processes with its `env` may use it, so that nobody else on the
 * machine sees the documents. Resolves to the variables that programs need and a function to stop it.
 */
export function startVirtualDisplay({ size = '1600x1000x24' } = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'glossator-display-'));
  const authority = path.join(folder, 'authority');
  writeFileSync(authority, authorityFile(randomBytes(16)), { mode: 0o600 });
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset', '-auth', authority];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const stop = () => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stop);
  return new Promise((resolve, reject) => {
    let complaint = '';
    server.stderr.setEncoding('utf8').on('data', (chunk) => {
      complaint = (complaint + chunk).slice(-2000);
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb stopped (exit status ${code}). ${complaint}`)));
    server.stdio[3].setEncoding('utf8').once('data', (number) => {
      const display = `:${number.trim()}`;
      server.unref();
      for (const stream of [server.stderr, server.stdio[3]]) stream.unref();
      resolve({ display, env: { DISPLAY: display, XAUTHORITY: authority }, stop });
    });
  });
}
