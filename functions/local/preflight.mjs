// Runs on whatever Node npm found first, so it is plain JavaScript. Where the project's own Node is installed
// (optional dependency node-<platform>@24), npm scripts already run on it and this says nothing.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  const here = `${process.platform}-${process.arch}`;
  console.error(
    `bienche cần Node.js 24 trở lên; đang chạy ${process.version} và không có Node đi kèm cho ${here}. Hãy cài Node.js 24 (https://nodejs.org).\n` +
      `bienche needs Node.js 24 or later; this is ${process.version}, and no bundled Node is installed for ${here}. Install Node.js 24 (https://nodejs.org), or run \`npm ci\` again without \`--omit=optional\`.`,
  );
  process.exit(1);
}
