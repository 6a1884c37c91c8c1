/** A flag that is no question of the flow: how to run, how to connect, how to print. */
export type RunOption = { flag: string; placeholder?: string; repeat?: boolean; group: string; help: string };

export const runOptions = [
  { flag: 'yes', group: 'Running', help: 'headless: no question asked, what is known is sent' },
  { flag: 'no-input', group: 'Running', help: 'never ask; a missing answer is exit 3' },
  { flag: 'dry-run', group: 'Running', help: 'print the exact requests; no network at all' },
  { flag: 'explain', group: 'Running', help: 'also print where each value came from' },
  { flag: 'until', placeholder: 'STEP', group: 'Running', help: 'stop after this step' },
  { flag: 'from', placeholder: 'STEP', group: 'Running', help: 'ask from this step on' },
  { flag: 'again', group: 'Running', help: 'register although a record here has this client' },
  { flag: 'send-anyway', group: 'Running', help: 'pass findings that say a refusal is likely' },
  { flag: 'deadline', placeholder: 'SECONDS', group: 'Running', help: 'bounds the whole run' },
  { flag: 'bundle', placeholder: 'PATH', group: 'Running', help: 'at the end write a support bundle, secrets cut' },
  {
    flag: 'timeout',
    placeholder: 'SECONDS',
    group: 'Connection',
    help: 'bounds one request, its body included (15; registration 60)',
  },
  { flag: 'cacert', placeholder: 'PATH', group: 'Connection', help: 'a CA to trust beside the default ones' },
  { flag: 'cert', placeholder: 'PATH', group: 'Connection', help: 'a client certificate' },
  { flag: 'key', placeholder: 'PATH', group: 'Connection', help: 'its private key' },
  { flag: 'proxy', placeholder: 'URL', group: 'Connection', help: 'instead of HTTPS_PROXY and its kin' },
  { flag: 'allow-http', group: 'Connection', help: 'http to other hosts than this machine' },
  {
    flag: 'allow-origin',
    placeholder: 'ORIGIN',
    repeat: true,
    group: 'Connection',
    help: 'this other origin may get a token (repeat)',
  },
  { flag: 'json', group: 'Output', help: 'one JSON document on standard output' },
  { flag: 'reveal', group: 'Output', help: 'print secrets instead of [secret]' },
  { flag: 'quiet', group: 'Output', help: 'no talk, only the result and errors' },
  { flag: 'verbose', group: 'Output', help: 'also the requests and answers, without secrets' },
  { flag: 'accessible', group: 'Output', help: 'plain numbered questions, nothing redrawn' },
  { flag: 'color', placeholder: 'WHEN', group: 'Output', help: 'auto, always or never' },
] as const satisfies readonly RunOption[];

/** What the flags above came to. */
export type RunOptions = {
  yes: boolean;
  noInput: boolean;
  dryRun: boolean;
  explain: boolean;
  until?: string;
  from?: string;
  again: boolean;
  sendAnyway: boolean;
  deadlineMs?: number;
  bundle?: string;
  timeoutMs?: number;
  cacert?: string;
  cert?: string;
  key?: string;
  proxy?: string;
  allowHttp: boolean;
  allowOrigin: string[];
  json: boolean;
  reveal: boolean;
  quiet: boolean;
  verbose: boolean;
  accessible: boolean;
  color: 'auto' | 'always' | 'never';
};
