/** The sources run as TypeScript on Node 24, which `npm run` puts first on the path. */
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  process.stderr.write(
    `This needs Node 24 but runs on ${process.version}. Start it with "npm run", after "npm ci".\n`,
  )
  process.exit(2)
}
