import type { Drill } from '../drill.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };

/** Something else answers where the registration endpoint should be. */
export const endpointDrills: readonly Drill[] = [
  {
    name: 'register-not-found',
    trouble: 'nothing that registers lives at the address',
    cause: 'endpoint.wrong_path',
    exitCode: 9,
    server: { registrationAnswer: { status: 404, body: { detail: 'Not Found' } } },
  },
  {
    name: 'register-not-allowed',
    trouble: 'something lives at the address, and it takes no POST',
    cause: 'request.method',
    exitCode: 9,
    server: {
      registrationAnswer: { status: 405, headers: { allow: 'GET, HEAD' }, body: { detail: 'Method Not Allowed' } },
    },
  },
  {
    name: 'redirected',
    trouble: 'the registration is redirected to another origin',
    cause: 'response.redirect',
    exitCode: 9,
    server: {
      registrationAnswer: {
        status: 307,
        headers: { location: 'https://idp.practice.example/api/oidc/dcr/register' },
        body: '',
      },
    },
  },
  {
    name: 'login-page',
    trouble: 'a single sign-on proxy answers 200 with its sign-in page',
    cause: 'response.login_page',
    exitCode: 8,
    server: {
      registrationAnswer: {
        status: 200,
        headers: html,
        body: '<!DOCTYPE html>\n<html lang="en">\n<head><title>Sign in to Practice</title></head>\n<body>\n<form method="post" action="/login">\n<label>Username <input name="username"></label>\n<label>Password <input name="password" type="password"></label>\n<button>Sign in</button>\n</form>\n</body>\n</html>\n',
      },
    },
  },
  {
    name: 'html-page',
    trouble: 'a gateway answers 200 with a page of its own',
    cause: 'response.not_json',
    exitCode: 8,
    server: {
      registrationAnswer: {
        status: 200,
        headers: html,
        body: '<!DOCTYPE html>\n<html lang="en">\n<head><title>Scheduled maintenance</title></head>\n<body>\n<h1>Scheduled maintenance</h1>\n<p>This service is being updated. Please try again later.</p>\n</body>\n</html>\n',
      },
    },
  },
  {
    name: 'firewall',
    trouble: 'a firewall in front of the server blocks the registration',
    cause: 'proxy.blocked',
    exitCode: 5,
    server: {
      registrationAnswer: {
        status: 403,
        headers: html,
        body: '<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 8113579246013562489<br><br><a href="javascript:history.back();">[Go Back]</a></body></html>',
      },
    },
  },
];
