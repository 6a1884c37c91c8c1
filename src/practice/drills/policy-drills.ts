import type { Drill } from '../drill.ts';

/** What the server's administrator decided. */
export const policyDrills: readonly Drill[] = [
  {
    name: 'dcr-disabled',
    trouble: 'dynamic registration is switched off',
    cause: 'dcr.disabled',
    exitCode: 6,
    server: {
      registrationAnswer: {
        status: 403,
        body: { error: 'access_denied', error_description: 'Client registration is disabled' },
      },
    },
  },
  {
    name: 'trusted-hosts',
    trouble: 'a policy lets only some hosts register, and this is none of them',
    cause: 'policy.host_not_trusted',
    exitCode: 5,
    server: {
      registrationAnswer: {
        status: 403,
        body: {
          error: 'insufficient_scope',
          error_description:
            "Policy 'Trusted Hosts' rejected request to client-registration service. Details: Host not trusted.",
        },
      },
    },
  },
  {
    name: 'quota',
    trouble: 'no more clients may be registered',
    cause: 'policy.quota',
    exitCode: 6,
    server: {
      registrationAnswer: {
        status: 403,
        body: {
          error: 'access_denied',
          error_description: 'The maximum number of registered clients (200) is reached',
        },
      },
    },
  },
  {
    name: 'software-statement',
    trouble: 'the server registers only software that somebody vouches for',
    cause: 'software_statement.invalid',
    exitCode: 6,
    server: {
      objection: {
        member: 'software_statement',
        answer: {
          status: 400,
          body: { error: 'invalid_software_statement', error_description: 'software_statement is required' },
        },
      },
    },
  },
];
