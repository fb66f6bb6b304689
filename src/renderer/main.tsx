// Zod tries `new Function` to be quicker, which the content security policy refuses and reports. It reads this object
// when a schema is made, so it must stand before any other module runs: hence the import at run time.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

void import('./app/start').then(({ start }) => start());
