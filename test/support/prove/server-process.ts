import { type ServedOptions, serveApp } from './served.ts';

/** The application as a process of its own, told by its parent what to serve and by how much its clock is off. */
let off = 0;
process.once('message', (options: Omit<ServedOptions, 'off'>) => {
  process.on('message', (moved: { off: number }) => {
    off = moved.off;
  });
  void serveApp({ ...options, off: () => off }).then(({ url }) => process.send?.({ url }));
});
process.once('disconnect', () => process.exit(0));
