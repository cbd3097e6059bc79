import { checkCommand } from './checkCommand.ts';
import type { Command } from './command.ts';
import { enginesCommand } from './enginesCommand.ts';
import { practiceCommand } from './practiceCommand.ts';
import { runCommand } from './runCommand.ts';
import { usage } from './usage.ts';

/* dl-lessons: the lessons' worker and checks without an editor. */

const commands: Record<string, Command> = {
  run: runCommand,
  check: checkCommand,
  engines: enginesCommand,
  practice: practiceCommand,
};

async function main([name = 'help', ...args]: string[]): Promise<number> {
  if (name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(`dl-lessons: there is no command "${name}".\n\n${usage}`);
    return 2;
  }
  return command(args);
}

void main(process.argv.slice(2))
  .catch((thrown: unknown) => {
    process.stderr.write(`dl-lessons: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    return 2;
  })
  .then((code) => {
    process.exitCode = code;
  });
