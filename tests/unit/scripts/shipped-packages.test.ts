import { describe, expect, it } from 'vitest';
import { importedPackages } from '../../../scripts/lib/shipped-packages.mjs';

describe('importedPackages', () => {
  it('finds every way of importing a package, once, and no built-in module or file', () => {
    const code = `
      import { readFile } from "node:fs/promises";
      import fs from "fs";
      import Database, { setLogger } from "@signalapp/sqlcipher";
      import "uuid";
      import * as z from 'zod/v4/core';
      export { parse } from "yaml";
      const later = () => import("edtf");
      const old = require("pizzip");
      import { own } from "./chunks/own.js";
      const text = 'taken from "client"';
      const again = await import("@signalapp/sqlcipher");
    `;
    expect([...importedPackages(code)].sort()).toEqual([
      '@signalapp/sqlcipher',
      'edtf',
      'pizzip',
      'uuid',
      'yaml',
      'zod',
    ]);
  });
});
