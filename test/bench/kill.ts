// `npm run bench:kill`: kills runs at random moments and says what was left. Node runs this file as it is.
import { killMany } from '../support/kill-many.ts';

const seed = Number(process.argv[2] ?? Date.now() % 1_000_000);
const HOW_MANY = { headless: Number(process.argv[3] ?? 200), guided: Number(process.argv[4] ?? 50) };

process.stdout.write(`seed ${seed}\n`);
let isWrong = false;
for (const how of ['headless', 'guided'] as const) {
  const { kills, spanMs, fell, resumed, wrong } = await killMany(how, HOW_MANY[how], seed);
  const listed = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([word, count]) => `${count} ${word}`)
      .join(', ');
  process.stdout.write(
    `${how}: ${kills} kills over ${spanMs} ms\n  fell: ${listed(fell)}\n  resume: ${listed(resumed)}\n`,
  );
  process.stdout.write(`  broken promises: ${wrong.length}\n`);
  for (const words of wrong) process.stdout.write(`    ${words}\n`);
  isWrong ||= wrong.length > 0;
}
process.exitCode = isWrong ? 1 : 0;
