import { spawn } from 'node:child_process';

/** Milliseconds from start to exit of one process; its output is thrown away unless it fails. */
export function timed(command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', chunk => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', code => {
      if (code !== 0) return reject(new Error(`${command} ${args.join(' ')} ended with ${code}\n${errors}`));
      resolve(Number(process.hrtime.bigint() - started) / 1e6);
    });
  });
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Runs both sides in turn, so that whatever else the machine does falls on both; the ratio is of the medians. */
export async function pair(rounds, ours, theirs) {
  const times = { ours: [], theirs: [] };
  await ours();
  await theirs();
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(await ours());
    times.theirs.push(await theirs());
  }
  const [a, b] = [median(times.ours), median(times.theirs)];
  return { ours: a, theirs: b, ratio: a / b };
}

export function report(name, { ours, theirs, ratio, unit = 'ms' }, goal) {
  const verdict = goal === undefined ? '' : ratio <= goal ? `  (goal <= ${goal}: met)` : `  (goal <= ${goal}: MISSED)`;
  console.log(
    `${name.padEnd(58)} ${ours.toFixed(0).padStart(5)} ${unit} / ${theirs.toFixed(0).padStart(5)} ${unit} = ${ratio.toFixed(2)}${verdict}`,
  );
}
