import path from 'node:path';

/** The worker is bundled as CommonJS and finds its own folder so; tests are ES modules. Imported before anything of the worker. */
Object.assign(globalThis, { __dirname: path.join(process.cwd(), 'dist', 'worker') });
