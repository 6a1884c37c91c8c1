export const EXAMPLES = `Examples:
  dcr-runbook practice                 walk the whole flow against a server inside this tool
  dcr-runbook run bff-server --yes --admin-token-file token.txt --json
  dcr-runbook run ./my-runbook.yaml --dry-run
  dcr-runbook diagnose answer.txt      why it failed: a pasted answer, HAR, log or stack trace
`;

export const EXIT_CODES = `
Exit codes:
  0  done                                   8  outcome unknown: sent, no usable answer
  1  a bug of this tool                     9  not taken: answered, but nothing changed
  2  not valid, nothing sent               10  done, with something that needs a look
  3  an answer is missing, nothing sent    11  already registered from here (--again)
  4  admin token refused                  124  --deadline hit before a registration
  5  IAT or registration token refused    129  SIGHUP
  6  what was asked is refused            130  SIGINT
  7  not reached                          143  SIGTERM

Secrets are read from files, standard input or the environment, never from arguments.
`;

export const DOCTOR_EXIT_CODES = `
Exit codes, by the lowest layer that failed:
  0  all that was looked at is well         7  DNS, TCP, proxy or TLS: not reached
  2  the configuration is not valid         9  HTTP, discovery or an endpoint answers wrongly
                                           10  nothing failed, something needs a look

Only GET, OPTIONS and CONNECT are sent, and never a token.
`;
