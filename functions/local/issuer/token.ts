import { loadDevelopmentIssuer } from './issuer.ts';
import { parseTokenArguments, type TokenArguments, USAGE } from './token-arguments.ts';

/** Prints a bearer token of this checkout's development issuer, and nothing else. */
function readArguments(): TokenArguments {
  try {
    return parseTokenArguments(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

const { claims, minutes } = readArguments();
const issuer = await loadDevelopmentIssuer();
console.log(await issuer.sign(claims, minutes));
